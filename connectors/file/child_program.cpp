#include "connectors/file/child_program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "connectors/file/fail.hpp"

namespace musubi::file {
namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

ChildProgram::ChildProgram(Start start, const std::string& file) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) transient_failure("cannot_start", {{"program", start.words[0]}, {"file", file}});
  out_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  if (start.in >= 0)
    posix_spawn_file_actions_adddup2(&actions, start.in, 0);
  else
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  if (const char* path = std::getenv("PATH")) start.settings.push_back(std::string("PATH=") + path);
  std::vector<char*> arguments = pointers(start.words), environment = pointers(start.settings);
  if (posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environment.data()) != 0) pid_ = 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
}

ChildProgram::~ChildProgram() {
  end();
}

int ChildProgram::read(const std::function<bool(std::string_view)>& take) {
  std::vector<char> buffer(1 << 16);
  for (;;) {
    ssize_t got = ::read(out_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    if (!take({buffer.data(), size_t(got)})) return 0;
  }
  return end();
}

int ChildProgram::end() {
  if (out_ >= 0) close(std::exchange(out_, -1));
  int status = 0;
  if (pid_ > 0)
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace musubi::file
