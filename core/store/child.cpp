#include "core/store/child.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace musubi::store {
namespace {

std::optional<Account> account_from(const passwd* entry) {
  if (!entry) return {};
  Account a{entry->pw_uid, entry->pw_gid, entry->pw_name, entry->pw_dir, {}};
  int count = 64;
  a.groups.resize(size_t(count));
  if (getgrouplist(entry->pw_name, entry->pw_gid, a.groups.data(), &count) < 0) {
    a.groups.resize(size_t(count));
    getgrouplist(entry->pw_name, entry->pw_gid, a.groups.data(), &count);
  }
  a.groups.resize(size_t(count));
  return a;
}

/// Everything the child needs, made before the fork: between fork and exec nothing may allocate.
struct Launch {
  std::vector<char*> argv, environment;
  const Account* account;
  int output;
};

[[noreturn]] void become(const Launch& launch) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (int s : {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGPIPE, SIGCHLD}) signal(s, SIG_DFL);
  setsid();
  int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, 0);
  dup2(launch.output >= 0 ? launch.output : nothing, 1);
  dup2(1, 2);
  close_range(3, ~0U, 0);
  umask(0077);
  const Account* a = launch.account;
  if (a && (setgroups(a->groups.size(), a->groups.data()) || setresgid(a->gid, a->gid, a->gid) ||
            setresuid(a->uid, a->uid, a->uid)))
    _exit(127);
  if (chdir("/")) _exit(127);
  execve(launch.argv[0], launch.argv.data(), launch.environment.data());
  _exit(127);
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

std::optional<Account> account_named(const std::string& name) {
  return account_from(getpwnam(name.c_str()));
}
std::optional<Account> account_of(uid_t uid) {
  return account_from(getpwuid(uid));
}

pid_t start_program(const std::vector<std::string>& argv, const std::optional<Account>& account,
                    const std::filesystem::path& output, const std::string& password) {
  std::optional<Account> self = account ? account : account_of(geteuid());
  std::vector<std::string> words = argv;
  std::vector<std::string> environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
                                          "HOME=" + (self ? self->home : "/"),
                                          "USER=" + (self ? self->name : "musubi")};
  if (!password.empty()) environment.push_back("PGPASSWORD=" + password);
  Launch launch{pointers(words), pointers(environment), account ? &*account : nullptr, -1};
  if (!output.empty()) launch.output = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  pid_t child = fork();
  if (child == 0) become(launch);
  if (launch.output >= 0) close(launch.output);
  return child;
}

int run_program(const std::vector<std::string>& argv, const std::optional<Account>& account,
                const std::filesystem::path& output, const std::string& password) {
  pid_t child = start_program(argv, account, output, password);
  return child < 0 ? 127 : wait_for(child);
}

bool has_ended(pid_t program) {
  return program <= 0 || waitpid(program, nullptr, WNOHANG) != 0;
}

}  // namespace musubi::store
