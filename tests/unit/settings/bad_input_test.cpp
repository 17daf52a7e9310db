// What a configuration directory says when it is wrong: the sentence, the line, the setting and the nearest
// right name.
#include "tests/unit/settings/configuration_folder.hpp"

namespace musubi::test {
namespace {

using BadInputTest = ConfigurationFolder;

struct Case {
  const char* name;
  const char* text;
  const char* id;
  const char* line;
  const char* setting = "";
  const char* nearest = "";
};

TEST_F(BadInputTest, HubFile) {
  const Case cases[] = {
      {"misspelt", "langage: ja\n", "settings.misspelt", "1", "langage", "language"},
      {"capital letters", "language: ja\nTime_Zone: UTC\n", "settings.misspelt", "2", "Time_Zone",
       "time_zone"},
      {"inside", "database:\n  ulr: x\n", "settings.misspelt", "2", "database.ulr", "url"},
      {"not near", "colour: blue\n", "settings.unknown", "1", "colour"},
      {"not in the list", "language: fr\n", "settings.not_one_of", "1", "language"},
      {"no such zone", "\ntime_zone: Tokyo\n", "settings.bad_zone", "2", "time_zone"},
      {"text for a list", "connectors: plugins\n", "settings.want_list", "1", "connectors"},
      {"text for a map", "database: postgresql\n", "settings.want_map", "1", "database"},
      {"map for a text", "data: {a: b}\n", "settings.want_text", "1", "data"},
      {"no space", "database:\n  url:x\n", "settings.no_space_after_colon", "2", "database"},
      {"twice", "language: ja\ndata: x\nlanguage: en\n", "settings.duplicate_key", "3", "language"},
      {"wide colon", "language: ja\ntime_zone：UTC\n", "settings.wide_colon", "2"},
      {"wide colon below", "database:\n  url：x\n", "settings.wide_colon", "2"},
      {"wide colon in braces", "database: {url：x}\n", "settings.wide_colon", "1"},
      {"wide colon in a list", "connectors:\n  - a：b\ndatabase: a：b\n", "settings.wide_colon", "3",
       "database"},
      {"wide indent", "database:\n　url: x\n", "settings.wide_space", "2"},
      {"wide space behind colon", "language:　ja\n", "settings.wide_space", "1"},
      {"tab", "database:\n\turl: x\n", "settings.tab", "2"},
      {"tab behind spaces", "database:\n \turl: x\n", "settings.tab", "2"},
      {"quote left open", "language: \"ja\ndata: x\n", "settings.open_quote", "1"},
      {"single quote left open", "data: x\ndatabase: {url: 'x}\n", "settings.open_quote", "2"},
      {"wrong indent", "database:\n    url: x\n  b: y\n", "settings.wrong_indent", "3"},
      {"list at the top", "- a\n", "settings.no_map_at_top", "1"},
      {"anchor", "data: &a x\nlanguage: *a\n", "settings.alias", "2"},
      {"list as a name", "? [a, b]\n: c\n", "settings.odd_key", "1"},
      {"two documents", "data: x\n---\ndata: y\n", "settings.several_documents", ""},
      {"broken bytes", "data: x\n# \xFF\xFF\xFF\n", "settings.bad_bytes", "2"},
      {"secret in a list", "database: {url: [a]}\n", "settings.bad_secret", "1", "database.url"},
      {"secret from nowhere", "database: {url: {vault: a}}\n", "settings.bad_secret", "1", "database.url"},
  };
  for (const Case& c : cases) {
    write("musubi.yaml", c.text);
    Message said = error_of();
    EXPECT_EQ(said.id, c.id) << c.name;
    EXPECT_EQ(arg(said, "line"), c.line) << c.name;
    EXPECT_EQ(arg(said, "setting"), c.setting) << c.name;
    EXPECT_EQ(arg(said, "nearest"), c.nearest) << c.name;
    EXPECT_TRUE(arg(said, "file").ends_with("musubi.yaml")) << c.name;
  }
}

TEST_F(BadInputTest, WhatLooksLikeASlipButIsNone) {
  for (const char* text :
       {"data: 東京：大阪\n", "connectors:\n  - 店：一\n", "# 注意：全角\nlanguage: ja\n",
        "data: \"a\n\t b：c\"\n", "data: |\n  店：一\n  \t二\nlanguage: ja\n", "data: >-  # folded\n  a：b\n",
        "data: it's：fine\n", "data: rock 'n roll\n", "data: 'it''s'\n", "data: \"a \\\" b\"\n",
        "\t\nlanguage: ja\n", "data: 'a'  # メモ：あとで\n", "'data': x\n"}) {
    write("musubi.yaml", text);
    EXPECT_EQ(error_of().id, "") << text;
  }
}

TEST_F(BadInputTest, ConnectionFile) {
  const Case cases[] = {
      {"no plug-in", "touchpoint: 店頭\n", "settings.missing", "1", "connector"},
      {"empty plug-in", "touchpoint: 店頭\nconnector:\n", "settings.missing", "2", "connector"},
      {"misspelt", "conector: file\n", "settings.misspelt", "1", "conector", "connector"},
      {"a stream's setting", "connector: file\nstreams:\n  members: {complet: true}\n", "settings.misspelt",
       "3", "streams.members.complet", "complete"},
      {"neither true nor false", "connector: file\nstreams:\n  members:\n    complete: maybe\n",
       "settings.want_yes_no", "4", "streams.members.complete"},
      {"streams as a list", "connector: file\nstreams: [members]\n", "settings.want_map", "2", "streams"},
      {"config as a text", "connector: file\nconfig: a.csv\n", "settings.want_map", "2", "config"},
      {"twice", "connector: file\nconfig:\n  path: a\n  path: b\n", "settings.duplicate_key", "4",
       "config.path"},
  };
  for (const Case& c : cases) {
    write("connections/pos.yaml", c.text);
    Message said = error_of();
    EXPECT_EQ(said.id, c.id) << c.name;
    EXPECT_EQ(arg(said, "line"), c.line) << c.name;
    EXPECT_EQ(arg(said, "setting"), c.setting) << c.name;
    EXPECT_EQ(arg(said, "nearest"), c.nearest) << c.name;
    EXPECT_TRUE(arg(said, "file").ends_with("connections/pos.yaml")) << c.name;
  }
}

TEST_F(BadInputTest, NestingWithoutEndEndsTheReadingAlone) {
  for (std::string open : {"[", "{a: ", "- "}) {
    std::string text = "connectors: ";
    for (int i = 0; i < 20000; ++i) text += open;
    write("musubi.yaml", text);
    std::string id = error_of().id;  // whatever the parser makes of it first
    EXPECT_TRUE(id == "settings.open_bracket" || id == "settings.wrong_indent" || id == "settings.bad_yaml" ||
                id == "settings.odd_key") << open << id;
  }
}

TEST_F(BadInputTest, NamesOfConnections) {
  for (const char* name :
       {"connections/POS.yaml", "connections/店頭.yaml", "connections/a b.yaml", "connections/a.b.yaml"}) {
    write(name, "connector: file\n");
    EXPECT_EQ(error_of().id, "settings.bad_connection_name") << name;
    std::filesystem::remove(directory / name);
  }
  write("connections/pos.yml", "connector: file\n");
  EXPECT_EQ(error_of().id, "settings.yml");
}

TEST_F(BadInputTest, MissingDirectoryAndFile) {
  std::filesystem::remove(directory / "musubi.yaml");
  EXPECT_EQ(error_of().id, "settings.no_hub_file");
  directory /= "none";
  EXPECT_EQ(error_of().id, "settings.no_directory");
  std::filesystem::create_directories(directory / "musubi.yaml");
  EXPECT_EQ(error_of().id, "settings.cannot_read");
  directory = directory.parent_path();
}

TEST_F(BadInputTest, SentencesNameThePlace) {
  write("connections/pos.yaml", "connector: file\nstreams:\n  members: {complet: true}\n");
  Message said = error_of();
  std::string file = arg(said, "file");
  EXPECT_EQ(
      render(said, Lang::ja),
      file +
          " 3行目: "
          "「streams.members.complet」という設定はありません。「complete」の書き間違いではありませんか。");
  EXPECT_EQ(render(said, Lang::en),
            file + " line 3: there is no setting “streams.members.complet”. Did you mean “complete”?");
}

}  // namespace
}  // namespace musubi::test
