#include "tests/contract/kit/child.hpp"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/base/error.hpp"
#include "tests/contract/kit/fixture.hpp"

namespace contract {
namespace {

[[noreturn]] void run(const std::function<void(Report&)>& body, int pipe) {
  Report report(pipe);
  try {
    body(report);
  } catch (const Broken& b) {
    report.fail(b.sentence);
  } catch (const std::exception& e) {
    report.fail(e.what());
  }
  std::exit(0);  // not _exit: sanitizers speak at the end
}

/// All that comes through the pipe until it closes; false when the time is up first.
bool listen(int pipe, int seconds, std::string& heard) {
  auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (;;) {
    auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd wait{pipe, POLLIN, 0};
    if (poll(&wait, 1, static_cast<int>(left)) <= 0) continue;
    char buffer[4096];
    ssize_t size = ::read(pipe, buffer, sizeof buffer);
    if (size <= 0) return true;
    heard.append(buffer, static_cast<size_t>(size));
  }
}

void sort_out(const std::string& heard, Verdict& verdict) {
  for (size_t at = 0; at < heard.size();) {
    size_t end = std::min(heard.find('\n', at), heard.size());
    std::string line = heard.substr(at + 1, end - at - 1);
    (heard[at] == 'F' ? verdict.failures : verdict.notes).push_back(line);
    at = end + 1;
  }
}

}  // namespace

void Report::say(char kind, std::string sentence) {
  std::replace(sentence.begin(), sentence.end(), '\n', ' ');
  sentence = kind + sentence.substr(0, 1000) + "\n";
  if (::write(pipe_, sentence.data(), sentence.size()) < 0) std::perror("musubi-contract");
}

Verdict in_child(const std::function<void(Report&)>& body, int seconds) {
  int ends[2];
  if (pipe(ends) != 0) throw Broken{std::string("pipe: ") + std::strerror(errno)};
  std::fflush(nullptr);
  pid_t child = fork();
  if (child < 0) throw Broken{std::string("fork: ") + std::strerror(errno)};
  if (child == 0) {
    close(ends[0]);
    run(body, ends[1]);
  }
  close(ends[1]);
  Verdict verdict;
  std::string heard;
  bool finished = listen(ends[0], seconds, heard);
  close(ends[0]);
  if (!finished) kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  sort_out(heard, verdict);
  if (!finished) {
    verdict.failures.push_back("it did not come back within " + std::to_string(seconds) + " s");
  } else if (WIFSIGNALED(status)) {
    verdict.failures.push_back(std::string("it crashed: ") + strsignal(WTERMSIG(status)));
  } else if (WEXITSTATUS(status) != 0) {
    verdict.failures.push_back("it ended with exit code " + std::to_string(WEXITSTATUS(status)));
  }
  return verdict;
}

}  // namespace contract
