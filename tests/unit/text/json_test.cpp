#include "core/text/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace musubi::text {
namespace {

using namespace std::string_literals;

TEST(JsonWriter, Values) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("name").string("山田 \"太郎\"\\\n\t\x01"s + '\0' + "/");
  json.key("list")
      .begin_array()
      .number(int64_t{-5})
      .number(0.1)
      .number(1e300)
      .boolean(true)
      .null()
      .end_array();
  json.key("none").begin_object().end_object().key("empty").begin_array().end_array();
  json.key("raw").raw("123456789012345678901234567890");
  json.key("nan").number(std::numeric_limits<double>::quiet_NaN());
  json.end_object();
  EXPECT_EQ(
      out,
      R"({"name":"山田 \"太郎\"\\\n\t\u0001\u0000/","list":[-5,0.1,1e+300,true,null],"none":{},"empty":[],)"
      R"("raw":123456789012345678901234567890,"nan":null})");
  EXPECT_FALSE(check_json(out));
}

TEST(JsonWriter, ForcesValidUtf8) {
  std::string out = "x";
  append_json_string(out, "a\xFF\"山\xE5");
  EXPECT_EQ(out, "x\"a\uFFFD\\\"山\uFFFD\"");
}

TEST(CheckJson, Right) {
  const std::string right[] = {"{}",
                               "[]",
                               " [ 1 , -0, 0.5, 1e5, -1.25E-3 ] ",
                               "\"\"",
                               "null",
                               "true",
                               "false",
                               "0",
                               R"({"a":{"b":[{"c":"d"}]},"a":1})",
                               R"("\u0041\ud83d\ude00\n\/")",
                               "\"山田😀\"",
                               "\t\r\n1\n",
                               "\"long string without anything special in it\"",
                               "\"\x7F\"",
                               "[[[[[[]]]]],{}]"};
  for (const std::string& text : right) EXPECT_FALSE(check_json(text)) << text;
}

TEST(CheckJson, Wrong) {
  struct Case {
    std::string text;
    JsonFault fault;
    uint64_t offset, line;
  };
  const Case cases[] = {
      {"", JsonFault::cut_off, 0, 1},
      {"{", JsonFault::cut_off, 1, 1},
      {"\n{\"a\":1,\n\"b", JsonFault::cut_off, 11, 3},
      {"{\"a\":1", JsonFault::cut_off, 6, 1},
      {"[1,", JsonFault::cut_off, 3, 1},
      {"\"a\\", JsonFault::cut_off, 3, 1},
      {"\"a\\ud83d", JsonFault::cut_off, 8, 1},
      {"tru", JsonFault::cut_off, 3, 1},
      {"-", JsonFault::cut_off, 1, 1},
      {"[1,]", JsonFault::trailing_comma, 3, 1},
      {"{\"a\":1,\n}", JsonFault::trailing_comma, 8, 2},
      {"[1,,2]", JsonFault::duplicate_comma, 3, 1},
      {"[1 2]", JsonFault::unexpected, 3, 1},
      {"[1}", JsonFault::unexpected, 2, 1},
      {"{a:1}", JsonFault::unexpected, 1, 1},
      {"{\"a\" 1}", JsonFault::unexpected, 5, 1},
      {"{\"a\":}", JsonFault::unexpected, 5, 1},
      {"'a'", JsonFault::unexpected, 0, 1},
      {"\0"s, JsonFault::unexpected, 0, 1},
      {"\xEF\xBB\xBF{}", JsonFault::unexpected, 0, 1},
      {"[01]", JsonFault::bad_number, 2, 1},
      {"[1.]", JsonFault::bad_number, 3, 1},
      {"[.5]", JsonFault::unexpected, 1, 1},
      {"[+1]", JsonFault::unexpected, 1, 1},
      {"[1e]", JsonFault::bad_number, 3, 1},
      {"[nul]", JsonFault::bad_literal, 1, 1},
      {"[NaN]", JsonFault::unexpected, 1, 1},
      {"[\"\\x\"]", JsonFault::bad_escape, 3, 1},
      {"[\"\\u12g4\"]", JsonFault::bad_escape, 6, 1},
      {"[\"\\ud83d\"]", JsonFault::lone_surrogate, 2, 1},
      {"[\"\\ude00\"]", JsonFault::lone_surrogate, 2, 1},
      {"[\"a\nb\"]", JsonFault::control_character, 3, 1},
      {"[\"abcdefghijklm\x1Fn\"]", JsonFault::control_character, 15, 1},
      {"[\"山\xFF\"]", JsonFault::bad_utf8, 5, 1},
      {"{} {}", JsonFault::after_end, 3, 1},
      {"1 x", JsonFault::after_end, 2, 1},
  };
  for (const Case& c : cases) {
    const auto problem = check_json(c.text);
    ASSERT_TRUE(problem) << c.text;
    EXPECT_EQ(json_fault_name(problem->fault), json_fault_name(c.fault)) << c.text;
    EXPECT_EQ(problem->offset, c.offset) << c.text;
    EXPECT_EQ(problem->line, c.line) << c.text;
  }
  EXPECT_EQ(check_json("\n\n[\n1,")->opened_line, 3u);
}

TEST(CheckJson, Depth) {
  EXPECT_FALSE(check_json(std::string(512, '[') + std::string(512, ']')));
  EXPECT_EQ(check_json(std::string(513, '[') + std::string(513, ']'))->fault, JsonFault::too_deep);
  EXPECT_EQ(check_json("[[[]]]", 2)->fault, JsonFault::too_deep);
  EXPECT_EQ(check_json(std::string(5'000'000, '['))->fault, JsonFault::too_deep);
}

TEST(JsonFaults, HaveNames) {
  EXPECT_EQ(json_fault_name(JsonFault::cut_off), "cut_off");
  EXPECT_EQ(json_fault_name(JsonFault::not_an_array), "not_an_array");
  EXPECT_EQ(json_fault_name(JsonFault::no_such_path), "no_such_path");
}

struct Piece {
  std::string text;
  uint64_t number, offset, line;
  std::string fault;
  bool operator==(const Piece&) const = default;
};

struct Reading {
  std::vector<Piece> pieces;
  std::optional<JsonProblem> problem;
  bool last_ended = true;
};

template <class Scanner>
Reading read(Scanner scanner, std::string_view file, size_t chunk) {
  Reading reading;
  auto take = [&] {
    while (scanner.next()) {
      const JsonPiece& p = scanner.piece();
      reading.pieces.push_back({std::string(p.text), p.number, p.offset, p.line,
                                p.problem ? std::string(json_fault_name(p.problem->fault)) : ""});
      reading.last_ended = p.ended;
    }
  };
  for (size_t at = 0; at < file.size(); at += chunk) {
    const std::string own(file.substr(at, chunk));
    scanner.feed(own);
    take();
  }
  scanner.finish();
  take();
  if constexpr (requires { scanner.problem(); }) reading.problem = scanner.problem();
  return reading;
}

TEST(JsonLines, InAnyChunks) {
  const std::string file = "\xEF\xBB\xBF{\"a\":1}\r\n\n  \r\n[2,\n\"x\"";
  for (size_t chunk = 1; chunk <= file.size(); ++chunk) {
    const Reading reading = read(JsonLines(), file, chunk);
    const std::vector<Piece> expected = {
        {"{\"a\":1}", 1, 3, 1, ""}, {"[2,", 4, 17, 4, "cut_off"}, {"\"x\"", 5, 21, 5, ""}};
    EXPECT_EQ(reading.pieces, expected) << chunk;
    EXPECT_FALSE(reading.last_ended);
    EXPECT_FALSE(reading.problem);
  }
}

TEST(JsonLines, OneThatIsTooLongIsToldAndTheNextIsRead) {
  for (const std::string end : {"\n{}\n", "\n", ""}) {
    const std::string file = "\xEF\xBB\xBF{}\n[1,2,3,4,5,6]" + end;
    for (size_t chunk = 1; chunk <= file.size(); ++chunk) {
      const Reading reading = read(JsonLines(8), file, chunk);
      std::vector<Piece> expected = {{"{}", 1, 3, 1, ""}, {"[1,2,3,4,5,6] … (13 bytes, FNV-1a dac102db6eccb23a)", 2, 6, 2, "too_long"}};
      if (end.size() > 1) expected.push_back({"{}", 3, 20, 3, ""});
      EXPECT_EQ(reading.pieces, expected) << end << chunk;
      EXPECT_EQ(reading.last_ended, !end.empty());
    }
  }
}

TEST(JsonLines, TellsOneLineFromAnotherThatBeginsAlikeInLittleMemory) {
  const std::string row(1 << 20, 'x');
  std::vector<std::string> told;
  for (const char last : {'a', 'b'}) {
    JsonLines lines(1 << 20);
    for (int i = 0; i < 64; ++i) {
      lines.feed(row);
      EXPECT_FALSE(lines.next());
    }
    const std::string end = std::string(1, last) + "\n1\n";
    lines.feed(end);
    ASSERT_TRUE(lines.next());
    EXPECT_EQ(lines.piece().size, (64u << 20) + 1);
    EXPECT_LT(lines.piece().text.size(), LongText::kBeginning + 100);
    told.emplace_back(lines.piece().text);
    ASSERT_TRUE(lines.next());
    EXPECT_EQ(lines.piece().text, "1");
  }
  EXPECT_NE(told[0], told[1]);
}

TEST(LongText, EndsBetweenCharacters) {
  for (size_t shift = 0; shift < 4; ++shift) {
    LongText text;
    text.add(std::string(shift, 'x'));
    for (int i = 0; i < 30'000; ++i) text.add("山");
    const std::string told = text.told();
    const size_t end = told.find(" … (");
    EXPECT_EQ((end - shift) % 3, 0u) << shift;
    EXPECT_GT(end, LongText::kBeginning - 4);
  }
  LongText short_one;
  short_one.add("山");
  EXPECT_TRUE(short_one.told().starts_with("山 … (3 bytes, FNV-1a ")) << short_one.told();
}

TEST(JsonElements, OfArrays) {
  struct Case {
    const char* pointer;
    std::string file;
    std::vector<Piece> pieces;
  };
  const Case cases[] = {
      {"", "[]", {}},
      {"", "\xEF\xBB\xBF [ ]\n", {}},
      {"",
       "[1, \"a,]\" ,null,[2,[3]],\n{\"b\":\"}\\\"\"}]",
       {{"1", 1, 1, 1, ""},
        {"\"a,]\"", 2, 4, 1, ""},
        {"null", 3, 11, 1, ""},
        {"[2,[3]]", 4, 16, 1, ""},
        {"{\"b\":\"}\\\"\"}", 5, 25, 2, ""}}},
      {"/data/items",
       R"({"x":[{"items":[9]}],"data":{"n":{"items":[8]},"items":[{"id":1},{"id":2}],"z":"]"}})",
       {{"{\"id\":1}", 1, 56, 1, ""}, {"{\"id\":2}", 2, 65, 1, ""}}},
      {"/a~1b", R"({"a/b":[1]})", {{"1", 1, 8, 1, ""}}},
      {"",
       "[{\"a\":1,},{\"a\":01},{\"a\":2},1 2]",
       {{"{\"a\":1,}", 1, 1, 1, "trailing_comma"},
        {"{\"a\":01}", 2, 10, 1, "bad_number"},
        {"{\"a\":2}", 3, 19, 1, ""},
        {"1 2", 4, 27, 1, "after_end"}}},
      {"", "[\n\"a\nb\",\n{}\n]", {{"\"a\nb\"", 1, 2, 2, "control_character"}, {"{}", 2, 9, 4, ""}}},
  };
  for (const Case& c : cases) {
    for (size_t chunk = 1; chunk <= c.file.size(); ++chunk) {
      const Reading reading = read(JsonElements(c.pointer), c.file, chunk);
      EXPECT_EQ(reading.pieces, c.pieces) << c.file << " in chunks of " << chunk;
      EXPECT_FALSE(reading.problem) << c.file;
    }
  }
}

TEST(JsonElements, SaysWhatEndedTheReading) {
  struct Case {
    const char* pointer;
    std::string file;
    size_t pieces;
    JsonFault fault;
    uint64_t offset, line, opened_line;
  };
  const Case cases[] = {
      {"", "", 0, JsonFault::cut_off, 0, 1, 1},
      {"", "[{\"a\":1},\n{\"b\":\n2", 1, JsonFault::cut_off, 17, 3, 2},
      {"", "[1,\n\"ab", 1, JsonFault::cut_off, 7, 2, 2},
      {"", "[1,\n2", 1, JsonFault::cut_off, 5, 2, 2},
      {"", "[{},\n{}", 2, JsonFault::cut_off, 7, 2, 1},
      {"", "[{},\n{}]x", 2, JsonFault::after_end, 8, 2, 0},
      {"", "[1,]", 1, JsonFault::trailing_comma, 3, 1, 0},
      {"", "[1,,2]", 1, JsonFault::duplicate_comma, 3, 1, 0},
      {"", "[{}\n{}]", 1, JsonFault::unexpected, 4, 2, 0},
      {"", "[{\"a\":[1}]", 0, JsonFault::unexpected, 8, 1, 0},
      {"", "{}", 0, JsonFault::not_an_array, 0, 1, 0},
      {"/a", "{\"a\":1}", 0, JsonFault::not_an_array, 5, 1, 0},
      {"/a", "{\"b\":[1]}", 0, JsonFault::no_such_path, 9, 1, 0},
      {"/a/b", "{\"a\":[{\"b\":[1]}]}", 0, JsonFault::no_such_path, 17, 1, 0},
      {"/a", "123", 0, JsonFault::no_such_path, 3, 1, 0},
      {"/a", "{\"a\":[1],\"b\":\"cu", 1, JsonFault::cut_off, 16, 1, 1},
      {"/a", "{\"a\":[1]", 1, JsonFault::cut_off, 8, 1, 1},
      {"/a", "{\"a\":[1],}", 1, JsonFault::trailing_comma, 9, 1, 0},
      {"", std::string(600, '['), 0, JsonFault::too_deep, 513, 1, 0},
  };
  for (const Case& c : cases) {
    for (const size_t chunk : {size_t{1}, size_t{3}, c.file.size() + 1}) {
      const Reading reading = read(JsonElements(c.pointer), c.file, chunk);
      EXPECT_EQ(reading.pieces.size(), c.pieces) << c.file;
      ASSERT_TRUE(reading.problem) << c.file;
      EXPECT_EQ(json_fault_name(reading.problem->fault), json_fault_name(c.fault)) << c.file;
      EXPECT_EQ(reading.problem->offset, c.offset) << c.file;
      EXPECT_EQ(reading.problem->line, c.line) << c.file;
      EXPECT_EQ(reading.problem->opened_line, c.opened_line) << c.file;
    }
  }
}

TEST(JsonElements, OneThatIsTooLongIsToldAndTheNextIsRead) {
  for (const std::string element : {"\"0123456789\"", "[2,[3,4,5,6]]", "12345678901"}) {
    const std::string file = "[1," + element + ",2]";
    for (size_t chunk = 1; chunk <= file.size(); ++chunk) {
      const Reading reading = read(JsonElements("", 10), file, chunk);
      ASSERT_EQ(reading.pieces.size(), 3u);
      EXPECT_FALSE(reading.problem);
      EXPECT_TRUE(reading.pieces[1].text.starts_with(element + " … (" + std::to_string(element.size()) + " bytes")) << reading.pieces[1].text;
      EXPECT_EQ(reading.pieces[1].fault, "too_long");
      EXPECT_EQ(reading.pieces[1].offset, 3u);
      EXPECT_EQ(reading.pieces[2].text, "2");
    }
  }
}

TEST(JsonElements, LimitsAName) {
  const Reading reading = read(JsonElements("/a", 10), "{\"01234567890\":1,\"a\":[]}", 4);
  ASSERT_TRUE(reading.problem);
  EXPECT_EQ(reading.problem->fault, JsonFault::too_long);
}

}  // namespace
}  // namespace musubi::text
