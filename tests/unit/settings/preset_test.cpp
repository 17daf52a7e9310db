// Presets: read, found, and made a connection.
#include "core/settings/preset.hpp"

#include "core/settings/yaml_text.hpp"
#include "tests/unit/settings/configuration_folder.hpp"

namespace musubi::test {
namespace {

constexpr const char* file = R"(title: {ja: 見本の店, en: Example shop}
connector: http
touchpoint: {ja: 通販サイト, en: Online shop}
config: {streams: [customers]}
streams: {customers: {complete: yes}}
questions:
  - {key: endpoint, ask: {ja: アドレス, en: Address}, to: [settings.endpoint, settings.token_endpoint]}
  - {key: token, ask: {ja: トークン, en: Token}, kind: secret, env: SHOP_TOKEN, to: [secrets.token]}
  - {key: page_size, ask: {ja: 件数, en: Records}, asked: no, default: "100", to: [settings.page_size]}
proven: {against: vendor's documentation, read: 2026-11-29, at: ["https://shop.example/docs"]}
)";

class PresetTest : public ConfigurationFolder {
 protected:
  void put(const std::string& place, const std::string& text) { write("http/shop/" + place, text); }
  std::string problem(const std::string& text) {
    put("preset.yaml", text);
    try {
      read_preset(folder_);
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  }
  std::filesystem::path folder_ = directory / "http/shop";
};

TEST_F(PresetTest, IsReadAndFound) {
  put("preset.yaml", file);
  put("mappings/orders.yaml", "source: shop.orders\n");
  put("mappings/customers.yaml", "source: shop.customers\n");
  Preset preset = read_preset(folder_);
  EXPECT_EQ(preset.name, "shop");
  EXPECT_EQ(preset.title.ja, "見本の店");
  EXPECT_EQ(preset.mappings, (std::vector<std::string>{"customers", "orders"}));
  EXPECT_EQ(preset.proven.against, Proven::Against::documentation);
  EXPECT_EQ(preset.proven.deletions, "");
  ASSERT_EQ(preset.questions.size(), 3U);
  EXPECT_EQ(preset.questions[1].kind, PresetQuestion::Kind::secret);
  EXPECT_FALSE(preset.questions[2].asked);
  EXPECT_EQ(find_presets({directory / "none", directory}).at("shop"), folder_);
}

TEST_F(PresetTest, BecomesAConnectionThatIsReadBack) {
  put("preset.yaml", file);
  put("manifest.yaml", "streams: []\n");
  PresetAnswers answers{{"endpoint", "https://shop.example: 1"}, {"token", "env:SHOP_TOKEN"}, {"page_size", "50"}};
  std::string text = preset_connection(read_preset(folder_), "outlet", answers, Lang::en);
  EXPECT_NE(text.find("touchpoint: \"Online shop\"\n"), text.npos) << text;
  Document document = parse_document(text, "outlet.yaml");
  EXPECT_EQ(document.value["config"].dump(),
            R"({"manifest":"manifests/outlet.yaml","streams":["customers"],"settings":{"endpoint":"https://shop.example: 1",)"
            R"("token_endpoint":"https://shop.example: 1","page_size":"50"},"secrets":{"token":{"env":"SHOP_TOKEN"}}})");
  EXPECT_EQ(document.value["streams"].dump(), R"({"customers":{"complete":"yes"}})");
}

TEST_F(PresetTest, ItsMappingsFollowTheConnectionsName) {
  put("preset.yaml", file);
  put("mappings/customers.yaml", "source: shop.customers\nparties: {who: {ids: {shop_customer: id, card: {from: shop_customer, identifies: party}}}}\ntests: [{expect: {who.ids.shop_customer: 1}}]\n");
  put("mappings/orders.yaml", "source: shop.orders  # of: shop.customers/1\n");
  put("preset.yaml", std::string(file) + "shared_ids: [card]\n");
  Preset preset = read_preset(folder_);
  EXPECT_EQ(preset_mapping(preset, "orders", "shop"), "source: shop.orders  # of: shop.customers/1\n");
  EXPECT_EQ(preset_mapping(preset, "orders", "my.shop"), "source: my.shop.orders  # of: my.shop.customers/1\n");
  EXPECT_EQ(preset_mapping(preset, "customers", "outlet"),
            "source: outlet.customers\nparties: {who: {ids: {shop_customer_outlet: id, card: {from: shop_customer, identifies: party}}}}\ntests: [{expect: {who.ids.shop_customer_outlet: 1}}]\n");
  EXPECT_EQ(own_id_schemes(preset), (std::map<std::string, bool>{{"shop_customer", false}}));
}

TEST_F(PresetTest, SaysWhatIsWrongWithIt) {
  auto with = [](std::string was, std::string is) {
    std::string text = file;
    return text.replace(text.find(was), was.size(), is);
  };
  EXPECT_NE(problem(with("kind: secret, env: SHOP_TOKEN", "kind: secret")).find("line 8"), std::string::npos);
  EXPECT_NE(problem(with(", default: \"100\"", "")).find("questions.2.default"), std::string::npos);
  EXPECT_NE(problem(with(", read: 2026-11-29", "")).find("proven.read"), std::string::npos);
  EXPECT_NE(problem(with("vendor's documentation", "real system")).find("proven.version"), std::string::npos);
  EXPECT_NE(problem(with("read: 2026", "deletions: some, read: 2026")).find("proven.deletions"), std::string::npos);
  EXPECT_EQ(problem(with("read: 2026", "deletions: unseen, read: 2026")), "");
  EXPECT_EQ(read_preset(folder_).proven.deletions, "unseen");
  EXPECT_NE(problem(with("touchpoint", "touchpont")).find("touchpoint"), std::string::npos);
}

TEST_F(PresetTest, AQuestionSaysWhatFormItsAnswerHas) {
  auto with = [](const std::string& more) {
    std::string text = file;
    return text.replace(text.find("ask: {ja: アドレス"), 0, more);
  };
  EXPECT_EQ(problem(with("kind: host, pattern: 'https://.*', want: {ja: アドレス, en: an address}, ")), "");
  const PresetQuestion first = read_preset(folder_).questions.front();
  EXPECT_EQ(first.kind, PresetQuestion::Kind::host);
  EXPECT_EQ(first.pattern, "https://.*");
  EXPECT_EQ(first.want.en, "an address");
  EXPECT_NE(problem(with("pattern: '[', want: {ja: a, en: a}, ")).find("questions.0.pattern"), std::string::npos);
  EXPECT_NE(problem(with("pattern: '.*', ")).find("questions.0.want"), std::string::npos);
  EXPECT_NE(problem(with("want: {ja: a, en: a}, ")).find("questions.0.pattern"), std::string::npos);
}

TEST_F(PresetTest, KnowsTheWordsThatTheManifestAllows) {
  put("preset.yaml", file);
  EXPECT_TRUE(allowed_words(read_preset(folder_)).empty());
  put("manifest.yaml", "spec: {connection_specification: {properties: {login: {type: string, enum: [token, app]}, endpoint: {type: string}}}}\n");
  EXPECT_EQ(allowed_words(read_preset(folder_)), (std::map<std::string, std::vector<std::string>>{{"settings.login", {"token", "app"}}}));
  put("manifest.yaml", "spec: [\n");
  EXPECT_TRUE(allowed_words(read_preset(folder_)).empty());
}

class PresetListTest : public PresetTest {
 protected:
  void SetUp() override {
    PresetTest::SetUp();
    put("mappings/journal.yaml", journal);
    put("preset.yaml", with_question(R"(to: [mapping.journal.lists.売掛金])"));
  }
  static std::string with_question(const std::string& words) {
    std::string text = file;
    return text.insert(text.find("proven:"), "  - {key: codes, ask: {ja: 科目, en: Accounts}, " + words + "}\n");
  }
  std::string words(const std::string& answer) { return answered_lists(read_preset(folder_), {{"codes", answer}}).at("journal").at("売掛金"); }

  static constexpr const char* journal = "source: shop.journal\nlists:\n  入金: [\"111\"]\n  売掛金: [\"135\"]   # その会社の科目\nparties: {who: {ids: {shop_account: id}}}\n";
};

TEST_F(PresetListTest, FillsAListOfAMapping) {
  const Preset preset = read_preset(folder_);
  EXPECT_TRUE(preset.questions.back().is_list());
  EXPECT_FALSE(preset.questions.front().is_list());
  const MappingLists lists = answered_lists(preset, {{"codes", "1152、 1153 ,null,1152,"}}).at("journal");
  EXPECT_EQ(preset_mapping(preset, "journal", "outlet", lists),
            "source: outlet.journal\nlists:\n  入金: [\"111\"]\n  売掛金: [\"1152\", \"1153\", \"null\"]   # その会社の科目\nparties: {who: {ids: {shop_account_outlet: id}}}\n");
  EXPECT_EQ(preset_mapping(preset, "journal", "shop"), journal);
  PresetAnswers answers{{"endpoint", "x"}, {"token", "env:T"}, {"page_size", "1"}, {"codes", "1152"}};
  EXPECT_EQ(preset_connection(preset, "shop", answers, Lang::en).find("1152"), std::string::npos);
}

TEST_F(PresetListTest, QuotesWhatYamlWouldReadAsSomethingElse) {
  EXPECT_EQ(words("売上: 先, 次"), R"(["売上: 先", "次"])");
  EXPECT_EQ(words("　a\"b]#、~　"), R"(["a\"b]#", "~"])");
  EXPECT_EQ(words("a\\"), R"(["a\\"])");
}

TEST_F(PresetListTest, WantsWords) {
  for (const char* wrong : {"", " 、,　", "a\nb", "a\tb", "a\x7F", "\xFF"}) {
    try {
      words(wrong);
      ADD_FAILURE() << wrong;
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "settings.bad_words");
    }
  }
}

TEST_F(PresetListTest, IsWhatTheConnectionHasToday) {
  put("mappings/partners.yaml", journal);
  put("preset.yaml", with_question("to: [mapping.journal.lists.売掛金, mapping.partners.lists.入金]"));
  const Preset preset = read_preset(folder_);
  using Mappings = std::map<std::string, std::string>;
  auto today = [&](const Mappings& mappings) {
    auto lists = lists_today(preset, {}, mappings);
    return lists["journal"]["売掛金"] + " " + lists["partners"]["入金"];
  };
  EXPECT_EQ(today({{"journal", "lists:\n  売掛金: [1152,  '1153']  # 二つ\n  入金: [x]\n"}}), "[1152,  '1153'] [1152,  '1153']");
  EXPECT_EQ(today({{"journal", "lists:\n  売掛金:\n    - 1152\n    - no\n"}, {"partners", "lists: {入金: [y]}\n"}}), R"(["1152", "no"] ["y"])");
  EXPECT_EQ(today({{"journal", "source: a.b\n"}, {"partners", "lists:\n  入金: [y]\n"}}), "[y] [y]");
  EXPECT_EQ(lists_today(preset, {{"codes", "2"}}, {{"journal", "lists: {売掛金: [1152]}\n"}}).at("journal").at("売掛金"), R"(["2"])");
  for (const char* none : {"source: a.b\n", "lists: {入金: [x]}\n", "lists: {売掛金: []}\n", "lists: {売掛金: [{a: b}]}\n", "lists: x\n"}) {
    try {
      today({{"journal", none}});
      ADD_FAILURE() << none;
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "settings.want_words");
    }
  }
  put("preset.yaml", with_question("default: '7', to: [mapping.journal.lists.売掛金]"));
  EXPECT_EQ(lists_today(read_preset(folder_), {}, {}).at("journal").at("売掛金"), R"(["7"])");
}

TEST_F(PresetListTest, SaysWhatIsWrongWithIt) {
  auto said = [&](const std::string& words) { return problem(with_question(words)); };
  EXPECT_EQ(said("to: [mapping.journal.lists.売掛金, settings.codes]"), "");
  EXPECT_NE(said("to: [mapping.journal.lists.売掛]").find("line 10: no mapping has the list mapping.journal.lists.売掛 of “questions.3.to.0” (nearest: mapping.journal.lists.売掛金)"), std::string::npos);
  for (const char* wrong : {"to: [mapping.orders.lists.売掛金]", "to: [mapping.journal.売掛金]", "to: [mapping.]"}) EXPECT_NE(said(wrong).find("line 10: no mapping"), std::string::npos) << said(wrong);
  EXPECT_NE(said("kind: path, to: [mapping.journal.lists.売掛金]").find("questions.3.kind"), std::string::npos);
  EXPECT_NE(said("default: '、', to: [mapping.journal.lists.売掛金]").find("questions.3.default"), std::string::npos);
  for (const char* form : {"lists: {売掛金: [x]}\n", "lists:\n  売掛金:\n    - x\n", "lists:\n  売掛金: [x,\n    y]\n", "lists:\n  売掛金: x\n"}) {
    put("mappings/journal.yaml", form);
    EXPECT_NE(said("to: [mapping.journal.lists.売掛金]").find("journal.yaml line "), std::string::npos) << form;
  }
}

TEST(YamlTextTest, IsReadBack) {
  Json value = Json::parse(R"({"a": {"b": {"c": "x y", "d": ["1", "列, 名", {"e": "no"}]}}, "f": "　", "g": "-", "h": "a: b", "i": "次\n行", "j": "000123"})");
  EXPECT_EQ(parse_document(yaml_text(value), "").value, value) << yaml_text(value);
  EXPECT_EQ(yaml_text(Json::parse(R"({"a": {"b": {"env": "X"}}, "none": {}})")), "a:\n  b: {env: X}\n");
}

}  // namespace
}  // namespace musubi::test
