// What needs no server of the files on servers; the rest: contract.file_https, contract.file_s3,
// contract.file_sftp and tests/real.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "connectors/file/remote/address.hpp"
#include "connectors/file/remote/local_copy.hpp"
#include "connectors/file/remote/s3_answer.hpp"
#include "core/text/encoding.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

using namespace musubi::file;

TEST(Address, IsReadInItsParts) {
  struct Case {
    const char *text, *server, *user, *path;
  };
  const Case cases[] = {
      {"sftp://files.example.com/out/会員_*.csv", "sftp://files.example.com", "", "out/会員_*.csv"},
      {"sftp://shop@files.example.com:2222/~/out/a%20b.csv", "sftp://files.example.com:2222", "shop",
       "~/out/a b.csv"},
      {"sftp://shop%40example.com@files.example.com/x", "sftp://files.example.com", "shop@example.com", "x"},
      {"sftp://files.example.com/100%.csv", "sftp://files.example.com", "", "100%.csv"},
      {"sftp://[::1]:2222/a?.csv", "sftp://[::1]:2222", "", "a?.csv"},
      {"ftps://files.example.com:990//out/x", "ftps://files.example.com:990", "", "/out/x"},
      {"https://www.example.com:443/a%20b.csv?kind=1#top", "https://www.example.com", "", "a%20b.csv?kind=1"},
      {"s3://bucket.name/out/x.csv", "s3://bucket.name", "", "out/x.csv"},
  };
  for (const auto& c : cases) {
    Address address = read_address(c.text);
    EXPECT_EQ(address.server(), c.server) << c.text;
    EXPECT_EQ(address.user, c.user) << c.text;
    EXPECT_EQ(address.path, c.path) << c.text;
  }
}

TEST(Address, ThatIsNoneIsRefused) {
  const std::pair<const char*, const char*> cases[] = {
      {"ftp://files.example.com/x", "bad_scheme"},
      {"http://www.example.com/x", "bad_scheme"},
      {"sftp:///x", "bad_address"},
      {"sftp://files.example.com", "bad_address"},
      {"sftp://files.example.com:0/x", "bad_address"},
      {"sftp://files.example.com:70000/x", "bad_address"},
      {"sftp://files.example.com:22a/x", "bad_address"},
      {"sftp://a:secret-word@files.example.com/x", "password_in_address"},
  };
  for (const auto& [text, id] : cases) {
    try {
      read_address(text);
      ADD_FAILURE() << text;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.id, id) << text;
      for (const auto& [name, value] : failure.args) EXPECT_EQ(value.find("secret-word"), value.npos);
    }
  }
}

TEST(Address, IsShownWithoutWhatItsQueryMayHold) {
  Address address = read_address("https://www.example.com/list.csv?token=hidden-word-1");
  std::string shown = address.shown(address.path);
  EXPECT_TRUE(shown.starts_with("https://www.example.com/list.csv?")) << shown;
  EXPECT_EQ(shown.find("hidden"), shown.npos);
  EXPECT_NE(shown, address.shown("list.csv?token=hidden-word-2"));
}

TEST(Address, NamesOfOldServersAreRead) {
  EXPECT_EQ(shown_name(text::encode_cp932("会員名簿_2026.csv")), "会員名簿_2026.csv");
  EXPECT_EQ(shown_name("会員.csv"), "会員.csv");
}

TEST(S3Answer, ListsFilesAndFolders) {
  S3Listing page = read_s3_listing(
      "<?xml version=\"1.0\"?><ListBucketResult "
      "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>shop</Name><IsTruncated>true</IsTruncated>"
      "<NextContinuationToken>a&amp;b=</NextContinuationToken>"
      "<Contents><Key>out/%E4%BC%9A%E5%93%A1+1%2B.csv</Key><LastModified>2026-01-31T09:30:00.000Z</"
      "LastModified><ETag>&quot;abc-2&quot;</ETag><Size>5000000000</Size>"
      "<Owner><ID>x</ID></Owner></Contents><CommonPrefixes><Prefix>out/deep/</Prefix></CommonPrefixes></"
      "ListBucketResult>");
  ASSERT_TRUE(page.is_one);
  EXPECT_EQ(page.next, "a&b=");
  ASSERT_EQ(page.files.size(), 2u);
  EXPECT_EQ(page.files[0].path, "out/会員 1+.csv");
  EXPECT_EQ(page.files[0].name, "会員 1+.csv");
  EXPECT_EQ(page.files[0].size, 5'000'000'000);
  EXPECT_EQ(page.files[0].modified, 1769851800);
  EXPECT_EQ(page.files[0].version, "\"abc-2\"");
  EXPECT_EQ(page.files[1].path, "out/deep");
  EXPECT_EQ(page.files[1].kind, RemoteFile::Kind::folder);
}

TEST(S3Answer, ThatIsNoneIsKnown) {
  for (const char* body : {"", "<html></html>", "<ListBucketResult><Contents>", "{}",
                           "<ListBucketResult></ListBucketResult><x/>"})
    EXPECT_FALSE(read_s3_listing(body).is_one) << body;
  EXPECT_EQ(read_s3_trouble("<Error><Code>AccessDenied</Code><Region>eu-west-1</Region></Error>").region,
            "eu-west-1");
  EXPECT_EQ(read_s3_trouble("no XML").code, "");
}

TEST(LocalCopy, IsPrivateAndGoneAfterwards) {
  std::filesystem::path path;
  {
    LocalCopy copy;
    copy.begin("list.csv");
    copy.write("a,b\n");
    copy.write("1,2\n");
    path = copy.finish();
    EXPECT_EQ(copy.size(), 8);
    struct stat folder {
    }, file{};
    ASSERT_EQ(stat(path.parent_path().c_str(), &folder), 0);
    ASSERT_EQ(stat(path.c_str(), &file), 0);
    EXPECT_EQ(folder.st_mode & 0777, 0700u);
    EXPECT_EQ(file.st_mode & 0777, 0600u);
    std::ostringstream held;
    held << std::ifstream(path).rdbuf();
    EXPECT_EQ(held.str(), "a,b\n1,2\n");
    copy.begin("next.csv");
    EXPECT_EQ(copy.size(), 0);
  }
  EXPECT_FALSE(std::filesystem::exists(path.parent_path()));
}

TEST(LocalCopy, ADiskThatIsFullIsTold) {
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small{1000, before.rlim_max};
  auto old = std::signal(SIGXFSZ, SIG_IGN);
  LocalCopy copy;
  copy.begin("list.csv");
  setrlimit(RLIMIT_FSIZE, &small);
  try {
    copy.write(std::string(4000, 'x'));
    ADD_FAILURE() << "nothing was said";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code, MU_TRANSIENT);
    EXPECT_EQ(failure.id, "no_room");
    EXPECT_EQ(failure.args[0].second, "list.csv");
  }
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old);
}

}  // namespace
}  // namespace musubi::test
