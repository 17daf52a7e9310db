#include "connectors/process/strays.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "connectors/process/child.hpp"
#include "tests/scratch.hpp"

namespace musubi::process {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// Whether it runs: a dead one that nobody has taken leave of has no program.
bool runs(pid_t pid) {
  std::error_code none;
  return kill(pid, 0) == 0 && !fs::read_symlink("/proc/" + std::to_string(pid) + "/exe", none).empty();
}

struct ProcessStrays : testing::Test {
  fs::path folder = scratch_folder("strays");
  ~ProcessStrays() override { fs::remove_all(folder); }

  /// A program that starts a daemon, a session of its own behind two forks, and goes on or ends.
  Child::Start starting(const std::string& then) const {
    return {{"python3", "-ISc", R"(import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        open("pid.new", "w").write(str(os.getpid()))
        os.rename("pid.new", "pid")
        time.sleep(60)
    os._exit(0)
os.wait()
)" + then},
            {"PATH=/usr/bin:/bin", mark_of(folder.string())},
            folder.string(),
            0,
            mark_of(folder.string())};
  }
  pid_t daemon() const {
    pid_t pid = 0;
    for (int i = 0; i < 500 && !(std::ifstream(folder / "pid") >> pid); ++i)
      std::this_thread::sleep_for(10ms);
    return pid;
  }
  bool goes(pid_t pid) const {
    for (int i = 0; i < 200 && runs(pid); ++i) std::this_thread::sleep_for(10ms);
    return !runs(pid);
  }
};

TEST_F(ProcessStrays, EndWithTheProgramThatIsEnded) {
  pid_t pid = 0;
  {
    Child child(starting("time.sleep(60)"));
    pid = daemon();
    ASSERT_TRUE(runs(pid));
  }
  EXPECT_TRUE(goes(pid));
}

TEST_F(ProcessStrays, EndWithTheProgramThatEndsItself) {
  Child child(starting("sys.exit(3)"));
  pid_t pid = daemon();
  EXPECT_EQ(child.end(5s).code, 3);
  EXPECT_TRUE(goes(pid));
}

TEST_F(ProcessStrays, AreKnownByTheirMarkAlone) {
  Child::Start other = starting("");
  other.words = {"sleep", "60"};
  other.environment = {"PATH=/usr/bin:/bin", mark_of(folder.string() + "2"), "X" + mark_of(folder.string())};
  other.mark.clear();
  Child child(other);
  end_strays(mark_of(folder.string()));
  end_strays("");
  EXPECT_FALSE(child.has_ended());
  end_strays(mark_of(folder.string() + "2"));
  for (int i = 0; i < 200 && !child.has_ended(); ++i) std::this_thread::sleep_for(10ms);
  EXPECT_TRUE(child.has_ended());
}

}  // namespace
}  // namespace musubi::process
