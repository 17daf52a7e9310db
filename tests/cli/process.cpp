#include "tests/cli/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace musubi::cli {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Pipe {
  int read_end = -1, write_end = -1;
  explicit Pipe(bool terminal = false) {
    int ends[2];
    if (terminal ? openpty(&ends[0], &ends[1], nullptr, nullptr, nullptr) : pipe2(ends, O_CLOEXEC))
      throw std::runtime_error("pipe");
    read_end = ends[0], write_end = ends[1];
    fcntl(read_end, F_SETFD, FD_CLOEXEC), fcntl(write_end, F_SETFD, FD_CLOEXEC);
  }
  ~Pipe() { close_read(), close_write(); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_read() {
    if (read_end >= 0) close(read_end), read_end = -1;
  }
  void close_write() {
    if (write_end >= 0) close(write_end), write_end = -1;
  }
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

pid_t start(const Launch& launch, Pipe& in, Pipe& out, Pipe& err) {
  std::vector<std::string> words = launch.words, environment = launch.environment;
  std::vector<char*> argv = pointers(words), variables = pointers(environment);
  pid_t child = fork();
  if (child != 0) return child;
  dup2(in.read_end, 0), dup2(out.write_end, 1), dup2(err.write_end, 2);
  if (chdir(launch.folder.c_str()) == 0) execve(argv[0], argv.data(), variables.data());
  _exit(127);
}

void feed(Pipe& in, const std::string& input) {
  for (size_t at = 0; at < input.size();) {
    ssize_t n = write(in.write_end, input.data() + at, input.size() - at);
    if (n <= 0) break;
    at += size_t(n);
  }
  in.close_write();
}

/// Reads what is there; false at the end.
bool drain(Pipe& from, std::string& into) {
  char buffer[65536];
  ssize_t n = read(from.read_end, buffer, sizeof buffer);
  if (n <= 0) return from.close_read(), false;
  into.append(buffer, size_t(n));
  return true;
}

}  // namespace

Ran run_to_end(const Launch& launch) {
  Pipe in, out, err(bool(launch.watch));
  pid_t child = start(launch, in, out, err);
  in.close_read(), out.close_write(), err.close_write();
  feed(in, launch.input);
  Ran ran;
  bool watching = bool(launch.watch);
  auto end = SteadyClock::now() + std::chrono::seconds(launch.seconds);
  while (out.read_end >= 0 || err.read_end >= 0) {
    if (SteadyClock::now() > end && !ran.timed_out) ran.timed_out = true, kill(child, SIGKILL);
    pollfd ends[] = {{out.read_end, POLLIN, 0}, {err.read_end, POLLIN, 0}};
    poll(ends, 2, 100);
    if (ends[0].revents) drain(out, ran.out);
    if (ends[1].revents) drain(err, ran.err);
    if (watching && launch.watch(ran.out + ran.err, child)) watching = false;
    if (ran.timed_out) break;
  }
  int status = 0;
  waitpid(child, &status, 0);
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace musubi::cli
