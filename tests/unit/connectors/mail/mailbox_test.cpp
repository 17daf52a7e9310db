// Where mails stand, and that moving and flagging them is no news.
#include "connectors/mail/mailbox.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>

#include "connectors/mail/fail.hpp"
#include "connectors/mail/state.hpp"

namespace musubi::mail {
namespace {

namespace fs = std::filesystem;

class MailboxTest : public testing::Test {
 protected:
  MailboxTest() : folder_(fs::temp_directory_path() / ("musubi-mailbox-" + std::to_string(getpid()))) {
    for (const char* name : {"box/new", "box/cur", "box/tmp"}) fs::create_directories(folder_ / name);
  }
  ~MailboxTest() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& bytes) { std::ofstream(folder_ / name, std::ios::binary) << bytes; }
  std::vector<MailFile> found(const std::string& name) { return find_mails({(folder_ / name).string()}); }

  fs::path folder_;
};

TEST_F(MailboxTest, AMaildirMailKeepsItsTokenWhereverItMoves) {
  put("box/new/1.M1.host,S=3", "A: 1\n\nx");
  put("box/tmp/2.M2.host", "unfinished");
  auto before = found("box");
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].name, "1.M1.host,S=3");
  fs::rename(folder_ / "box/new/1.M1.host,S=3", folder_ / "box/cur/1.M1.host,S=3:2,RS");
  std::string bytes;
  EXPECT_TRUE(read_file(before[0], 100, bytes));  // moved between being found and being read
  EXPECT_EQ(bytes, "A: 1\n\nx");
  auto after = found("box");
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].token, before[0].token);
  fs::remove(after[0].path);
  EXPECT_FALSE(read_file(after[0], 100, bytes));
}

TEST_F(MailboxTest, FilesFoldersAndPatterns) {
  put("a.eml", "A: 1\n\nx");
  put("b.EML", "A: 2\n\nx");
  put("notes.txt", "no mail");
  put("c.mbox", "From x\nA: 3\n\nx\n");
  EXPECT_EQ(found("*.eml").size(), 1u);
  EXPECT_EQ(found("").size(), 3u);
  EXPECT_EQ(found("c.mbox")[0].kind, MailFile::Kind::mbox);
  EXPECT_EQ(find_mails({(folder_ / "a.eml").string(), (folder_ / "*.eml").string()}).size(), 1u);
  EXPECT_THROW(found("*.none"), Failure);
}

TEST_F(MailboxTest, AnMboxIsCutAtItsFromLines) {
  put("m", "From a\nA: 1\n\nbody\n>From here\n\nFrom b\nA: 2\n\nno border:\nFrom the middle\n\n>>From deeper\n");
  std::vector<std::string> mails;
  each_mail(folder_ / "m", 1000, [&](int64_t number, const std::string& bytes) {
    EXPECT_EQ(number, static_cast<int64_t>(mails.size()) + 1);
    mails.push_back(bytes);
    return true;
  });
  EXPECT_EQ(mails, (std::vector<std::string>{"A: 1\n\nbody\nFrom here\n\n", "A: 2\n\nno border:\nFrom the middle\n\n>From deeper\n"}));
  put("n", "From a\nA: 1\n\n" + std::string(5000, 'x') + "\n");
  each_mail(folder_ / "n", 100, [&](int64_t, const std::string& bytes) {
    EXPECT_EQ(bytes.size(), 101u);
    return true;
  });
}

TEST(MailState, ForgetsWhatIsGoneAndGoesOnWhereItWas) {
  State first("", "s");
  first.add(1), first.add(2), first.add(0);
  State middle(first.so_far(), "s");
  EXPECT_TRUE(middle.has(1) && middle.has(2));
  EXPECT_FALSE(middle.has(0) || middle.has(3));
  middle.add(2), middle.add(3);
  EXPECT_TRUE(State(middle.so_far(), "s").has(1));
  State end(middle.at_end(), "s");
  EXPECT_FALSE(end.has(1));
  EXPECT_TRUE(end.has(2) && end.has(3));
  EXPECT_FALSE(State(middle.at_end(), "other settings").has(2));
  EXPECT_FALSE(State("nonsense", "s").has(2));
}

}  // namespace
}  // namespace musubi::mail
