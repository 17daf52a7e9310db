// Files that are still being written.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <thread>

#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

const std::string kSettle = "\"settle\":20,", kShortly = "\"settle\":2,";

struct Settling : testing::Test {
  FakeHost host;
  Folder folder;
  std::string pattern = "\"key\":\"id\",\"path\":\"" + folder.path("list_*.csv") + "\"";

  void put(const std::string& name, const std::string& bytes, int seconds_ago) {
    folder.put(name, bytes);
    age(name, seconds_ago);
  }
  void age(const std::string& name, int seconds_ago) {
    timespec when{std::time(nullptr) - seconds_ago, 0}, times[2] = {when, when};
    ASSERT_EQ(utimensat(AT_FDCWD, folder.path(name).c_str(), times, 0), 0);
  }
  std::string keys() const {
    std::string out;
    for (const auto& record : host.records) out += record.key + " ";
    return out;
  }
  bool logged(const std::string& part) const {
    for (const auto& line : host.lines)
      if (line.find(part) != std::string::npos) return true;
    return false;
  }
};

TEST_F(Settling, AFileWithACompanionIsLeftAndReadLater) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern), MU_OK) << host.failed_sentence;
  host.forget();
  for (const char* suffix : {".filepart", ".part", ".partial", ".tmp"}) {
    put("list_20260102.csv", "id,name\nb1,x\nb2", 200000);
    put("list_20260102.csv" + std::string(suffix), "", 0);
    ASSERT_EQ(read_list(host, pattern, host.state()), MU_OK);
    EXPECT_EQ(keys(), "") << suffix;
    EXPECT_TRUE(logged("list_20260102.csv is left for a later run (stream list): list_20260102.csv" + std::string(suffix)));
    std::filesystem::remove(folder.path("list_20260102.csv" + std::string(suffix)));
  }
  put("list_20260102.csv", "id,name\nb1,x\nb2,y\n", 200000);
  ASSERT_EQ(read_list(host, pattern, host.state()), MU_OK);
  EXPECT_EQ(keys(), "b1 b2 ");
  EXPECT_TRUE(host.held.empty());
}

TEST_F(Settling, ACompanionThatWasForgottenKeepsNothingBack) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  put("list_20260101.csv.tmp", "", 200000);
  ASSERT_EQ(read_list(host, pattern), MU_OK) << host.failed_sentence;
  EXPECT_EQ(keys(), "a1 ");
}

TEST_F(Settling, AReadFromTheBeginningIsNotWholeWithoutTheFileThatIsLeft) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  put("list_20260102.csv", "id,name\nb1", 5);
  EXPECT_EQ(read_list(host, pattern, "", kSettle), MU_TRANSIENT);
  EXPECT_EQ(host.failed_id, "still_written");
  EXPECT_EQ(host.failed_arg("file"), "list_20260102.csv");
  EXPECT_GE(host.retry_after, 14'000);
  EXPECT_LE(host.retry_after, 16'000);
  EXPECT_EQ(keys(), "a1 ") << "what is whole is not kept back";
  host.forget();
  EXPECT_EQ(read_list(host, pattern, host.state(), kSettle), MU_OK);
  EXPECT_EQ(keys(), "");
  put("list_20260102.csv", "id,name\nb1,x\n", 200000);
  EXPECT_EQ(read_list(host, pattern, host.state(), kSettle), MU_OK);
  EXPECT_EQ(keys(), "b1 ");
}

TEST_F(Settling, AListThatIsWrittenAnewKeepsItsOldStateMeanwhile) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  put("list_20260102.csv", "id,name\nb1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern, "", kSettle), MU_OK);
  std::string state = host.state();
  put("list_20260101.csv", "id,name\na1,new\na2", 3);
  host.forget();
  ASSERT_EQ(read_list(host, pattern, state, kSettle), MU_OK);
  EXPECT_EQ(keys(), "");
  EXPECT_TRUE(logged("changed 3 s ago") || logged("changed 4 s ago"));
  put("list_20260101.csv", "id,name\na1,new\na2,y\n", 200000);
  ASSERT_EQ(read_list(host, pattern, host.state(), kSettle), MU_OK);
  EXPECT_EQ(keys(), "a1 a2 b1 ") << "the newest list has the last word";
}

TEST_F(Settling, AFileThatGrowsWhileWeLookIsLeft) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern, "", kShortly), MU_OK);
  put("list_20260102.csv", "id,name\nb1,x\n", 60);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    std::ofstream(folder.path("list_20260102.csv"), std::ios::app) << "b2,x\n";
    age("list_20260102.csv", 60);  // as a server that sets times does
  });
  host.forget();
  EXPECT_EQ(read_list(host, pattern, host.state(), kShortly), MU_OK);
  writer.join();
  EXPECT_EQ(keys(), "");
  EXPECT_TRUE(logged("it grew from 13 to 18 bytes"));
  EXPECT_EQ(read_list(host, pattern, host.state(), kShortly), MU_OK);
  EXPECT_EQ(keys(), "b1 b2 ");
}

// A server's clock that is a minute behind, and a program that rests for longer than a second.
TEST_F(Settling, AFileThatPausesWithinTheTimeToSettleIsLeft) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern, "", kShortly), MU_OK);
  put("list_20260102.csv", "id,name\nb1,x\n", 60);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(1400));
    std::ofstream(folder.path("list_20260102.csv"), std::ios::app) << "b2,x\n";
    age("list_20260102.csv", 60);
  });
  host.forget();
  EXPECT_EQ(read_list(host, pattern, host.state(), kShortly), MU_OK);
  writer.join();
  EXPECT_EQ(keys(), "");
}

// Files' times in another zone: nine hours off.
TEST_F(Settling, AFileThatGrowsUnderAClockThatIsHoursBehindIsLeft) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern, "", kShortly), MU_OK);
  put("list_20260102.csv", "id,name\nb1,x\n", 9 * 3600);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    std::ofstream(folder.path("list_20260102.csv"), std::ios::app) << "b2,x\n";
    age("list_20260102.csv", 9 * 3600);
  });
  host.forget();
  EXPECT_EQ(read_list(host, pattern, host.state(), kShortly), MU_OK);
  writer.join();
  EXPECT_EQ(keys(), "");
}

TEST_F(Settling, AClockThatIsAheadKeepsNothingBackForLong) {
  put("list_20260101.csv", "id,name\na1,x\n", -86400 * 365);
  EXPECT_EQ(read_list(host, pattern, "", kShortly), MU_OK) << host.failed_sentence;
  EXPECT_EQ(keys(), "a1 ");
}

TEST_F(Settling, AFileThatGrowsUnderAClockThatIsAheadIsLeft) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern, "", kShortly), MU_OK);
  put("list_20260102.csv", "id,name\nb1,x\n", -5400);
  std::thread writer([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    std::ofstream(folder.path("list_20260102.csv"), std::ios::app) << "b2,x\n";
    age("list_20260102.csv", -5400);
  });
  host.forget();
  EXPECT_EQ(read_list(host, pattern, host.state(), kShortly), MU_OK);
  writer.join();
  EXPECT_EQ(keys(), "");
  EXPECT_TRUE(logged("it grew from 13 to 18 bytes"));
}

TEST_F(Settling, AFileThatAProgramWritesIsLeftUntilItIsClosed) {
  put("list_20260101.csv", "id,name\na1,x\n", 200000);
  ASSERT_EQ(read_list(host, pattern), MU_OK);
  std::ofstream writer(folder.path("list_20260102.csv"));
  writer << "id,name\nb1,x\nb2" << std::flush;
  host.forget();
  ASSERT_EQ(read_list(host, pattern, host.state()), MU_OK);
  EXPECT_EQ(keys(), "");
  EXPECT_TRUE(logged("list_20260102.csv is left for a later run (stream list): a program has it open for writing"));
  writer << ",y\n";
  writer.close();
  ASSERT_EQ(read_list(host, pattern, host.state()), MU_OK);
  EXPECT_EQ(keys(), "b1 b2 ");
}

TEST_F(Settling, AFileThatStaysOpenIsReadWhenItRests) {
  std::ofstream writer(folder.path("list_20260101.csv"));
  writer << "id,name\na1,x\n" << std::flush;
  age("list_20260101.csv", 60);
  ASSERT_EQ(read_list(host, pattern), MU_OK) << host.failed_sentence;
  EXPECT_EQ(keys(), "a1 ");
}

TEST_F(Settling, PartsOfFilesAreNoListsUnlessAskedFor) {
  put("list_1.csv", "id,name\na1,x\n", 200000);
  put("list_2.csv.part", "id,name\nb1,x\n", 200000);
  std::string any = "\"key\":\"id\",\"path\":\"" + folder.path("list_*") + "\"";
  ASSERT_EQ(read_list(host, any), MU_OK) << host.failed_sentence;
  EXPECT_EQ(keys(), "a1 ");
  host.forget();
  std::string parts = "\"key\":\"id\",\"path\":\"" + folder.path("*.part") + "\"";
  ASSERT_EQ(read_list(host, parts), MU_OK) << host.failed_sentence;
  EXPECT_EQ(keys(), "b1 ");
}

TEST_F(Settling, SeveralPathsAreOneStream) {
  put("new_20260102.csv", "id,name\na1,new\n", 200000);
  put("old_20260101.csv", "id,name\na1,old\n", 200000);
  std::string both =
      "\"key\":\"id\",\"path\":[\"" + folder.path("new_*.csv") + "\",\"" + folder.path("old_*.csv") + "\"]";
  ASSERT_EQ(read_list(host, both), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(member(host.records[0], "name"), "old");
  EXPECT_EQ(member(host.records[1], "name"), "new");
}

}  // namespace
}  // namespace musubi::test
