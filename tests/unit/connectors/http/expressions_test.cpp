// The table tests/real/http/expressions.txt: every template gives what stands beside it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "connectors/http/template/interpolation.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::string given(const std::string& text, const Json& context) {
  Names names;
  for (const auto& [name, value] : context.items()) names.set(name, Value::borrowed(value));
  names.set("stream_interval", Value::borrowed(context["stream_slice"]));
  names.set("stream_partition", Value::borrowed(context["stream_slice"]));
  const Clock clock = [] { return parse_iso_time("2026-01-31T09:08:07.654321")->micros; };
  try {
    return Interpolated(text).value({names, clock}).dump();
  } catch (const Trouble&) {
    return "!";
  }
}

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> out;
  for (size_t at = 0;;) {
    size_t tab = line.find('\t', at);
    out.push_back(line.substr(at, tab - at));
    if (tab == line.npos) return out;
    at = tab + 1;
  }
}

// JSON that a template writes and that is read again as a literal spells signs beyond U+FFFF as two escapes.
TEST(Expressions, KeepSignsBeyondTheBasicPlane) {
  EXPECT_EQ(given("{{ {'name': config['name']} | tojson }}", Json::parse(R"({"config": {"name": "𠮷野 🍵"}, "stream_slice": {}})")), R"({"name":"𠮷野 🍵"})");
  EXPECT_EQ(given(R"({{ '\ud842' }})", Json::parse(R"({"stream_slice": {}})")), "\"\uFFFD\"") << "half a pair is no sign";
}

// A few filters make gigabytes of a page of text otherwise.
TEST(Expressions, MakeNoTextWithoutEnd) {
  const Json none = Json::parse(R"({"stream_slice": {}})");
  EXPECT_EQ(given("{{ ('a' * 4000) | join('b' * 4000) | length }}", none), "!");
  EXPECT_EQ(given("{{ ('a' * 2000000) | list | length }}", none), "!");
  EXPECT_EQ(given("{{ ('a' * 400) | join('b' * 400) | length }}", none), std::to_string(400 + 399 * 400));
}

TEST(Expressions, GiveWhatTheTableSays) {
  std::ifstream file(std::string(std::getenv("MUSUBI_SOURCE")) + "/tests/real/http/expressions.txt");
  ASSERT_TRUE(file);
  Json context;
  size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("@ ")) context = Json::parse(line.substr(2));
    if (line.empty() || line.starts_with("# ") || line.starts_with("@ ")) continue;
    auto columns = columns_of(line);
    ASSERT_GE(columns.size(), 2U) << line;
    std::string wanted = columns[1] == "!" ? "!" : Json::parse(columns[1]).dump();
    EXPECT_EQ(given(columns[0], context), wanted) << columns[0];
    ++count;
  }
  EXPECT_GE(count, 400U);
}

}  // namespace
}  // namespace musubi::http
