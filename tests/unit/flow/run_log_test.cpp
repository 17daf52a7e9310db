// The log of a run: what was said, when; bounded, private, and gone after a while.
#include "core/flow/run_log.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/scratch.hpp"
#include "tests/unit/flow/fixed_clock.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

class RunLogs : public ::testing::Test {
 protected:
  ~RunLogs() override { fs::remove_all(data); }
  std::vector<std::string> end(int64_t run, size_t count = 20) const { return end_of_run_log(data, run, count); }

  fs::path data = scratch_folder("run_log");
  testing::FixedClock clock{"2026-04-01"};
};

TEST_F(RunLogs, KeepsEachLineWithItsTimeAndLevel) {
  RunLog log(data, 7, clock);
  EXPECT_FALSE(fs::exists(run_log_file(data, 7))) << "who says nothing has no log";
  log.add("INFO", "began");
  log.add("ERROR", "two\nlines");
  std::vector<std::string> lines = end(7);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].starts_with("2026-0") && lines[0].ends_with(" INFO began")) << lines[0];
  EXPECT_TRUE(lines[1].ends_with(" ERROR two lines")) << lines[1];
  EXPECT_EQ(end(7, 1).size(), 1u);
  EXPECT_TRUE(end(8).empty());
}

TEST_F(RunLogs, IsForItsOwnerAlone) {
  RunLog(data, 1, clock).add("INFO", "began");
  EXPECT_EQ(fs::status(run_log_file(data, 1)).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(run_log_file(data, 1).parent_path()).permissions(), fs::perms::owner_all);
}

TEST_F(RunLogs, EndsAtItsLimitAndSaysSo) {
  RunLog log(data, 1, clock);
  const std::string text(1 << 16, 'x');
  for (int i = 0; i < 80; ++i) log.add("INFO", text);
  EXPECT_LT(fs::file_size(run_log_file(data, 1)), size_t{5} << 20);
  EXPECT_NE(end(1, 1).at(0).find("left out"), std::string::npos);
}

TEST_F(RunLogs, GoesAfterThirtyDays) {
  fs::create_directories(data / "logs");
  for (int run : {1, 2}) std::ofstream(run_log_file(data, run)) << "said";
  auto make_old = [&](int run) { fs::last_write_time(run_log_file(data, run), fs::file_time_type::clock::now() - std::chrono::days(31)); };
  make_old(1);
  RunLog silent(data, 3, clock);
  EXPECT_FALSE(fs::exists(run_log_file(data, 1)));
  EXPECT_TRUE(fs::exists(run_log_file(data, 2)));
  make_old(2);
  RunLog soon(data, 4, clock);
  EXPECT_TRUE(fs::exists(run_log_file(data, 2))) << "not all files are looked at for each run";
  fs::last_write_time(data / "logs" / "looked", fs::file_time_type::clock::now() + std::chrono::years(10));
  RunLog set_back(data, 5, clock);
  EXPECT_FALSE(fs::exists(run_log_file(data, 2))) << "a clock that was ahead once keeps no log for good";
}

TEST_F(RunLogs, AllGoTogether) {
  RunLog(data, 1, clock).add("INFO", "read Hanako@Example.JP");
  RunLog(data, 2, clock).add("INFO", "read 山田 花子");
  remove_run_logs(data);
  EXPECT_TRUE(end(1).empty() && end(2).empty());
  remove_run_logs(data / "nowhere");
}

TEST_F(RunLogs, EndsNoRunWhereNothingCanBeWritten) {
  std::ofstream(data / "logs") << "a file in the folder's place";
  RunLog log(data, 1, clock);
  log.add("INFO", "began");
  log.add("INFO", "went on");
  EXPECT_TRUE(end(1).empty());
}

}  // namespace
}  // namespace musubi
