// Values on their way to JSON, endpoints and settings.
#include "connectors/sql/value.hpp"

#include <gtest/gtest.h>

#include "connectors/sql/settings.hpp"
#include "core/sdk/connector.hpp"
#include "core/sdk/key.hpp"

namespace musubi::sql {
namespace {

TEST(SqlValue, AsJson) {
  struct Case {
    Kind kind;
    Text value;
    const char* json;
  };
  const Case cases[] = {
      {Kind::text, std::nullopt, "null"},
      {Kind::text, "髙\"\n", "\"髙\\\"\\n\""},
      {Kind::integer, "-12", "-12"},
      {Kind::integer, "18446744073709551615", "\"18446744073709551615\""},
      {Kind::integer, "007", "\"007\""},
      {Kind::real, "1.5e-7", "1.5e-7"},
      {Kind::real, "NaN", "\"NaN\""},
      {Kind::decimal, "1200.50", "\"1200.50\""},
      {Kind::boolean, "true", "true"},
      {Kind::bytes, "00FF", "\"00FF\""},
      {Kind::date_time, "2026-01-31 09:00:00.123456", "\"2026-01-31T09:00:00.123456\""},
      {Kind::instant, "2026-01-31 09:00:00.123456+00", "\"2026-01-31T09:00:00.123456+00:00\""},
      {Kind::instant, "2026-01-31 09:00:00", "\"2026-01-31T09:00:00+00:00\""},
      {Kind::instant, "infinity", "\"infinity\""},
      {Kind::json, R"({"a": 1.50})", R"({"a": 1.50})"},
      {Kind::tagged, "i5", "5"},
      {Kind::tagged, "r0.1", "0.1"},
      {Kind::tagged, "t5", "\"5\""},
      {Kind::tagged, "t", "\"\""},
      {Kind::tagged, "h610062", "\"a\\u0000b\""},
      {Kind::tagged, "x6100", "\"6100\""},
  };
  for (const auto& c : cases) {
    std::string out;
    EXPECT_TRUE(append_json(out, c.kind, c.value));
    EXPECT_EQ(out, c.json);
  }
  std::string out;
  EXPECT_FALSE(append_json(out, Kind::text, "\x8E\x52"));
}

TEST(SqlValue, Keys) {
  EXPECT_EQ(plain_text(Kind::tagged, "t007"), "007");
  EXPECT_EQ(plain_text(Kind::instant, "2026-01-31 09:00:00+00"), "2026-01-31T09:00:00+00:00");
  EXPECT_EQ(plain_text(Kind::text, std::nullopt), "");
  EXPECT_EQ(from_hex(to_hex("\x01\xFE")), "\x01\xFE");
  EXPECT_EQ(joined_key({"a|b", "c\\"}), "a\\|b|c\\\\");
}

TEST(SqlEndpoint, IsRead) {
  Endpoint e = read_endpoint("mariadb://db.example.com:13306/%E9%A1%A7%E5%AE%A2");
  EXPECT_EQ(e.system, System::mysql);
  EXPECT_EQ(e.host, "db.example.com");
  EXPECT_EQ(e.port, 13306);
  EXPECT_EQ(e.database, "顧客");
  e = read_endpoint("postgres://[::1]/crm");
  EXPECT_EQ(e.host, "::1");
  EXPECT_EQ(e.port, 5432);
  EXPECT_EQ(read_endpoint("sqlite:/a b/c.db").database, "/a b/c.db");
  EXPECT_EQ(read_endpoint("sqlite:///a.db").database, "/a.db");
  for (const char* bad :
       {"oracle://h/d", "mysql://h", "mysql://h:x/d", "mysql://h:0/d", "mysql://u:p@h/d", "sqlite:", "h/d"})
    EXPECT_THROW(read_endpoint(bad), Failure) << bad;
}

TEST(SqlSettings, AreRead) {
  Settings s = read_settings(
      R"({"endpoint":"sqlite:/x","timeout":"5","streams":{"b":{"query":" SELECT 1 ; "},"a":null}})");
  ASSERT_EQ(s.streams.size(), 2u);
  EXPECT_EQ(s.streams[0].table, "a");
  EXPECT_EQ(s.streams[1].query, " SELECT 1");
  EXPECT_EQ(s.timeout, 5);
  for (const char* bad :
       {"{}", R"({"endpoint":"sqlite:/x"})", R"({"endpoint":"sqlite:/x","streams":{"a":{"tabel":"x"}}})",
        R"({"endpoint":"sqlite:/x","streams":{"a":{"table":"x","query":"y"}}})",
        R"({"endpoint":"sqlite:/x","page_size":0,"streams":{"a":{}}})"})
    EXPECT_THROW(read_settings(bad), Failure) << bad;
}

}  // namespace
}  // namespace musubi::sql
