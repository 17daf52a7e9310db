// Facts: columns by type, what they hang on, lines of an order, what holds a record.
#include <set>

#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string order_yaml = R"(
source: ec.orders
parties:
  buyer: {kind: person, name: 氏名}
  receiver: {kind: person, when: 届け先, name: 届け先}
facts:
  order:
    kind: sales_order
    of: buyer
    number: 番号
    ordered_at: 日時
    amount: 金額
    tax_included: {const: yes}
    receiver: receiver
  line:
    kind: order_line
    of: buyer
    each: 明細
    order_number: /番号
    line_no: 行
    product_name: 品名
    quantity: 数
    amount: 金額
)";
const std::string order_json =
    R"({"番号":"A-1","日時":"2026-01-31 09:30:00","金額":"¥12,000","氏名":"山田 太郎","届け先":"",
  "明細":[{"行":1,"品名":"茶","数":2,"金額":"4,000円"},{"行":"２","品名":"碗\n二客","数":"1","金額":8000}]})";

TEST(Fact, HasTypedCells) {
  Mapped out = mapped(order_yaml, order_json);
  ASSERT_FALSE(out.problem) << render(*out.problem, Lang::en);
  ASSERT_EQ(out.facts.size(), 3u);
  const Fact& order = out.facts[0];
  EXPECT_EQ(order.kind, find_fact_kind("sales_order"));
  EXPECT_EQ(order.name, "order");
  EXPECT_EQ(order.key, "K1");
  EXPECT_EQ(order.of, (PartyKey{{"pos", "members", "K1"}, "buyer"}));
  EXPECT_EQ(cell_of(order, "number"), "A-1");
  EXPECT_EQ(cell_of(order, "ordered_at"), "2026-01-31 00:30:00+00");
  EXPECT_EQ(cell_of(order, "amount"), "12000");
  EXPECT_EQ(cell_of(order, "currency"), "JPY");
  EXPECT_EQ(cell_of(order, "tax_included"), "t");
  EXPECT_EQ(cell_of(order, "status"), "-");
  EXPECT_EQ(order.parties[8], std::nullopt);
}

TEST(Fact, LinesAreNumberedAndSeeTheTop) {
  Mapped out = mapped(order_yaml, order_json);
  ASSERT_EQ(out.facts.size(), 3u);
  EXPECT_EQ(out.facts[1].key, "1");
  EXPECT_EQ(out.facts[2].key, "2");
  EXPECT_EQ(cell_of(out.facts[2], "order_number"), "A-1");
  EXPECT_EQ(cell_of(out.facts[2], "line_no"), "2");
  EXPECT_EQ(cell_of(out.facts[2], "product_name"), "碗\n二客");
  EXPECT_EQ(cell_of(out.facts[1], "amount"), "4000");
  EXPECT_EQ(cell_of(out.facts[1], "currency"), "JPY");
}

TEST(Fact, ProseKeepsItsCharacters) {
  Mapped out = mapped("source: form.inquiries\nfacts: {mail: {kind: activity, channel: 経路, body: 本文}}",
                      R"({"経路":"ﾒｰﾙ","本文":" ①と②の違いは？　　ﾅﾝﾃﾞｽｶ"})");
  EXPECT_EQ(cell_of(out.facts.at(0), "channel"), "メール");
  EXPECT_EQ(cell_of(out.facts.at(0), "body"), "①と②の違いは？ ﾅﾝﾃﾞｽｶ");
}

TEST(Fact, PartyColumnsHoldKeys) {
  std::string json = order_json;
  json.replace(json.find("\"届け先\":\"\""), std::string("\"届け先\":\"\"").size(),
               "\"届け先\":\"鈴木 花子\"");
  Mapped out = mapped(order_yaml, json);
  EXPECT_EQ(out.facts.at(0).parties[8], (PartyKey{{"pos", "members", "K1"}, "receiver"}));
  EXPECT_FALSE(out.facts[0].cells[8]);
}

TEST(Fact, MayHangOnAnotherStreamOrNobody) {
  Mapping customers =
      read_mapping("source: pos.customers\nparties: {customer: {kind: person, name: n}}\n", "c.yaml");
  std::vector<std::pair<std::string, Mapping>> others = {{"pos.customers", customers},
                                                         {"crm.accounts", customers}};
  MapContext context;
  context.others = &others;
  struct {
    const char *of, *json;
    std::optional<PartyKey> wanted;
  } const rows[] = {
      {"{stream: customers, key: c}", R"({"c":"000123"})",
       PartyKey{{"pos", "customers", "000123"}, "customer"}},
      {"{stream: customers, key: c}", R"({"c":9007199254740993})",
       PartyKey{{"pos", "customers", "9007199254740993"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"1","c":"2"})",
       PartyKey{{"crm", "accounts", "1|2"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"1|x","c":""})",
       PartyKey{{"crm", "accounts", "1\\|x|"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"","c":null})", std::nullopt},
      {"{stream: unknown, key: c}", R"({"c":"1"})", PartyKey{{"pos", "unknown", "1"}, ""}},
      {"{stream: customers, key: c}", R"({"c":" "})", std::nullopt},
      {"{stream: customers, key: c}", R"({"c":"なし"})", std::nullopt},
      {"{stream: customers, key: c}", R"({"c":"－"})", std::nullopt},
      {"{stream: customers, key: c}", R"({"c":"000000"})", std::nullopt},
      {"{stream: customers, key: c}", R"({"c":0})", PartyKey{{"pos", "customers", "0"}, "customer"}},
      {"{stream: customers, key: c}", R"({"c":"非会員"})", std::nullopt},
      {"{stream: customers, key: c}", R"({"c":"1.00012E+14"})", std::nullopt},
      {"{stream: customers, key: c}", R"({"c":"9999"})", PartyKey{{"pos", "customers", "9999"}, "customer"}},
      {"{stream: customers, key: c}", R"({"c":"青空商事"})", PartyKey{{"pos", "customers", "青空商事"}, "customer"}},
      {"{stream: customers, key: {from: c, as: text}}", R"({"c":"０００１２３"})", PartyKey{{"pos", "customers", "000123"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"001","c":"なし"})", std::nullopt},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"001","c":"非会員"})", std::nullopt},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"001","c":"一般"})", PartyKey{{"crm", "accounts", "001|一般"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"本店","c":"一般"})", std::nullopt},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"一般","c":"123"})", PartyKey{{"crm", "accounts", "一般|123"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"0","c":"2"})", PartyKey{{"crm", "accounts", "0|2"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"本店","c":"なし"})", std::nullopt},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"0","c":"-"})", std::nullopt},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"非会員","c":"なし"})", std::nullopt},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"一般","c":"123"})", PartyKey{{"crm", "accounts", "一般|123"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"123","c":"一般"})", PartyKey{{"crm", "accounts", "123|一般"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"123","c":"-"})", PartyKey{{"crm", "accounts", "123|-"}, "customer"}},
      {"{stream: crm.accounts, key: [a, c]}", R"({"a":"なし","c":"青空商事"})", PartyKey{{"crm", "accounts", "なし|青空商事"}, "customer"}},
  };
  for (const auto& row : rows) {
    std::string yaml = "source: a.b\nfacts:\n  x: {kind: lead, of: " + std::string(row.of) + "}\n";
    Mapped out = mapped(yaml, row.json, context);
    ASSERT_EQ(out.facts.size(), 1u) << row.of;
    EXPECT_EQ(out.facts[0].of, row.wanted) << row.of << row.json;
  }
  EXPECT_FALSE(mapped("source: a.b\nfacts: {x: {kind: lead}}\n", "{}").facts.at(0).of);
}

TEST(Fact, AClaimNamesAReceiptByItsKeyOfSeveralColumns) {
  auto receipt = [](const std::string& json) {
    std::string yaml = "source: pos.claims\nfacts: {c: {kind: receipt_claim, of: {stream: members, key: m}, receipt_stream: {const: receipts}, receipt: [店舗, レジ, 番号]}}\n";
    Mapped out = mapped(yaml, json);
    return out.problem ? out.problem->id : cell_of(out.facts.at(0), "receipt");
  };
  EXPECT_EQ(receipt(R"({"m":"1","店舗":"本店","レジ":"2","番号":"R|1"})"), "本店|2|R\\|1");
  EXPECT_EQ(receipt(R"({"m":"1","店舗":"本店","レジ":"","番号":"R1"})"), "本店||R1");
  EXPECT_EQ(receipt(R"({"m":"1","店舗":"","レジ":"","番号":""})"), "map.required_empty");
}

TEST(Fact, OfAPartyThatIsNotStatedIsAnonymous) {
  std::string yaml = "source: a.b\nparties: {m: {kind: person, name: n}}\nfacts: {x: {kind: lead, of: m}}\n";
  EXPECT_FALSE(mapped(yaml, R"({"n":""})").facts.at(0).of);
  EXPECT_TRUE(mapped(yaml, R"({"n":"山田 太郎"})").facts.at(0).of);
}

TEST(Fact, AnActivityWithWhomStandsTwiceInAListIsOne) {
  const std::string yaml = "source: a.b\nfacts: {x: {kind: activity, each: l, key: n, subject: s}}\n", json = R"({"l":[{"n":"1","s":"a"},{"n":"2","s":"b"},{"n":"1","s":"c"}]})";
  Mapped out = mapped(yaml, json);
  ASSERT_EQ(out.facts.size(), 2u);
  EXPECT_EQ(out.facts[0].key, "1");
  EXPECT_EQ(out.facts[1].key, "2");
}

TEST(Fact, IsNamedByItsMailboxInWhateverOrder) {
  const std::string yaml = "source: a.b\nfacts: {x: {kind: activity, each: {mailboxes: l}, key: [$address], subject: s}}\n";
  for (const char* json : {R"({"l":"a@example.jp; b@example.jp"})", R"({"l":"渋屋 一郎 <b@example.jp>; a@example.jp"})"}) {
    Mapped out = mapped(yaml, json);
    ASSERT_EQ(out.facts.size(), 2u);
    EXPECT_EQ(std::set({out.facts[0].key, out.facts[1].key}), std::set<std::string>({"a@example.jp", "b@example.jp"})) << json;
  }
}

TEST(Fact, OfAPartyOfTheSameMailbox) {
  std::string yaml =
      "source: a.b\nparties: {c: {kind: person, each: {mailboxes: l}, email: $address}}\nfacts: {x: {kind: lead, each: {mailboxes: l}, of: "
      "c}}\n";
  Mapped out = mapped(yaml, R"({"l":"山田 太郎; taro@example.jp"})");
  ASSERT_EQ(out.facts.size(), 2u);
  EXPECT_FALSE(out.facts[0].of);
  EXPECT_EQ(out.facts[1].of->party, "c#2");
}

TEST(Fact, OfAPartyOfTheSameElement) {
  std::string yaml =
      "source: a.b\nparties: {c: {kind: person, each: l, name: n}}\nfacts: {x: {kind: lead, each: l, of: "
      "c}}\n";
  Mapped out = mapped(yaml, R"({"l":[{"n":""},{"n":"山田 太郎"}]})");
  ASSERT_EQ(out.facts.size(), 2u);
  EXPECT_FALSE(out.facts[0].of);
  EXPECT_EQ(out.facts[1].of->party, "c#2");
}

struct HeldCase {
  const char* lines;
  const char* json;
  const char* id;
  const char* field;
};

TEST(Fact, HoldsTheRecordWhereItMust) {
  const HeldCase rows[] = {
      {"kind: point_balance, balance: b", R"({"b":""})", "map.required_empty", "b"},
      {"kind: point_balance, balance: b", "{}", "map.required_empty", "b"},
      {"kind: point_balance, balance: {from: b, values: {x: '1'}}", R"({"b":"y"})", "map.not_in_values", "b"},
      {"kind: point_balance, balance: {join: [{from: s, values: {利用: '-'}}, b]}", R"({"s":"謎","b":"1"})", "map.not_in_values", "s, b"},
      {"kind: point_balance, balance: {join: [{join: [{from: s, as: number}]}, b]}", R"({"s":"謎","b":"1"})", "normalize.bad_number", "s, b"},
      {"kind: point_balance, key: k, balance: b", R"({"b":"1"})", "map.empty_key", "k"},
      {"kind: point_balance, each: l, key: k, balance: b", R"({"l":[{"k":1,"b":1},{"k":1,"b":2}]})",
       "map.fact_key_twice", "k"},
  };
  for (const HeldCase& row : rows) {
    Mapped out = mapped("source: a.b\nfacts:\n  x: {" + std::string(row.lines) + "}\n", row.json);
    ASSERT_TRUE(out.problem) << row.lines << row.json;
    EXPECT_EQ(out.problem->id, row.id) << row.lines;
    EXPECT_EQ(out.problem_field, row.field);
    EXPECT_TRUE(out.facts.empty());
  }
}

TEST(Fact, AnActivityToldAgainCountsOnceAndIsNotedWhereItDiffers) {
  const std::string yaml = "source: a.b\nfacts:\n  x: {kind: activity, each: l, key: k, at: t}\n";
  const struct {
    const char *json, *notes;
  } rows[] = {{R"({"l":[{"k":1,"t":"2026-01-05"},{"k":1,"t":"2026-01-06"},{"k":2,"t":"2026-01-06"}]})", "map.told_again@k"},
              {R"({"l":[{"k":1,"t":"2026-01-05"},{"k":1,"t":"2026-01-05"},{"k":2,"t":"2026-01-06"}]})", ""}};
  for (const auto& row : rows) {
    Mapped out = mapped(yaml, row.json);
    ASSERT_FALSE(out.problem) << row.json;
    ASSERT_EQ(out.facts.size(), 2u) << row.json;
    EXPECT_EQ(cell_of(out.facts[0], "at"), "2026-01-04 15:00:00+00");
    EXPECT_EQ(note_ids(out), row.notes);
  }
}

TEST(Fact, UnreadableAmountHoldsAtNormalize_OptionalOnesAreNoted) {
  Mapped amount =
      mapped("source: a.b\nfacts: {x: {kind: point_balance, balance: b}}\n", R"({"b":"たくさん"})");
  ASSERT_TRUE(amount.problem);
  EXPECT_EQ(amount.problem_step, "normalize");
  EXPECT_EQ(amount.problem_field, "b");
  Mapped optional = mapped("source: a.b\nfacts: {x: {kind: lead, at: t}}\n", R"({"t":"いつか"})");
  ASSERT_FALSE(optional.problem);
  EXPECT_EQ(cell_of(optional.facts.at(0), "at"), "-");
  ASSERT_EQ(optional.notes.size(), 1u);
  EXPECT_EQ(optional.notes[0].field, "t");
}

TEST(Fact, IsMadeOnlyWhenAndWhereThereAreElements) {
  std::string yaml =
      "source: a.b\nfacts:\n  x: {kind: lead, when: {区分: 見込み}}\n  y: {kind: lead, each: l}\n";
  EXPECT_EQ(mapped(yaml, R"({"区分":"見込み","l":[]})").facts.size(), 1u);
  EXPECT_EQ(mapped(yaml, R"({"区分":"会員","l":null})").facts.size(), 0u);
  EXPECT_EQ(mapped(yaml, R"({"l":{"a":1}})").facts.size(), 1u);
  Mapped text = mapped(yaml, R"({"l":"a"})");
  EXPECT_EQ(text.facts.size(), 0u);
  EXPECT_EQ(note_ids(text), "map.not_a_list@l");
}

TEST(Fact, DefaultsAndFileDates) {
  RawRecord r = record(R"({"会員番号":"1","ポイント":""})");
  r.file_date = parse_time("2026-01-31", "Asia/Tokyo");
  Mapping m = read_mapping(
      "source: a.b\nfacts:\n  p: {kind: point_balance, key: 会員番号, at: $file_date, balance: {from: "
      "ポイント, default: 0}}\n",
      "t");
  Mapped out = map_record(m, r, {});
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(out.facts[0].key, "1");
  EXPECT_EQ(cell_of(out.facts[0], "at"), "2026-01-30 15:00:00+00");
  EXPECT_EQ(cell_of(out.facts[0], "balance"), "0");
}

}  // namespace
}  // namespace musubi
