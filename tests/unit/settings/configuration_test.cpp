// What a good configuration directory reads as.
#include "tests/unit/settings/configuration_folder.hpp"

namespace musubi::test {
namespace {

using ConfigurationTest = ConfigurationFolder;

TEST_F(ConfigurationTest, ReadsTheHub) {
  write("musubi.yaml",
        "language: en\ntime_zone: Europe/London\ndatabase: {url: 'postgresql://db/hub'}\ndata: ../store\n"
        "connectors:\n  - plugins\n  - /opt/plugins\n");
  HubSettings hub = load().hub;
  EXPECT_EQ(hub.lang, Lang::en);
  EXPECT_EQ(hub.zone, "Europe/London");
  EXPECT_EQ(hub.database_url.value(), "postgresql://db/hub");
  EXPECT_EQ(hub.data, (directory / "../store").lexically_normal());
  EXPECT_EQ(hub.connector_paths, (std::vector<std::filesystem::path>{directory / "plugins", "/opt/plugins"}));
}

TEST_F(ConfigurationTest, KnowsWhatAnEmptyHubFileMeans) {
  for (const char* text : {"", "# nothing yet\n", "database: {url: }\n", "database:\n"}) {
    write("musubi.yaml", text);
    HubSettings hub = load().hub;
    EXPECT_EQ(hub.zone, "Asia/Tokyo") << text;
    EXPECT_EQ(hub.database_url.value(), "") << text;
    EXPECT_EQ(hub.data, directory / "data") << text;
  }
}

TEST_F(ConfigurationTest, TakesTheLanguageFromTheLocaleWhereTheFileIsSilent) {
  write("musubi.yaml", "time_zone: Asia/Tokyo\n");
  for (auto [locale, lang] :
       {std::pair("en_GB.UTF-8", Lang::en), {"ja_JP.UTF-8", Lang::ja}, {"C.UTF-8", Lang::ja}}) {
    setenv("LC_ALL", locale, 1);
    EXPECT_EQ(load().hub.lang, lang) << locale;
  }
  unsetenv("LC_ALL");
}

TEST_F(ConfigurationTest, TheCallersDataDirectoryWins) {
  write("musubi.yaml", "data: elsewhere\n");
  EXPECT_EQ(load_configuration(directory, "/var/hub").hub.data, "/var/hub");
}

TEST_F(ConfigurationTest, ReadsTheDatabaseUrlFromTheEnvironment) {
  setenv("MUSUBI_TEST_URL", "postgresql://secret", 1);
  write("musubi.yaml", "database: {url: {env: MUSUBI_TEST_URL}}\n");
  EXPECT_EQ(load().hub.database_url.value(), "postgresql://secret");
}

TEST_F(ConfigurationTest, ASecretIsNeitherTheMarkNorTheBlankLinesOfItsFile) {
  write("musubi.yaml", "database: {url: {file: url.secret}}\n");
  const std::pair<const char*, const char*> cases[] = {
      {"word", "word"}, {"word\n", "word"}, {"word\r\n\r\n\n", "word"}, {"\xEF\xBB\xBFword\r\n", "word"}, {"word\n  \t\n \n", "word"}, {"word \n\n", "word "}, {"word\n  ", "word"},
      {"-----BEGIN-----\nabc\n\ndef\n-----END-----\n\n", "-----BEGIN-----\nabc\n\ndef\n-----END-----"}, {" word", " word"},
  };
  for (const auto& [bytes, secret] : cases) {
    write("url.secret", bytes);
    EXPECT_EQ(load().hub.database_url.value(), secret) << bytes;
  }
}

TEST_F(ConfigurationTest, ReadsConnectionsByName) {
  write("connections/pos.yaml",
        "connector: file\ntouchpoint: 店頭\ntime_zone: UTC\nconfig:\n  path: a/*.csv\n  code: 000123\n  "
        "flag: no\n"
        "streams:\n  members: {mapping: shop.members, complete: yes}\n  receipts:\n");
  write("connections/ec.yaml", "connector: sql\n");
  Configuration read = load();
  ASSERT_EQ(read.connections.size(), 2U);
  EXPECT_EQ(read.connections[0].name, "ec");
  EXPECT_EQ(read.connections[0].zone, "Asia/Tokyo");
  const ConnectionSettings* pos = read.find("pos");
  ASSERT_NE(pos, nullptr);
  EXPECT_EQ(read.find("accounting"), nullptr);
  EXPECT_EQ(pos->connector, "file");
  EXPECT_EQ(pos->touchpoint, "店頭");
  EXPECT_EQ(pos->zone, "UTC");
  EXPECT_EQ(pos->config_json, R"({"path":"a/*.csv","code":"000123","flag":"no"})");
  EXPECT_EQ(pos->streams.at("members").mapping, "shop.members");
  EXPECT_TRUE(pos->streams.at("members").complete);
  EXPECT_EQ(pos->streams.at("receipts").mapping, "pos.receipts");
  EXPECT_FALSE(pos->streams.at("receipts").complete);
  EXPECT_TRUE(pos->streams.at("receipts").enabled);
  EXPECT_EQ(pos->lines.at("code"), 6);
}

TEST_F(ConfigurationTest, ReadsTheOtherFilesAsTheyAre) {
  write("mappings/pos.members.yaml", "source: pos.members\r\n");
  write("mappings/ec.orders.yaml", "source: ec.orders\n");
  write("mappings/notes.txt", "not a mapping");
  write("mappings/.#pos.members.yaml", "an editor's lock");
  write("matching.yaml", "bands: {}\n");
  Configuration read = load();
  ASSERT_EQ(read.mappings.size(), 2U);
  EXPECT_EQ(read.mappings[0].name, "ec.orders");
  EXPECT_EQ(read.mappings[1].name, "pos.members");
  EXPECT_EQ(read.mappings[1].bytes, "source: pos.members\r\n");
  EXPECT_EQ(read.matching.bytes, "bands: {}\n");
  EXPECT_EQ(read.survivorship.bytes, "");
}

TEST_F(ConfigurationTest, ReadsWhatWindowsEditorsWrite) {
  const std::string cp932 = "connector: file\r\ntouchpoint: \x93\x58\x93\xAA\r\n";  // 店頭
  const std::string utf16(
      "\xFF\xFE"
      "c\0o\0n\0n\0e\0c\0t\0o\0r\0:\0 \0f\0i\0l\0e\0\r\0\n\0",
      36);
  for (const std::string& bytes :
       {std::string("\xEF\xBB\xBF"
                    "connector: file\r\n"),
        cp932, utf16, std::string("connector: file　\n"), std::string("connector: file\r# old Mac\r")}) {
    write("connections/pos.yaml", bytes);
    EXPECT_EQ(load().connections.at(0).connector, "file") << bytes;
  }
  write("connections/pos.yaml", cp932);
  EXPECT_EQ(load().connections.at(0).touchpoint, "店頭");
}

}  // namespace
}  // namespace musubi::test
