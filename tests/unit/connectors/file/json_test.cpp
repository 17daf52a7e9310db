// JSON and JSON lines, and packed files.
#include <gtest/gtest.h>
#include <zlib.h>

#include "connectors/file/json_arrays.hpp"
#include "connectors/file/json_key.hpp"
#include "connectors/file/settings.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

struct FileJson : testing::Test {
  FakeHost host;
  Folder folder;
  std::string path(const std::string& file) { return "\"path\":\"" + folder.path(file) + "\""; }
};

TEST_F(FileJson, LinesAreVerbatim) {
  folder.put(
      "a_20260101.jsonl",
      "{\"id\": 1.50, \"氏名\":\"山田\"}\n\n{\"id\":\"2\"}\n[1]\n{\"id\":3,}\n{\"id\":null}\n{\"id\":4");
  ASSERT_EQ(read_list(host, path("a_20260101.jsonl") + R"(,"key":"id")"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(host.records[0].key, "1.50");
  EXPECT_EQ(host.records[0].json,
            R"({"_row":1,"_file":"a_20260101.jsonl","_file_date":"2026-01-01","id": 1.50, "氏名":"山田"})");
  std::string ids;
  for (const auto& held : host.held) ids += held.id + held.arg("row") + " ";
  EXPECT_EQ(ids, "no_object4 json_trailing_comma5 empty_key6 json_cut_off7 ");
}

TEST_F(FileJson, ArraysOfAFile) {
  const std::pair<const char*, const char*> good[] = {
      {R"([{"id":1},{"id":2}])", ""},
      {R"({"total":2,"tags":[1],"data":{"items":[{"id":1},{"id":2}]}})", ""},
      {R"({"a":[{"id":9}],"b.c":{"items":[{"id":1},{"id":2}]}})", R"(,"records":"/b.c/items")"},
      {R"({"a":[{"id":9}],"b":{"items":[{"id":1},{"id":2}]}})", R"(,"records":"b.items")"},
  };
  for (const auto& [bytes, records] : good) {
    host.forget();
    folder.put("a.json", bytes);
    ASSERT_EQ(read_list(host, path("a.json") + R"(,"key":"id")" + records), MU_OK)
        << bytes << host.failed_sentence;
    ASSERT_EQ(host.records.size(), 2u) << bytes;
    EXPECT_EQ(host.records[1].key, "2");
  }
  struct Bad {
    const char *bytes, *records, *id;
    int32_t result;
  };
  const Bad bad[] = {
      {R"({"a":1})", "", "no_array", MU_CONFIG},
      {R"({"a":[{"id":1}],"b":[{"id":1}]})", "", "which_array", MU_CONFIG},
      {R"({"a":[{"id":1}]})", R"(,"records":"b")", "no_array_there", MU_CONFIG},
      {R"([{"id":1},{"id")", "", "json_file_cut_off", MU_DATA},
      {R"([{"id":1}}])", "", "json_file_broken", MU_DATA},
  };
  for (const auto& c : bad) {
    folder.put("a.json", c.bytes);
    EXPECT_EQ(read_list(host, path("a.json") + R"(,"key":"id")" + c.records), c.result) << c.bytes;
    EXPECT_EQ(host.failed_id, c.id) << c.bytes;
  }
}

TEST(FileJsonKey, ByPath) {
  const char* object =
      R"({"a":{"b":{"c":"x\u3042\"","list":[1]},"n":-1.50},"a.n":"dotted","t":true,"z":null,"s":" "})";
  EXPECT_EQ(file::value_at(object, "a.b.c"), "xあ\"");
  EXPECT_EQ(file::value_at(object, "a.n"), "dotted");
  EXPECT_EQ(file::value_at(object, "t"), "true");
  EXPECT_EQ(file::value_at(object, "a.b"), "");
  EXPECT_EQ(file::json_key(object, {"a.n", "t"}), "dotted|true");
  EXPECT_EQ(file::json_key(object, {"z", "s", "none"}), std::nullopt);
  EXPECT_EQ(file::json_key("[]", {"a"}), std::nullopt);
}

TEST(FileJsonKey, HalfAnObjectIsNoFault) {
  const std::string object = R"({"a":{"b":[1,{"c":"x"}]},"d":"e\"","f":1})";
  for (size_t n = 0; n < object.size(); ++n) {
    file::value_at(object.substr(0, n), "a.b.c");
    file::value_at(object.substr(0, n), "f");
  }
  EXPECT_EQ(file::value_at(object, "f"), "1");
}

TEST_F(FileJson, PackedFiles) {
  std::string name = folder.path("list.csv.gz");
  gzFile out = gzopen(name.c_str(), "wb");
  std::string rows = "id,name\n";
  for (int i = 0; i < 2000; ++i) rows += std::to_string(i) + ",name " + std::to_string(i * 7919) + "\n";
  gzwrite(out, rows.data(), static_cast<unsigned>(rows.size()));
  gzclose(out);
  ASSERT_EQ(read_list(host, path("list.csv.gz") + R"(,"key":"id")"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records.size(), 2000u);
  std::ifstream in(name, std::ios::binary);
  std::string packed((std::istreambuf_iterator<char>(in)), {});
  folder.put("list.csv.gz", packed.substr(0, packed.size() - 20));
  EXPECT_EQ(read_list(host, path("list.csv.gz") + R"(,"key":"id")"), MU_DATA);
  EXPECT_EQ(host.failed_id, "gzip_damaged");
}

/// A packed line of `megabytes` that ends in `end`, in a file of its own.
void put_long(const std::string& path, const std::string& head, int megabytes, const std::string& end) {
  gzFile out = gzopen(path.c_str(), "wb1");
  auto put = [&](const std::string& text) { gzwrite(out, text.data(), static_cast<unsigned>(text.size())); };
  put(head);
  const std::string row(1 << 20, 'x');
  for (int i = 0; i < megabytes; ++i) put(row);
  put(end);
  gzclose(out);
}

TEST_F(FileJson, WhatIsTooLongIsHeldByItsBeginningAndTheOthersAreRead) {
  put_long(folder.path("list.jsonl.gz"), "{\"id\":1}\n{\"id\":2,\"text\":\"", 300, "\"}\n{\"id\":3}\n");
  put_long(folder.path("list.json.gz"), "[{\"id\":1},\n{\"id\":2,\"text\":\"", 300, "\"},\n{\"id\":3}]");
  for (const char* name : {"list.jsonl.gz", "list.json.gz"}) {
    host.forget();
    ASSERT_EQ(read_list(host, path(name) + R"(,"key":"id")"), MU_OK) << name << host.failed_sentence;
    ASSERT_EQ(host.records.size(), 2u) << name;
    EXPECT_EQ(host.records[1].key, "3");
    ASSERT_EQ(host.held.size(), 1u) << name;
    EXPECT_EQ(host.held[0].id, "json_too_long");
    EXPECT_EQ(host.held[0].arg("row"), "2");
    EXPECT_EQ(host.held[0].arg("line"), "2");
    EXPECT_EQ(host.held[0].arg("bytes"), "314572818");
    EXPECT_LT(host.held[0].raw.size(), size_t{70'000});
  }
}

TEST(FileSettings, ReadFromTextsToo) {
  auto streams = file::read_settings(
      R"({"streams":{"b":{"path":"x","header":["2","3"],"newest_only":"true","delimiter":"tab"},)"
      R"("a":{"path":"y","columns":["k"]}}})").streams;
  ASSERT_EQ(streams.size(), 2u);
  EXPECT_EQ(streams[0].name, "a");
  EXPECT_EQ(streams[0].header.kind, file::HeaderRule::none);
  EXPECT_EQ(streams[1].header.from, 2);
  EXPECT_EQ(streams[1].header.to, 3);
  EXPECT_EQ(streams[1].delimiter, '\t');
  EXPECT_TRUE(streams[1].newest_only);
  for (const char* bad :
       {"[]", "{}", R"({"streams":{"a":{}}})", R"({"streams":{"a":{"path":"x","format":"doc"}}})",
        R"({"streams":{"a":{"path":"x","header":[3,1]}}})", R"({"streams":{"a":{"path":"x","header":0}}})"})
    EXPECT_THROW(file::read_settings(bad), Failure) << bad;
}

}  // namespace
}  // namespace musubi::test
