// Named lists and tables: what is written with a name means what it means written out, wherever a list may stand.
#include "core/map/named.hpp"

#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string names = R"(lists: {tels: [携帯, 電話], stop: [停止, 解除], 区切り: [/, 、]}
tables: {sexes: {1: 男, 2: 女}, kinds: {本人: self}}
)";

/// The body of a mapping with every name used once beside what is asked.
std::string with_names(const std::string& body) { return names + body; }

std::string written_out(const std::string& yaml) {
  map::Node root = map::read_yaml(yaml, "test.yaml");
  map::write_out_names(root, "test.yaml");
  return map::shown(root);
}

TEST(Named, StandsWhereAListMay) {
  const std::string rest = "\nfacts:\n  f: {kind: lead, note: {from: {list: tels}, split: {by: {list: 区切り}}}, when: {a: {list: stop}, b: {const: x}}, "
                           "staff: {from: s, values: sexes}}\nentered_by: {from: e, values: kinds}\n";
  struct Case {
    const char *named, *plain;
  };
  const Case cases[] = {
      {"phone: {list: tels}", "phone: [携帯, 電話]"},
      {"phone: [{from: 自宅}, {list: tels}, 職場]", "phone: [{from: 自宅}, 携帯, 電話, 職場]"},
      {"phone: {from: {list: tels}}", "phone: {from: [携帯, 電話]}"},
      {"phone: {from: [a, {list: tels}, b]}", "phone: {from: [a, 携帯, 電話, b]}"},
      {"note: {join: {list: tels}, with: /}", "note: {join: [携帯, 電話], with: /}"},
      {"note: {join: [{from: {list: tels}}, {list: tels}, x]}", "note: {join: [{from: [携帯, 電話]}, 携帯, 電話, x]}"},
      {"note: {from: x, when: {from: {list: tels}}}", "note: {from: x, when: {from: [携帯, 電話]}}"},
      {"note: {from: x, when: {y: {list: stop}}}", "note: {from: x, when: {y: [停止, 解除]}}"},
      {"note: {from: x, when: {y: [{list: stop}, 退会]}}", "note: {from: x, when: {y: [停止, 解除, 退会]}}"},
      {"sex: {from: x, values: sexes}", "sex: {from: x, values: {1: 男, 2: 女}}"},
      {"address: {postal_code: {from: {list: tels}}, full: z}", "address: {postal_code: {from: [携帯, 電話]}, full: z}"},
      {"ids: {card: {from: {list: tels}, since: {from: {list: tels}}}}", "ids: {card: {from: [携帯, 電話], since: {from: [携帯, 電話]}}}"},
      {"key: {list: tels}", "key: [携帯, 電話]"},
      {"each: {mailboxes: {list: tels}}", "each: {mailboxes: [携帯, 電話]}"},
      {"when: {from: {list: tels}}", "when: {from: [携帯, 電話]}"},
  };
  for (const Case& c : cases) {
    auto mapping = [&](const std::string& line) { return with_names("source: a.b\nparties:\n  m: {kind: person, " + line + "}" + rest); };
    EXPECT_EQ(written_out(mapping(c.named)), written_out(mapping(c.plain))) << c.named;
  }
}

TEST(Named, StandsAmongFieldsThatAreIgnored) {
  Mapping m = read_mapping("lists: {rest: [備考, 更新者]}\nsource: a.b\nignore: [x, {list: rest}]\nnever_store: {list: rest}\nparties: {m: {kind: person, name: 氏名}}\n", "test.yaml");
  EXPECT_TRUE(m.knows_field("更新者"));
  EXPECT_EQ(m.never_store(), (std::vector<std::string>{"備考", "更新者"}));
}

TEST(Named, LeavesWhatOnlyLooksLikeIt) {
  const std::string plain = "source: a.b\nparties:\n  m: {kind: person, name: 氏名, when: {list: x}, ids: {list: 番号, values: 番号2}, sex: {from: s, values: {list: 男}}}\n"
                            "facts:\n  list: {kind: lead, when: {values: x, list: y}}\n";
  EXPECT_EQ(written_out(plain), map::shown(map::read_yaml(plain, "test.yaml")));
}

TEST(Named, MeansTheSameAsWrittenOut) {
  const std::string yaml = names + "source: pos.members\nparties:\n  member:\n    kind: person\n    phone: {from: {list: tels}, split: {list: 区切り}, when: {状態: {list: stop}}}\n"
                           "    sex: {from: 性別, values: sexes}\n    entered_by: {from: 入力, values: kinds, default: staff}\n";
  Mapped out = mapped(yaml, R"({"携帯":"","電話":"03-1234-5678/090-1234-5678","状態":"解除","性別":"2","入力":"本人"})");
  EXPECT_EQ(values(out, Field::phone), "03-1234-5678|090-1234-5678");
  EXPECT_EQ(values(out, Field::sex), "female");
  EXPECT_EQ(out.profiles[0].entered_by, EnteredBy::self);
  EXPECT_EQ(values(mapped(yaml, R"({"電話":"03-1234-5678","状態":"配信中","性別":"2"})"), Field::phone), "");
  EXPECT_EQ(read_mapping(yaml, "test.yaml").missing_fields({"携帯", "状態", "性別", "入力"}), std::vector<std::string>());
}

TEST(Named, InTestsIsTheFirstWord) {
  const std::string yaml = "lists: {codes: [\"135\", \"136\"]}\nsource: a.b\nparties:\n  m: {kind: person, name: 氏名, note: {from: 科目, when: {科目: {list: codes}}}}\ntests:\n"
                           "  - given: {科目: {list: codes}, 氏名: 山田 太郎, 中: [{list: other}, {list: codes}], 外: {list: codes, b: c}}\n    expect: {m.note: {list: codes}}\n";
  MappingTestReport report = test_mapping(read_mapping(yaml, "test.yaml"), {});
  EXPECT_EQ(report.run, 1u);
  EXPECT_TRUE(report.failures.empty()) << report.failures[0].got;
  EXPECT_NE(written_out(yaml).find("{科目: 135, 氏名: 山田 太郎, 中: [{list: other}, 135], 外: {list: codes, b: c}}, expect: {m.note: 135}"), std::string::npos) << written_out(yaml);
}

}  // namespace
}  // namespace musubi
