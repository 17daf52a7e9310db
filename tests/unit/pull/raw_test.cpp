#include "core/pull/raw.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

struct Case {
  const char *given, *json;
  int64_t row;
  const char* file;
  const char* date;  // UTC, "" = none
  bool deleted;
};

const Case cases[] = {
    {R"({"a":1})", R"({"a":1})", 0, "", "", false},
    {R"({"_row":12,"a":1})", R"({"a":1})", 12, "", "", false},
    {R"({"_row":12,"_file":"会員.csv","_file_date":"2026-01-31","a":"x"})", R"({"a":"x"})", 12, "会員.csv",
     "2026-01-30T15:00:00Z", false},
    {R"({"_file_date":"2026-01-31T00:00:00Z","a":1})", R"({"a":1})", 0, "", "2026-01-31T00:00:00Z", false},
    {R"({"_file":"a\"\u5c71.csv","a":1})", R"({"a":1})", 0, "a\"山.csv", "", false},
    {R"({"_row":1})", R"({})", 1, "", "", false},
    {"{ \"_row\" : 1 ,\n \"a\":1}", R"({"a":1})", 1, "", "", false},
    {R"({"a":1,"_row":12})", R"({"a":1,"_row":12})", 0, "", "", false},
    {R"({"_file":"a","_row":12})", R"({"_row":12})", 0, "a", "", false},
    {R"({"_row":12.5,"a":1})", R"({"_row":12.5,"a":1})", 0, "", "", false},
    {R"({"_row":"12","a":1})", R"({"_row":"12","a":1})", 0, "", "", false},
    {R"({"_rows":12,"a":1})", R"({"_rows":12,"a":1})", 0, "", "", false},
    {R"({"_deleted":true})", R"({"_deleted":true})", 0, "", "", true},
    {R"({"_row":3, "_deleted" : true })", R"({"_deleted" : true })", 3, "", "", true},
    {R"({"_deleted":false})", R"({"_deleted":false})", 0, "", "", false},
    {R"({"_deleted":true,"a":1})", R"({"_deleted":true,"a":1})", 0, "", "", false},
    {R"({"_file":"cut)", R"({"_file":"cut)", 0, "", "", false},
    {R"({"_file_date":"yesterday","a":1})", R"({"a":1})", 0, "", "", false},
    {"", "", 0, "", "", false},
};

TEST(RecordReader, TakesOnlyTheReservedMembersAtTheFront) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.given);
    RawRecord r = RecordReader("Asia/Tokyo").read(c.given);
    EXPECT_EQ(r.json, c.json);
    EXPECT_EQ(r.row, c.row);
    EXPECT_EQ(r.file, c.file);
    EXPECT_EQ(r.file_date ? format_utc(*r.file_date) : "", c.date);
    EXPECT_EQ(r.deleted, c.deleted);
  }
}

TEST(RecordReader, WhereItWasReadDoesNotCountInTheDigest) {
  RecordReader reader("Asia/Tokyo");
  EXPECT_EQ(reader.read(R"({"_row":1,"_file":"a","x":1})").digest, reader.read(R"({"_row":2,"x":1})").digest);
  EXPECT_NE(reader.read(R"({"x":1})").digest, reader.read(R"({"x":2})").digest);
}

TEST(Digest, IsXxh3Of128BitsBigEndian) {
  const Digest empty = {0x99, 0xaa, 0x06, 0xd3, 0x01, 0x47, 0x98, 0xd8,
                        0x60, 0x01, 0xc3, 0x24, 0x46, 0x8d, 0x49, 0x7f};
  EXPECT_EQ(digest_of(""), empty);
}

}  // namespace
}  // namespace musubi
