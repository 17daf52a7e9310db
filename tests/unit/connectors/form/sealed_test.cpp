// Posts that relay.php has sealed (fixture-relay), opened, and what is wrong with others.
#include "connectors/form/relay/sealed.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "connectors/form/relay/desk.hpp"

namespace musubi::form {
namespace {

namespace fs = std::filesystem;

const fs::path fixture = fs::path(std::getenv("MUSUBI_SOURCE")) / "connectors/form/fixture-relay";

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

PrivateKey fixture_key() {
  return PrivateKey(nlohmann::json::parse(contents(fixture / "config.json"))["auth"]["private_key"].get<std::string>());
}

struct Sealed {
  std::string id, bytes;
};
Sealed first_post() {
  std::vector<fs::path> files(fs::directory_iterator(fixture / "posts"), {});
  std::sort(files.begin(), files.end());
  return {files.front().stem(), contents(files.front())};
}

std::string problem_of(const PrivateKey& key, const std::string& id, const std::string& bytes) {
  return std::string(opened(key, id, bytes).problem);
}

TEST(Sealed, opens_what_the_page_sealed) {
  Sealed post = first_post();
  Opened out = opened(fixture_key(), post.id, post.bytes);
  EXPECT_EQ(out.problem, "");
  EXPECT_EQ(out.type, "application/x-www-form-urlencoded");
  EXPECT_TRUE(out.body.starts_with("_nonce=0123456789abcdef0123456789abcdef&お名前=髙橋 ﾊﾅｺ")) << out.body;
  EXPECT_EQ(out.received_at, "2026-11-29T16:09:08Z");
}

TEST(Sealed, no_byte_may_be_changed) {
  const PrivateKey key = fixture_key();
  const Sealed post = first_post();
  for (size_t at = 0; at < post.bytes.size(); at += at < 20 ? 1 : 23) {
    std::string changed = post.bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(problem_of(key, post.id, changed), at >= 4 && at < 12 ? "other_key" : "damaged_post") << at;
  }
}

TEST(Sealed, nor_cut_off_nor_stand_under_another_name) {
  const PrivateKey key = fixture_key();
  const Sealed post = first_post();
  for (size_t size = 0; size < post.bytes.size(); size += 17) EXPECT_EQ(problem_of(key, post.id, post.bytes.substr(0, size)), "damaged_post") << size;
  EXPECT_EQ(problem_of(key, "20261129160909-dc4ceb998923b6f238cc9cc1af777e70", post.bytes), "damaged_post");
}

TEST(Sealed, a_key_is_rsa_without_a_passphrase) {
  for (const char* bad : {"", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "x"}) EXPECT_THROW(PrivateKey{bad}, Failure) << bad;
}

TEST(Sealed, base64_with_its_padding) {
  for (std::string text : {"", "a", "ab", "abc", "abcd"}) EXPECT_EQ(from_base64(to_base64(text)), text);
  for (const char* bad : {"a", "YQ=", "YQ==\n", "Y Q=", "-a==", "!!!!"}) EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
}

const std::string kEndpoint = "https://www.example.jp/web.php";

int32_t result_of(std::string_view answer) {
  try {
    read_list(answer, kEndpoint);
    return MU_OK;
  } catch (const Failure& f) {
    EXPECT_EQ(f.args, f.code == MU_CONFIG ? (Pairs{{"endpoint", kEndpoint}, {"status", "200"}}) : Pairs());
    return f.code;
  }
}

TEST(RelayAnswers, are_whole_or_refused) {
  const std::string post = "{\"id\":\"1\",\"sealed\":\"YWJj\"}\n", end = "{\"end\":true,\"more\":true,\"waiting\":2}\n";
  PostList list = read_list(post + end, kEndpoint);
  ASSERT_EQ(list.posts.size(), 1U);
  EXPECT_EQ(list.posts[0].bytes, "abc");
  EXPECT_TRUE(list.more);
  EXPECT_EQ(result_of(post), MU_TRANSIENT);
  EXPECT_EQ(result_of(post + end.substr(0, 9)), MU_TRANSIENT);
  for (const std::string& whole : {post, end})
    for (size_t size = 0; size < whole.size(); ++size) EXPECT_EQ(result_of(whole.substr(0, size)), MU_TRANSIENT) << size;
  for (std::string other : {"<!doctype html>\n", "<p>", "{\"error\":\"x", "[]\n", "{\"id\":1,\"sealed\":\"\"}\n", "{\"id\":\"../x\",\"sealed\":\"\"}\n", "{\"end\":\"yes\"}\n", "{}\n"}) EXPECT_EQ(result_of(other), MU_CONFIG) << other;
}

}  // namespace
}  // namespace musubi::form
