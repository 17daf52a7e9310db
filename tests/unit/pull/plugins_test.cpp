#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/pull/heard.hpp"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

TEST(Plugins, DescribesAndLists) {
  Plugins plugins({test_plugins()});
  PluginInfo info = plugins.describe("scripted");
  EXPECT_EQ(info.version, "1.0.0");
  EXPECT_TRUE(info.reads);
  EXPECT_FALSE(info.receives);
  EXPECT_FALSE(info.fetches);
  auto all = plugins.list();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](auto& a, auto& b) { return a.name < b.name; }));
  EXPECT_TRUE(
      std::any_of(all.begin(), all.end(), [](auto& p) { return p.name == "scripted" && !p.problem; }));
}

TEST(Plugins, AnUnknownNameOffersTheNearestIfThereIsOne) {
  Plugins plugins({test_plugins()});
  for (auto [name, said] : {std::pair("scriptet", "（近い名前: scripted）"), std::pair("zzzzzzzz", "「zzzzzzzz」がありません。")}) {
    try {
      plugins.describe(name);
      FAIL();
    } catch (const Error& e) {
      EXPECT_NE(render(e.message(), Lang::ja).find(said), std::string::npos) << render(e.message(), Lang::ja);
    }
  }
}

TEST(Plugins, AFolderThatIsNotThereHasNone) {
  EXPECT_TRUE(Plugins({"/nowhere/at/all"}).list().empty());
}

TEST(Plugins, AFileThatIsNoPluginIsNamed) {
  auto folder = std::filesystem::temp_directory_path() / ("musubi-pull-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "text.so") << "not a shared object";
  std::filesystem::copy_file(test_plugins() / "scripted.so", folder / "renamed.so");
  std::filesystem::copy_file(bad_plugins() / "wrong_abi.so", folder / "wrong_abi.so");
  std::filesystem::copy_file(bad_plugins() / "short_table.so", folder / "short_table.so");
  Plugins plugins({folder, test_plugins()});
  for (const char* name : {"text", "renamed", "wrong_abi", "short_table"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(error_id([&] { plugins.describe(name); }), "pull.no_plugin");
  }
  auto all = plugins.list();
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](auto& p) { return p.problem.has_value(); }), 4);
  std::filesystem::remove_all(folder);
}

TEST(Source, OpenRefusesWhatTheSchemaRefuses) {
  Plugins plugins({test_plugins()});
  EXPECT_NE(error_id([&] { plugins.open(scripted(R"({"triez":[]})")); }), "");
  EXPECT_EQ(error_id([&] { plugins.open(scripted(R"({"open":2})")); }), "pull.config");
}

TEST(Source, CheckTellsWhoMustAct) {
  Plugins plugins({test_plugins()});
  plugins.open(scripted(R"({})")).check();
  EXPECT_EQ(error_id([&] { plugins.open(scripted(R"({"check":2})")).check(); }), "pull.config");
  EXPECT_EQ(error_id([&] { plugins.open(scripted(R"({"check":3})")).check(); }), "pull.auth");
  EXPECT_EQ(error_id([&] { plugins.open(scripted(R"({"check":5})")).check(); }), "pull.away");
}

TEST(Source, ACheckSaysInEnglishThatItIsTooMuchOrAway) {
  Plugins plugins({test_plugins()});
  for (auto [script, words] : {std::pair(R"({"check":4})", "ask too fast (tries: 1)"), std::pair(R"({"check":5})", "is not to be had now")}) try {
      plugins.open(scripted(script)).check();
      FAIL() << script;
    } catch (const Error& e) {
      EXPECT_NE(render(e.message(), Lang::en).find(words), std::string::npos) << render(e.message(), Lang::en);
    }
}

TEST(Source, ReadsTheCatalogue) {
  Plugins plugins({test_plugins()});
  std::string catalogue =
      R"({\"streams\":[{\"name\":\"a\",\"key\":[\"id\"],\"schema\":{\"properties\":{\"id\":{},\"name\":{}}}},{\"name\":\"b\"},)"
      R"({\"name\":\"open\",\"schema\":{\"properties\":{\"id\":{}},\"additionalProperties\":true}}]})";
  auto streams = plugins.open(scripted("{\"catalogue\":\"" + catalogue + "\"}")).streams();
  ASSERT_EQ(streams.size(), 3u);
  EXPECT_EQ(streams[0].name, "a");
  EXPECT_EQ(streams[0].key, std::vector<std::string>{"id"});
  EXPECT_EQ(streams[0].fields, (std::vector<std::string>{"id", "name"}));
  EXPECT_TRUE(streams[2].fields.empty());  // it says that records may have more
  EXPECT_EQ(error_id([&] { plugins.open(scripted(R"({"catalogue":"[]"})")).streams(); }),
            "pull.bad_catalogue");
}

TEST(Source, HearsTheEndOfACredentialInTheZoneOfItsConnection) {
  const struct {
    const char *at, *zone, *end;
  } cases[] = {{"1893456000", "Asia/Tokyo", "2030-01-01T00:00:00Z"},
               {"'2027-03-31'", "Asia/Tokyo", "2027-03-30T15:00:00Z"},
               {"'2027-03-31'", "", "2027-03-30T15:00:00Z"},
               {"'2027-03-31T00:00:00'", "Europe/Berlin", "2027-03-30T22:00:00Z"},
               {"'2027-03-31T00:00:00Z'", "Asia/Tokyo", "2027-03-31T00:00:00Z"},
               {"'soon'", "Asia/Tokyo", ""},
               {"1.5", "Asia/Tokyo", ""}};
  Plugins plugins({test_plugins()});
  for (const auto& c : cases) {
    std::string said = R"({\"ends\":{\"credential\":\"key\",\"at\":)" + std::string(c.at) + "}}", end;
    for (size_t at; (at = said.find('\'')) != said.npos;) said.replace(at, 1, "\\\"");
    ConnectionSettings connection = scripted(R"({"tries":[[["debug",")" + said + R"("]]]})");
    connection.zone = c.zone;
    Heard heard;
    heard.ends = [&](const std::string& credential, Time then) { end = credential + " " + format_utc(then); };
    Collected sink;
    open_heard(plugins, connection, quick(), heard).read("people", "", sink, {});
    EXPECT_EQ(end, *c.end ? "key " + std::string(c.end) : "") << c.at;
  }
}

TEST(Source, SpellsANoteInTheLanguageOfTheHub) {
  Plugins plugins({test_plugins()});
  for (Lang lang : {Lang::ja, Lang::en}) {
    Heard heard;
    heard.lang = lang;
    std::string lines;
    heard.line = [&](std::string_view level, std::string_view text) { lines += std::string(level) + " " + std::string(text) + "|"; };
    Collected sink;
    open_heard(plugins, scripted(R"({"tries":[[["debug","{\"note\":{\"level\":\"info\",\"id\":\"told\",\"args\":{\"word\":\"一\\n行\"}}}"],["debug","{\"note\":{\"id\":\"told\",\"args\":{\"word\":\"二\"}}}"],["debug","{\"note\":{\"args\":{}}}"]]]})"), quick(), heard).read("people", "", sink, {});
    EXPECT_EQ(lines, lang == Lang::ja ? "INFO 台本どおり 一 行 です。|WARN 台本どおり 二 です。|" : "INFO As told: 一 行.|WARN As told: 二.|");
  }
}

TEST(Source, SecretsReachTheConnectorButNoLogAndNoSentence) {
  ConnectionSettings connection = scripted(
      R"({"auth":{"token":"s3cr3t-token"},"check":3,"tries":[[["say_secret"],["keep","s3cr3t-token-2"],["say_secret"]]]})");
  std::string heard;
  Source source =
      Plugins({test_plugins()}).open(connection, quick(), [&](int, std::string_view line) { heard += line; });
  Collected sink;
  source.read("people", "", sink, {});
  EXPECT_EQ(heard, "secret=***secret=***");
  try {
    source.check();
    FAIL();
  } catch (const Error& e) {
    EXPECT_NE(render(e.message(), Lang::ja).find("台本どおり *** です。"), std::string::npos);
  }
}

}  // namespace
}  // namespace musubi
