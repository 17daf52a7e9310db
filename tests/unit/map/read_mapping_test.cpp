// What a mapping file may look like, and what is said of one that is wrong.
#include "core/text/encoding.hpp"
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string good = R"(# 店舗POSの会員一覧
source: pos.members
entered_by: staff
ignore: [備考2]
never_store: [メモ.秘密]
parties:
  member:
    kind: person
    key: 会員番号
    ids: {pos_member: {from: 会員番号, since: 入会日}}
    name: 氏名
    note: 備考
)";

TEST(ReadMapping, TellsSourceAndFields) {
  Mapping m = read_mapping(good, "test.yaml");
  EXPECT_EQ(m.source(), "pos.members");
  EXPECT_EQ(m.main_party(), "member");
  EXPECT_EQ(m.never_store(), std::vector<std::string>{"メモ.秘密"});
  for (const char* known :
       {"会員番号", "入会日", "氏名", "備考2", "備考２", "備考", "氏\n名", "メモ", "パスワード"})
    EXPECT_TRUE(m.knows_field(known)) << known;
  for (const char* unknown : {"備考3", "メモ2", "member", "from"})
    EXPECT_FALSE(m.knows_field(unknown)) << unknown;
}

TEST(ReadMapping, TellsWhatTheSourceLacks) {
  struct Case {
    const char* name;
    std::vector<std::string> headings, lacks;
  };
  const std::string yaml = R"(source: shop.list
parties:
  who:
    kind: person
    name: {from: [お名前, 氏名, 名前]}
    phone: 電話
    email: mail.address
    updated_at: {from: [更新日, $received_at]}
)";
  const Case cases[] = {
      {"one of several names is enough", {"氏名", "電話", "mail"}, {}},
      {"none of them is there: the first is named", {"電話", "mail.address"}, {"お名前"}},
      {"a plain column and a path", {"名前"}, {"mail", "電話"}},
  };
  Mapping m = read_mapping(yaml, "test.yaml");
  for (const Case& c : cases) EXPECT_EQ(m.missing_fields(c.headings), c.lacks) << c.name;
}

TEST(ReadMapping, OneColumnOfAJoinThatSaysOnceIsEnough) {
  auto lacks = [](const std::string& once) {
    return read_mapping("source: shop.list\nparties:\n  who:\n    kind: person\n    address: {join: [都道府県, 住所], with: ' '" + once + "}\n", "test.yaml").missing_fields({"住所"});
  };
  EXPECT_EQ(lacks(""), std::vector<std::string>{"都道府県"});
  EXPECT_EQ(lacks(", once: true"), std::vector<std::string>());
}

TEST(ReadMapping, ReadsAnyEncodingAndLineEnd) {
  std::string crlf;
  for (char c : good) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  for (const std::string& bytes :
       {"\xEF\xBB\xBF" + good, crlf, text::encode_cp932(good), text::encode_cp932(crlf)}) {
    Mapping m = read_mapping(bytes, "test.yaml");
    EXPECT_TRUE(m.knows_field("会員番号"));
    Mapped out = map_record(m, record(R"({"会員番号":"000123","氏名":"山田 太郎"})"), {});
    ASSERT_EQ(out.profiles.size(), 1u);
    EXPECT_EQ(out.profiles[0].ids[0].value, "000123");
  }
}

struct Wrong {
  const char* yaml;
  const char* id;
  int line;
  const char* nearest = "";
};

class WrongMapping : public testing::TestWithParam<Wrong> {};

TEST_P(WrongMapping, IsNamed) {
  const Wrong& wrong = GetParam();
  Message said = fault_of(wrong.yaml);
  EXPECT_EQ(said.id, wrong.id) << wrong.yaml;
  EXPECT_EQ(argument(said, "line"), std::to_string(wrong.line)) << wrong.yaml;
  EXPECT_EQ(argument(said, "file"), "test.yaml");
  EXPECT_EQ(argument(said, "nearest"), wrong.nearest) << wrong.yaml;
  for (Lang lang : {Lang::ja, Lang::en}) {
    std::string sentence = render(said, lang);
    EXPECT_NE(sentence.find("test.yaml"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find("{"), std::string::npos) << sentence;
  }
}

const Wrong wrongs[] = {
    {"", "map.empty_file", 1},
    {"# nothing\n", "map.empty_file", 1},
    {"source: pos.a\n\nname: \"\x85\xFF\xFF\"\n", "map.encoding", 3},
    {"source: [pos\nparties: {\n", "map.no_yaml", 2},
    {"source: a.b\nsource: a.c\n", "map.twice", 2},
    {"source：a.b\n", "map.full_width_colon", 1},
    {"source: a.b\nparties:\n  m: {kind：person}\n", "map.full_width_colon", 3},
    {"source: a.b\nparties:\n  m:\n    kind: person\n    name：氏名\n", "map.full_width_colon", 5},
    {"source: a.b\nparties:\n\tm:\n", "map.tab", 3},
    {"source: a.b\nparties:\n　m:\n", "map.full_width_space", 3},
    {"source: a.b\nparties: &a {}\nfacts: *a\n", "map.anchor", 3},
    {"source: a.b\n---\nsource: a.b\n", "map.second_document", 3},
    {"- a\n- b\n", "map.wrong_shape_table", 1},
    {"parties: {m: {kind: person}}\n", "map.missing_word", 1},
    {"source: members\nparties: {m: {kind: person}}\n", "map.no_stream", 1},
    {"source: a.b\n", "map.missing_word", 1},
    {"source: a.b\npartys: {}\n", "map.unknown_word_near", 2, "parties"},
    {"source: a.b\nzzzzzz: {}\n", "map.unknown_word", 2},
    {"source: a.b\nentered_by: stuff\nparties: {m: {kind: person}}\n", "map.unknown_word_near", 2, "staff"},
    {"source: a.b\nempty: clear\nparties: {m: {kind: person}}\n", "map.unknown_word_near", 2, "clears"},
    {"source: a.b\nparties:\n  m: {name: x}\n", "map.missing_word", 3},
    {"source: a.b\nparties:\n  m: {kind: organization}\n", "map.unknown_word_near", 3, "organisation"},
    {"source: a.b\nparties:\n  m:\n    kind: person\n    telephone: x\n", "map.unknown_word_near", 5,
     "phone"},
    {"source: a.b\nparties:\n  m:\n    kind: organisation\n    name: x\n", "map.name_of_organisation", 5},
    {"source: a.b\nparties:\n  m.x: {kind: person}\n", "map.bad_name", 3},
    {"source: a.b\nparties:\n  m: {kind: person, name: }\n", "map.no_field", 3},
    {"source: a.b\nparties:\n  m: {kind: person, name: [a, b]}\n", "map.one_value", 3},
    {"source: a.b\nparties:\n  m: {kind: person, name: {form: x}}\n", "map.unknown_word_near", 3, "from"},
    {"source: a.b\nparties:\n  m: {kind: person, name: {default: x}}\n", "map.one_source", 3},
    {"source: a.b\nparties:\n  m: {kind: person, name: {from: x, const: y}}\n", "map.one_source", 3},
    {"source: a.b\nparties:\n  m: {kind: person, name: {family: x, gven: y}}\n", "map.unknown_word_near", 3,
     "given"},
    {"source: a.b\nparties:\n  m: {kind: person, name: {from: x, as: nmae}}\n", "map.unknown_word_near", 3,
     "name"},
    {"source: a.b\nparties:\n  m: {kind: person, note: {from: x, split: {by: /, part: 0}}}\n", "map.bad_part",
     3},
    {"source: a.b\nparties:\n  m: {kind: person, note: {from: x, with: '-'}}\n", "map.with_without_join", 3},
    {"source: a.b\nparties:\n  m: {kind: person, note: $file_data}\n", "map.unknown_word_near", 3,
     "$file_date"},
    {"source: a.b\nparties:\n  m: {kind: person, note: マイナンバー}\n", "map.refused_field", 3},
    {"source: a.b\nparties:\n  m: {kind: person, note: x}\nnever_store: [x]\n", "map.never_stored_field", 4},
    {"source: a.b\nfacts:\n  o: {kind: sales_oder}\n", "map.unknown_word_near", 3, "sales_order"},
    {"source: a.b\nfacts:\n  o: {kind: point_balance}\n", "map.missing_word", 3},
    {"source: a.b\nfacts:\n  o: {kind: point_balance, balance: x, ballance: y}\n", "map.unknown_word_near", 3,
     "balance"},
    {"source: a.b\nparties:\n  member: {kind: person}\nfacts:\n  o: {kind: lead, of: menber}\n",
     "map.unknown_word_near", 5, "member"},
    {"source: a.b\nparties:\n  m: {kind: person, each: {mailboxes: x}}\nfacts:\n  o: {kind: lead, each: x, of: m}\n", "map.party_of_other_each", 5},
    {"source: a.b\nparties:\n  m: {kind: person, each: {addresses: x}}\n", "map.unknown_word", 3},
    {"source: a.b\nparties:\n  m: {kind: person, each: {}}\n", "map.wrong_shape_text", 3},
    {"source: a.b\nparties:\n  m: {kind: person, each: $row}\n", "map.no_field", 3},
    {"source: a.b\nparties:\n  m:\n    kind: person\n    email: $address\n", "map.no_mailboxes", 5},
    {"source: a.b\nparties:\n  m:\n    kind: person\n    each: x\n    name: $name\n", "map.no_mailboxes", 6},
    {"source: a.b\nparties:\n  m: {kind: person, each: x}\nfacts:\n  o: {kind: lead, of: m}\n",
     "map.party_of_other_each", 5},
    {"source: a.b\nfacts:\n  o: {kind: lead, of: {stream: a.b}}\n", "map.missing_word", 3},
    {"source: a.b\nparties:\n  m: {kind: person}\nfacts:\n  m: {kind: lead}\n", "map.twice", 5},
    {"source: a.b\nparties:\n  m: {kind: person}\ntests: {given: {}}\n", "map.wrong_shape_list", 4},
    {"source: a.b\nparties:\n  m: {kind: person}\ntests:\n  - given: {}\n", "map.missing_word", 5},
    {"source: a.b\nparties:\n  m: {kind: person}\ntests:\n  - given: {}\n    expect: {m.nmae: x}\n",
     "map.unknown_word_near", 6, "name"},
    {"source: a.b\nparties:\n  m: {kind: person}\ntests:\n  - given: {}\n    expect: {m.name.gven: x}\n",
     "map.unknown_word_near", 6, "given"},
    {"source: a.b\nparties:\n  member: {kind: person}\ntests:\n  - given: {}\n    expect: {menber.name: x}\n",
     "map.unknown_word_near", 6, "member"},
    {"source: a.b\nparties:\n  m: {kind: person, phone: {list: tels}}\n", "map.missing_word", 3},
    {"source: a.b\nlists: {tels: [x]}\nparties:\n  m: {kind: person, phone: {list: tel}}\n", "map.unknown_word_near", 4, "tels"},
    {"source: a.b\nlists: {tels: [x]}\nparties:\n  m: {kind: person, phone: x}\n", "map.unused_name", 2},
    {"source: a.b\nlists: {tels: [x]}\nparties:\n  m: {kind: person, phone: x}\ntests:\n  - given: {x: {list: tels}}\n    expect: {}\n", "map.unused_name", 2},
    {"source: a.b\ntables:\n  sexes: {1: 男}\nparties:\n  m: {kind: person, phone: x}\n", "map.unused_name", 3},
    {"source: a.b\nlists:\n  tels: []\nparties:\n  m: {kind: person, phone: {list: tels}}\n", "map.empty_name", 3},
    {"source: a.b\nlists: {}\nparties:\n  m: {kind: person, phone: x}\n", "map.empty_name", 2},
    {"source: a.b\nlists: [x]\nparties:\n  m: {kind: person, phone: x}\n", "map.wrong_shape_table", 2},
    {"source: a.b\nlists: {tels: x}\nparties:\n  m: {kind: person, phone: {list: tels}}\n", "map.wrong_shape_list", 2},
    {"source: a.b\ntables: {sexes: [x]}\nparties:\n  m: {kind: person, sex: {from: x, values: sexes}}\n", "map.wrong_shape_table", 2},
    {"source: a.b\ntables: {sexes: {1: [男]}}\nparties:\n  m: {kind: person, sex: {from: x, values: sexes}}\n", "map.list_in_list", 2},
    {"source: a.b\nlists:\n  a: [x]\n  b: [y, {list: a}]\nparties:\n  m: {kind: person, phone: {list: b}}\n", "map.list_in_list", 4},
    {"source: a.b\nlists:\n  a: [x]\n  a: [y]\nparties:\n  m: {kind: person, phone: {list: a}}\n", "map.twice", 4},
    {"source: a.b\nlists: {a: [x]}\ntables:\n  a: {x: y}\nparties:\n  m: {kind: person, phone: {list: a}}\n", "map.twice", 4},
    {"source: a.b\nlists: {a.b: [x]}\nparties:\n  m: {kind: person, phone: {list: a.b}}\n", "map.bad_name", 2},
    {"source: a.b\nlists: {a: [x]}\nparties:\n  m: {kind: person, phone: {list: [a]}}\n", "map.wrong_shape_text", 4},
    {"source: a.b\nlists: {a: [x]}\nparties:\n  m: {kind: person, phone: {list: a, when: x}}\n", "map.list_beside", 4},
    {"source: a.b\nlists: {a: [x, y]}\nparties:\n  m: {kind: person, name: {list: a}}\n", "map.one_value", 4},
    {"source: a.b\nlists: {a: [$file_data]}\nparties:\n  m: {kind: person, phone: {list: a}}\n", "map.unknown_word_near", 2, "$file_date"},
    {"source: a.b\nparties:\n  m: {kind: person, sex: {from: x, values: sexes}}\n", "map.missing_word", 3},
    {"source: a.b\nlists: {sexes: [x]}\nparties:\n  m: {kind: person, phone: {list: sexes}, sex: {from: x, values: sexes}}\n", "map.missing_word", 4},
    {"source: a.b\ntables: {sexes: {1: 男}}\nparties:\n  m: {kind: person, sex: {from: x, values: sex}}\n", "map.unknown_word_near", 4, "sexes"},
};
INSTANTIATE_TEST_SUITE_P(Wrong, WrongMapping, testing::ValuesIn(wrongs));

TEST(ReadMapping, RefusesTheHuge) {
  EXPECT_EQ(fault_of(std::string(5 << 20, '#')).id, "map.too_big");
  std::string wide = "source: a.b\nlists: {a: [x";
  for (int i = 0; i < 1000; ++i) wide += ", x" + std::to_string(i);
  wide += "]}\nparties:\n  m:\n    kind: person\n    phone: [x";
  for (int i = 0; i < 1000; ++i) wide += ", {list: a}";
  EXPECT_EQ(fault_of(wide + "]\n").id, "map.too_big");
  std::string deep = "source: a.b\nparties: ";
  deep.append(100'000, '[');
  EXPECT_FALSE(fault_of(deep).id.empty());
}

}  // namespace
}  // namespace musubi
