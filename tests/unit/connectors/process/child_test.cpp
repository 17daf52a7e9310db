#include "connectors/process/child.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "connectors/process/private_folder.hpp"
#include "core/sdk/host.hpp"

namespace musubi::process {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

Child::Start shell(const std::string& script) {
  return {{"sh", "-c", script}, {"PATH=/usr/bin:/bin", "MINE=渋谷"}, "/", 0, ""};
}

std::string all_of(Child& child, Child::Pipe pipe) {
  std::string out;
  while (child.is_open(pipe)) {
    child.wait(100ms);
    out += child.read(pipe);
  }
  return out;
}

bool is_alive(pid_t pid) {
  return kill(pid, 0) == 0;
}

TEST(ProcessChild, HasWhatItIsGivenAndNothingElse) {
  setenv("MUSUBI_HIDDEN", "1", 1);
  int open_file = open("/etc/passwd", O_RDONLY);
  Child child(shell("pwd; echo $MINE; echo hidden=$MUSUBI_HIDDEN; ls /proc/self/fd | wc -l; cat; ulimit -c"));
  EXPECT_EQ(all_of(child, Child::Pipe::output), "/\n渋谷\nhidden=\n4\n0\n");  // 0, 1, 2 and that of ls itself
  EXPECT_TRUE(child.end(1s).is_good());
  close(open_file);
}

TEST(ProcessChild, TellsBothPipesAndHowItEnded) {
  Child child(shell("echo a; echo b >&2; exit 3"));
  EXPECT_EQ(all_of(child, Child::Pipe::output), "a\n");
  EXPECT_EQ(all_of(child, Child::Pipe::said), "b\n");
  EXPECT_EQ(child.end(1s).code, 3);
  Child killed(shell("kill -9 $$"));
  EXPECT_EQ(killed.end(1s).signal, SIGKILL);
  Child high(shell("exit 255"));
  Ending end = high.end(1s);
  EXPECT_EQ(end.code, 255);
  EXPECT_EQ(end.signal, 0);
}

TEST(ProcessChild, IsLimitedInMemory) {
  Child::Start start = shell("exec python3 -c 'bytearray(600 << 20)'");
  start.memory = size_t{400} << 20;
  Child child(start);
  EXPECT_NE(all_of(child, Child::Pipe::said).find("MemoryError"), std::string::npos);
  EXPECT_EQ(child.end(5s).code, 1);
}

TEST(ProcessChild, IsEndedWithAllThatItStarted) {
  auto begun = std::chrono::steady_clock::now();
  pid_t inner = 0;
  {
    Child child(shell("trap '' TERM; (trap '' TERM; exec sleep 60) & echo $!; wait"));
    std::string said;
    while (said.find('\n') == said.npos) {
      child.wait(100ms);
      said += child.read(Child::Pipe::output);
    }
    inner = std::stoi(said);
    EXPECT_TRUE(is_alive(inner));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  for (int i = 0; i < 100 && is_alive(inner); ++i) std::this_thread::sleep_for(10ms);
  std::error_code none;
  std::string stat = "/proc/" + std::to_string(inner) + "/exe";
  EXPECT_FALSE(is_alive(inner) && fs::exists(fs::read_symlink(stat, none), none));
}

TEST(ProcessChild, DiesWithTheHub) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t hub = fork();
  if (hub == 0) {
    Child child(shell("echo $$; exec sleep 60"));
    std::string said;
    while (said.find('\n') == said.npos) {
      child.wait(100ms);
      said += child.read(Child::Pipe::output);
    }
    pid_t inner = std::stoi(said);
    if (write(ends[1], &inner, sizeof inner) < 0) _exit(1);
    kill(getpid(), SIGKILL);
  }
  pid_t inner = 0;
  ASSERT_EQ(read(ends[0], &inner, sizeof inner), ssize_t(sizeof inner));
  waitpid(hub, nullptr, 0);
  auto gone = [&] {
    std::error_code none;
    return !is_alive(inner) || fs::read_symlink("/proc/" + std::to_string(inner) + "/exe", none).empty();
  };
  for (int i = 0; i < 200 && !gone(); ++i) std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(gone());
  close(ends[0]);
  close(ends[1]);
}

TEST(ProcessChild, SaysWhyItCannotBeStarted) {
  auto id_of = [](const std::string& program, const std::string& directory) {
    try {
      Child child({{program}, {}, directory, 0, ""});
    } catch (const Failure& f) {
      return f.id;
    }
    return std::string("started");
  };
  EXPECT_EQ(id_of("no-such-program-here", "/"), "no_program");
  EXPECT_EQ(id_of("/etc", "/"), "no_program");
  EXPECT_EQ(id_of("/etc/passwd", "/"), "no_program");
  EXPECT_EQ(id_of("true", "/no-such-folder"), "cannot_start");
  EXPECT_EQ(id_of("bin/true", "/"), "started");
}

TEST(ProcessPrivateFolder, IsForThisUserAloneAndGoes) {
  std::string path;
  {
    PrivateFolder folder;
    path = folder.path();
    std::string file = folder.write("config.json", "{}");
    folder.write("config.json", "{\"a\":1}");
    EXPECT_EQ(folder.read("config.json"), "{\"a\":1}");
    EXPECT_EQ(folder.read("nothing"), "");
    struct stat is{};
    ASSERT_EQ(stat(path.c_str(), &is), 0);
    EXPECT_EQ(is.st_mode & 0777, 0700u);
    ASSERT_EQ(stat(file.c_str(), &is), 0);
    EXPECT_EQ(is.st_mode & 0777, 0600u);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(ProcessPrivateFolder, RemovesWhatAKilledHubHasLeft) {
  fs::path left = fs::temp_directory_path() / "musubi-process-left00",
           young = fs::temp_directory_path() / "musubi-process-young0";
  for (const fs::path& one : {left, young}) fs::create_directory(one);
  timespec old[] = {{1000, 0}, {1000, 0}};
  utimensat(AT_FDCWD, left.c_str(), old, 0);
  PrivateFolder folder;
  utimensat(AT_FDCWD, folder.path().c_str(), old, 0);
  PrivateFolder other;
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(young));
  EXPECT_TRUE(fs::exists(folder.path()));
  fs::remove(young);
}

}  // namespace
}  // namespace musubi::process
