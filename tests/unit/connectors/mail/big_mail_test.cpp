// A mail of more than 50 MB among others, in a file of its own and in an mbox: it is held with its reason, the others are read, and memory
// stays within what one mail of that size may take.
#include <gtest/gtest.h>

#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi {
namespace {

constexpr size_t kMegabyte = 1024 * 1024;

std::string mail(const std::string& id, size_t attached = 0) {
  std::string out = "From: a@b.example\nTo: info@shop.example\nSubject: " + id + "\nMessage-ID: <" + id + "@b.example>\nMIME-Version: 1.0\n";
  if (!attached) return out + "\nhello\n";
  out += "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nhello\n--x\nContent-Type: application/pdf\n"
         "Content-Disposition: attachment; filename=big.pdf\nContent-Transfer-Encoding: base64\n\n";
  const std::string line = std::string(76, 'A') + "\n";
  out.reserve(attached + 1000);
  while (out.size() < attached) out += line;
  return out + "--x--\n";
}

/// Of this process, in bytes; 0 where the system does not say.
size_t peak_memory() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1024;
  return 0;
}

void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << 5;
}

/// What a read took at most, beside what was there.
size_t read_messages(test::FakeHost& host, const std::string& path) {
  const mu_connector* table = musubi_connector();
  std::string config = R"({"path": ")" + path + R"("})";
  void* connector = table->open(host.table(), sdk::text(config));
  EXPECT_TRUE(connector) << host.failed_sentence;
  if (!connector) return 0;
  forget_peak();
  size_t before = peak_memory();
  EXPECT_EQ(table->read(connector, sdk::text("messages"), sdk::text("")), MU_OK);
  size_t took = peak_memory() - before;
  table->close(connector);
  return took;
}

void judge(const test::FakeHost& host, size_t took) {
  std::string keys;
  for (const auto& record : host.records) keys += record.key.substr(0, record.key.find('@')) + " ";
  EXPECT_EQ(keys, "first just last ");
  ASSERT_EQ(host.held.size(), 1u);
  EXPECT_EQ(host.held[0].id, "too_big");
  EXPECT_LE(host.held[0].raw.size(), 64 * 1024u);
  EXPECT_TRUE(host.held[0].raw.starts_with("From: a@b.example")) << host.held[0].raw.substr(0, 100);
  EXPECT_GT(std::stoul(host.held[0].arg("size")), 50 * kMegabyte);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(took, 200 * kMegabyte);
#endif
  ::testing::Test::RecordProperty("megabytes", static_cast<int>(took / kMegabyte));
}

TEST(BigMail, InAFileOfItsOwn) {
  test::Folder folder;
  folder.put("1.eml", mail("first"));
  folder.put("2.eml", mail("big", 60 * kMegabyte));
  folder.put("3.eml", mail("just", 49 * kMegabyte));
  folder.put("4.eml", mail("last"));
  test::FakeHost host;
  size_t took = read_messages(host, folder.path("*.eml"));
  judge(host, took);
}

TEST(BigMail, InAnMbox) {
  test::Folder folder;
  std::string all;
  for (const auto& [id, size] : {std::pair("first", size_t{0}), {"big", 60 * kMegabyte}, {"just", 49 * kMegabyte}, {"last", size_t{0}}})
    all += "From a@b.example Thu Jan  1 09:00:00 2026\n" + mail(id, size) + "\n";
  folder.put("all.mbox", all);
  all = std::string();
  test::FakeHost host;
  size_t took = read_messages(host, folder.path("all.mbox"));
  judge(host, took);
}

}  // namespace
}  // namespace musubi
