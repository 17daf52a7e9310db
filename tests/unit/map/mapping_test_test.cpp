// The tests inside mapping files, and the examples of docs/mapping.md, which are such files.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/nearest.hpp"
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string head = R"(source: pos.members
entered_by: staff
parties:
  member:
    kind: person
    key: 会員番号
    ids: {pos_member: 会員番号}
    name: 氏名
    kana: フリガナ
    phone: [電話, 携帯]
    updated_at: 更新
facts:
  points: {kind: point_balance, of: member, at: $file_date, balance: ポイント}
  line: {kind: order_line, each: 明細, of: {stream: ec.items, key: 品}, order_number: /会員番号, amount: 額}
  gift: {kind: lead, when: ギフト, of: member}
tests:
  - given: {会員番号: "000123", 氏名: 髙橋　一郎, フリガナ: ﾀｶﾊｼ ｲﾁﾛｳ, 電話: "0312345678", 携帯: "9012345678", 更新: 2026-01-31 09:00,
            ポイント: "1,200", 明細: [{品: A, 額: 100}, {品: B, 額: 200}]}
    file_date: 2026-02-01
    row: 7
    expect:
)";

MappingTestReport report(const std::string& expectations) {
  return test_mapping(read_mapping(head + expectations, "test.yaml"), {});
}

TEST(TestMapping, KnowsAllPaths) {
  MappingTestReport out = report(R"(
      member: 1
      member.kind: person
      member.entered_by: staff
      member.name: 髙橋 一郎
      member.name.family: 髙橋
      member.kana.given: イチロウ
      member.phone: [03-1234-5678, 090-1234-5678]
      member.ids.pos_member: "000123"
      member.ids: "000123"
      member.updated_at: 2026-01-31T00:00:00Z
      member.email: ""
      points.of: member
      points.at: 2026-02-01
      points.balance: 1200
      line: 2
      line.amount: 100
      line.2.amount: 200
      line.2.key: 2
      line.2.of: ec.items/B
      line.3.amount: ""
      gift: 0
      problem: ""
)");
  EXPECT_EQ(out.run, 1u);
  for (const MappingTestFailure& f : out.failures)
    ADD_FAILURE() << f.path << ": " << f.expected << " / " << f.got;
}

TEST(TestMapping, NamesWhatFails) {
  MappingTestReport out = report(
      "      member.name.family: 高橋\n      line: 3\n      member.updated_at: 2026-01-31\n      problem: "
      "map.empty_key\n");
  ASSERT_EQ(out.failures.size(), 4u);
  EXPECT_EQ(out.failures[0].test, 1u);
  EXPECT_EQ(out.failures[0].path, "member.name.family");
  EXPECT_EQ(out.failures[0].line, 22);
  EXPECT_EQ(out.failures[0].expected, "高橋");
  EXPECT_EQ(out.failures[0].got, "髙橋");
  EXPECT_EQ(out.failures[1].got, "2");
  EXPECT_EQ(out.failures[2].got, "2026-01-31 09:00");
  EXPECT_EQ(out.failures[3].got, "");
}

TEST(TestMapping, MayExpectAHeldRow) {
  MappingTestReport out = report(
      "      member: 1\n  - given: {会員番号: ''}\n    expect: {problem: map.empty_key}\n"
      "  - given: {会員番号: ''}\n    expect: {member: 1}\n  - given: {会員番号: ''}\n    expect: {}\n");
  EXPECT_EQ(out.run, 4u);
  ASSERT_EQ(out.failures.size(), 2u);
  EXPECT_EQ(out.failures[0].test, 3u);
  EXPECT_EQ(out.failures[0].got, "map.empty_key");
  EXPECT_EQ(out.failures[1].test, 4u);
  EXPECT_EQ(out.failures[1].path, "problem");
}

TEST(TestMapping, SeesNoForbiddenField) {
  std::string yaml =
      "source: a.b\nparties: {m: {kind: person, note: カード番号}}\ntests:\n"
      "  - {given: {カード番号: '4111111111111111'}, expect: {m: 0}}\n";
  EXPECT_TRUE(test_mapping(read_mapping(yaml, "t"), {}).failures.empty());
}

// Blocks of ```yaml in the page, each with the line behind its fence.
std::vector<std::pair<int, std::string>> examples_of(const std::string& page) {
  std::ifstream in(page);
  std::vector<std::pair<int, std::string>> out;
  std::string line;
  bool inside = false;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line == "```yaml")
      out.emplace_back(number + 1, ""), inside = true;
    else if (line.starts_with("```"))
      inside = false;
    else if (inside)
      out.back().second += line + "\n";
  }
  return out;
}

TEST(MappingPage, ExamplesAreTrue) {
  const char* root = std::getenv("MUSUBI_SOURCE");
  ASSERT_TRUE(root) << "set MUSUBI_SOURCE to the project's folder";
  size_t mappings = 0, tests = 0;
  for (const auto& [line, text] : examples_of(std::string(root) + "/docs/mapping.md")) {
    if (text.find("source:") == std::string::npos) continue;
    std::string place = "docs/mapping.md:" + std::to_string(line);
    ++mappings;
    try {
      MappingTestReport out = test_mapping(read_mapping(text, place), {});
      tests += out.run;
      for (const MappingTestFailure& f : out.failures)
        ADD_FAILURE() << place << " + " << f.line << ", " << f.path << ": expected " << f.expected << ", got "
                      << f.got;
    } catch (const Error& e) {
      ADD_FAILURE() << place << ": " << e.what();
    }
  }
  EXPECT_GE(mappings, 8u);
  EXPECT_GE(tests, 8u);
}

// Every mapping that comes with Musubi keeps what its own tests say.
TEST(ShippedMappings, KeepWhatTheirTestsSay) {
  const char* root = std::getenv("MUSUBI_SOURCE");
  ASSERT_TRUE(root) << "set MUSUBI_SOURCE to the project's folder";
  std::vector<std::pair<std::string, Mapping>> all;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(root) + "/mappings")) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    all.emplace_back(entry.path().stem().string(), read_mapping(text, entry.path().string()));
  }
  EXPECT_GE(all.size(), 30u);
  MapContext context;
  context.others = &all;
  for (const auto& [name, mapping] : all) {
    MappingTestReport out = test_mapping(mapping, context);
    EXPECT_GE(out.run, 1u) << name << " has no test";
    for (const MappingTestFailure& f : out.failures) ADD_FAILURE() << name << ":" << f.line << ", " << f.path << ": expected " << f.expected << ", got " << f.got;
  }
}

TEST(Nearest, FindsTheMisspelt) {
  const std::vector<std::string> words = {"phone", "name", "note", "email", "会員番号", "sales_order"};
  const std::pair<const char*, const char*> rows[] = {
      {"phnoe", "phone"},
      {"Phone", "phone"},
      {"telephone", "phone"},
      {"nam", "name"},
      {"noet", "note"},
      {"mail", "email"},
      {"会員番", "会員番号"},
      {"salesorder", "sales_order"},
      {"zzz", ""},
      {"", ""},
      {"x", ""},
      {"住所", ""},
  };
  for (const auto& [word, wanted] : rows) EXPECT_EQ(nearest(word, words), wanted) << word;
  EXPECT_EQ(nearest(std::string(1000, 'a'), words), "");
  EXPECT_EQ(nearest("a", {}), "");
}

}  // namespace
}  // namespace musubi
