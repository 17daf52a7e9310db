#include "connectors/process/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "connectors/process/fail.hpp"
#include "connectors/process/strays.hpp"

namespace musubi::process {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

bool is_program(const std::string& path) {
  struct stat is{};
  return access(path.c_str(), X_OK) == 0 && stat(path.c_str(), &is) == 0 && S_ISREG(is.st_mode);
}

/// Where `name` is; "" where it is nowhere.
std::string found(const std::string& name, const std::string& directory) {
  if (name.find('/') != name.npos) {
    std::string path = name[0] == '/' ? name : directory + "/" + name;
    return is_program(path) ? path : "";
  }
  const char* set = std::getenv("PATH");
  std::string_view folders = set ? set : "/usr/local/bin:/usr/bin:/bin";
  while (!folders.empty()) {
    size_t end = std::min(folders.find(':'), folders.size());
    std::string path = std::string(folders.substr(0, end)) + "/" + name;
    if (end && is_program(path)) return path;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return "";
}

struct Ends {
  int read = -1, write = -1;
  Ends() {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) transient_failure("no_room", {{"reason", std::strerror(errno)}});
    read = fds[0], write = fds[1];
  }
  ~Ends() {
    if (read >= 0) close(read);
    if (write >= 0) close(write);
  }
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;
};

/// All that the new process needs, made before it is there: behind fork nothing may allocate.
struct Birth {
  const char *program, *directory;
  char **arguments, **environment;
  int output, said, wrong;
  pid_t hub;
  rlim_t memory;
};

void limit(__rlimit_resource what, rlim_t most) {
  rlimit now{};
  if (getrlimit(what, &now) != 0) return;
  if (now.rlim_max != RLIM_INFINITY) most = std::min(most, now.rlim_max);
  rlimit next{most, most};
  setrlimit(what, &next);
}

void close_on_exec_all() {
  if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  for (int fd = 3; fd < static_cast<int>(std::min<rlim_t>(files.rlim_cur, 65536)); ++fd)
    fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/// In the new process.
[[noreturn]] void be_born(const Birth& birth) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != birth.hub) _exit(127);
  setsid();
  for (int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  umask(077);
  limit(RLIMIT_CORE, 0);
  if (birth.memory) limit(RLIMIT_AS, birth.memory);
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (dup2(nothing, 0) >= 0 && dup2(birth.output, 1) >= 0 && dup2(birth.said, 2) >= 0 &&
      chdir(birth.directory) == 0) {
    close_on_exec_all();
    execve(birth.program, birth.arguments, birth.environment);
  }
  int reason = errno;
  if (write(birth.wrong, &reason, sizeof reason) < 0) _exit(126);
  _exit(127);
}

}  // namespace

Child::Child(const Start& start) : mark_(start.mark), buffer_(1 << 16, '\0') {
  const std::string& name = start.words[0];
  std::string program = found(name, start.directory);
  if (program.empty()) config_failure("no_program", {{"program", name}});
  std::vector<std::string> words = start.words, environment = start.environment;
  std::vector<char*> arguments = pointers(words), variables = pointers(environment);
  Ends output, said, wrong;
  Birth birth{program.c_str(), start.directory.c_str(), arguments.data(), variables.data(),
              output.write,    said.write,              wrong.write,      getpid(),
              start.memory};
  pid_ = fork();
  if (pid_ == 0) be_born(birth);
  if (pid_ < 0) transient_failure("no_room", {{"reason", std::strerror(errno)}});
  close(std::exchange(wrong.write, -1));
  int reason = 0;
  ssize_t got;
  while ((got = ::read(wrong.read, &reason, sizeof reason)) < 0 && errno == EINTR) {
  }
  if (got == sizeof reason) {
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
    config_failure("cannot_start", {{"program", program}, {"reason", std::strerror(reason)}});
  }
  output_ = std::exchange(output.read, -1);
  said_ = std::exchange(said.read, -1);
  for (int pipe : {output_, said_}) fcntl(pipe, F_SETFL, O_NONBLOCK);
}

Child::~Child() {
  end(milliseconds(0));
}

std::string_view Child::read(Pipe pipe) {
  int& from = fd(pipe);
  if (from < 0) return {};
  ssize_t got = ::read(from, buffer_.data(), buffer_.size());
  if (got > 0) return {buffer_.data(), static_cast<size_t>(got)};
  bool later = got < 0 && (errno == EAGAIN || errno == EINTR);
  if (!later) close(std::exchange(from, -1));
  return {};
}

void Child::wait(milliseconds time) const {
  pollfd pipes[] = {{output_, POLLIN, 0}, {said_, POLLIN, 0}};  // a closed one, -1, is passed over
  poll(pipes, 2, static_cast<int>(time.count()));
}

bool Child::has_ended() {
  siginfo_t is{};
  return pid_ == 0 || (waitid(P_PID, static_cast<id_t>(pid_), &is, WEXITED | WNOHANG | WNOWAIT) == 0 && is.si_pid);
}

Ending Child::end(milliseconds patience) {
  if (pid_ == 0) return {};
  auto until = [&](milliseconds time) {
    for (auto last = Clock::now() + time; !has_ended() && Clock::now() < last;)
      std::this_thread::sleep_for(milliseconds(5));
    return has_ended();
  };
  if (!until(patience)) {
    kill(-pid_, SIGTERM);
    until(milliseconds(500));
  }
  kill(-pid_, SIGKILL);
  end_strays(mark_);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = 0;
  for (Pipe pipe : {Pipe::output, Pipe::said})
    if (fd(pipe) >= 0) close(std::exchange(fd(pipe), -1));
  return WIFEXITED(status) ? Ending{WEXITSTATUS(status), 0} : Ending{0, WTERMSIG(status)};
}

}  // namespace musubi::process
