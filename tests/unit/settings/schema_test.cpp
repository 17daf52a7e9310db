// A connection's own settings against its plug-in's JSON Schema.
#include "tests/unit/settings/configuration_folder.hpp"

namespace musubi::test {
namespace {

class SchemaTest : public ConfigurationFolder {
 protected:
  /// `lines` stand under config:, from line 3 of the file.
  void config(const std::string& lines) {
    std::string text = "connector: file\nconfig:\n", line;
    for (char c : lines + "\n") {
      line += c;
      if (c == '\n') text += "  " + std::exchange(line, "");
    }
    write("connections/pos.yaml", text);
  }
  ConnectionSettings applied(const std::string& schema) {
    ConnectionSettings pos = load().connections.at(0);
    apply_schema(pos, schema);
    return pos;
  }
};

constexpr const char* shop = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
  "required": ["endpoint", "auth"],
  "properties": {
    "endpoint": {"type": "string", "pattern": "^https?://"},
    "auth": {"type": "object", "additionalProperties": false, "required": ["password"], "properties": {
      "user": {"type": "string"}, "password": {"type": "string", "x-secret": true}}},
    "page_size": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
    "ratio": {"type": "number"},
    "dry": {"type": "boolean", "default": false},
    "mode": {"type": "string", "enum": ["fast", "careful"]},
    "keys": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
    "headers": {"type": "object", "additionalProperties": {"type": "string"}},
    "ca_file": {"type": "string", "format": "path"},
    "files": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string", "format": "path"}}}
  }})";

TEST_F(SchemaTest, TurnsTextsIntoTypesAndFillsDefaults) {
  config(
      "endpoint: https://shop.example\nauth: {user: 007, password: pa：ss}\npage_size: 50\nratio: 0.5\ndry: "
      "Yes\nkeys: [a, b]\n"
      "headers: {a/b: 1}\nca_file: tls/ca.pem\nfiles: {members: [in/*.csv, /srv/a.csv]}");
  ConnectionSettings pos = applied(shop);
  std::string d = directory.string();
  EXPECT_EQ(
      pos.config_json,
      R"({"endpoint":"https://shop.example","auth":{"user":"007"},"page_size":50,"ratio":0.5,"dry":true,)"
      R"("keys":["a","b"],"headers":{"a/b":"1"},"ca_file":")" +
          d + R"(/tls/ca.pem","files":{"members":[")" + d + R"(/in/*.csv","/srv/a.csv"]}})");
  EXPECT_EQ(pos.secrets, (std::map<std::string, std::string>{{"auth/password", "pa：ss"}}));

  config("endpoint: http://a\nauth: {password: x}\nkeys: id\ndry:");
  pos = applied(shop);
  EXPECT_EQ(pos.config_json, R"({"endpoint":"http://a","auth":{},"keys":"id","page_size":100,"dry":false})");
}

TEST_F(SchemaTest, AnAddressIsNoPathOfThisMachine) {
  config("endpoint: http://a\nauth: {password: x}\nfiles: {members: ['sftp://files.example.com/out/../in/*.csv']}");
  EXPECT_NE(applied(shop).config_json.find("\"sftp://files.example.com/out/../in/*.csv\""), std::string::npos);
}

TEST_F(SchemaTest, ASecondCallChangesNothing) {
  config("endpoint: http://a\nauth: {password: x}\nca_file: b");
  ConnectionSettings once = applied(shop), twice = once;
  apply_schema(twice, shop);
  EXPECT_EQ(twice.config_json, once.config_json);
  EXPECT_EQ(twice.secrets, once.secrets);
}

/// Plug-ins take several at once, while one is changed.
TEST_F(SchemaTest, SecretsMayBeAList) {
  constexpr const char* schema = R"({"type": "object", "additionalProperties": false, "required": ["secrets"], "properties": {
    "secrets": {"type": "array", "minItems": 1, "items": {"type": "string", "x-secret": true}}}})";
  setenv("MUSUBI_TEST_SECRET", "from env", 1);
  config("secrets: [{env: MUSUBI_TEST_SECRET}, old]");
  ConnectionSettings once = applied(schema), twice = once;
  EXPECT_EQ(once.config_json, R"({"secrets":[null,null]})");
  EXPECT_EQ(once.secrets, (std::map<std::string, std::string>{{"secrets/0", "from env"}, {"secrets/1", "old"}}));
  apply_schema(twice, schema);
  EXPECT_EQ(twice.secrets, once.secrets);
}

TEST_F(SchemaTest, ReadsSecretsFromEnvironmentAndFiles) {
  setenv("MUSUBI_TEST_SECRET", "from env", 1);
  write("keys/pw", "from file\r\n");
  config("endpoint: http://a\nauth: {password: {env: MUSUBI_TEST_SECRET}}");
  EXPECT_EQ(applied(shop).secrets.at("auth/password"), "from env");
  config("endpoint: http://a\nauth: {password: {file: keys/pw}}");
  EXPECT_EQ(applied(shop).secrets.at("auth/password"), "from file");
}

TEST_F(SchemaTest, SaysWhatIsWrongAndWhere) {
  struct Case {
    const char* lines;
    const char* id;
    const char* line;
    const char* setting;
    const char* nearest = "";
  };
  const Case cases[] = {
      {"endpoint: http://a", "settings.missing", "2", "config.auth"},
      {"endpoint: http://a\nauth: {user: x}", "settings.missing", "4", "config.auth.password"},
      {"endpoint: http://a\nauth: {password: x}\npage_sise: 5", "settings.misspelt", "5", "config.page_sise",
       "page_size"},
      {"endpoint: http://a\nauth:\n  pasword: x", "settings.misspelt", "5", "config.auth.pasword",
       "password"},
      {"endpoint: ftp://a\nauth: {password: x}", "settings.bad_pattern", "3", "config.endpoint"},
      {"page_size: ten", "settings.want_integer", "3", "config.page_size"},
      {"page_size: ５０", "settings.want_integer", "3", "config.page_size"},
      {"page_size: 5.5", "settings.want_integer", "3", "config.page_size"},
      {"page_size: 0", "settings.too_small", "3", "config.page_size"},
      {"page_size: 1001", "settings.too_large", "3", "config.page_size"},
      {"ratio: half", "settings.want_number", "3", "config.ratio"},
      {"dry: perhaps", "settings.want_yes_no", "3", "config.dry"},
      {"mode: quick", "settings.not_one_of", "3", "config.mode"},
      {"keys: []", "settings.empty_list", "3", "config.keys"},
      {"keys: {a: b}", "settings.want_text", "3", "config.keys"},
      {"files: {a: b.csv}", "settings.want_list", "3", "config.files.a"},
      {"files:\n  a:\n    - b\n    - [c]", "settings.want_text", "6", "config.files.a.1"},
      {"auth: {password: [a]}", "settings.bad_secret", "3", "config.auth.password"},
      {"auth: {password: {env: MUSUBI_NOT_SET}}", "settings.no_env", "3", "config.auth.password"},
      {"auth: {password: {file: none}}", "settings.no_secret_file", "3", "config.auth.password"},
  };
  for (const Case& c : cases) {
    config(c.lines);
    Message said = error_of(shop);
    EXPECT_EQ(said.id, c.id) << c.lines;
    EXPECT_EQ(arg(said, "line"), c.line) << c.lines;
    EXPECT_EQ(arg(said, "setting"), c.setting) << c.lines;
    EXPECT_EQ(arg(said, "nearest"), c.nearest) << c.lines;
  }
}

TEST_F(SchemaTest, ExactlyOneOfSeveralSettings) {
  const char* either =
      R"({"type": "object", "properties": {"table": {"type": "string"}, "query": {"type": "string"}},
                           "oneOf": [{"required": ["table"]}, {"required": ["query"]}]})";
  config("table: a");
  EXPECT_EQ(error_of(either).id, "");
  config("table:");
  EXPECT_EQ(error_of(either).id, "settings.missing_one_of");
  config("table: a\nquery: b");
  EXPECT_EQ(error_of(either).id, "settings.only_one_of");
}

TEST_F(SchemaTest, AFaultySchemaIsThePlugInsFault) {
  config("a: b");
  for (const char* schema :
       {" ", "{", "[]", R"({"type": "object", "allOf": []})", R"({"properties": {"a": {"pattern": "("}}})",
        R"({"properties": {"a": {"type": 5}}})", R"({"properties": {"a": {"oneOf": []}}})"}) {
    EXPECT_EQ(error_of(schema).id, "settings.bad_schema") << schema;
    EXPECT_EQ(who_acts("settings.bad_schema"), Who::maker);
  }
}

TEST_F(SchemaTest, SecretsNeverShowInErrors) {
  config("endpoint: http://a\nauth: {password: hunter2, pasword: hunter2}");
  Message said = error_of(shop);
  EXPECT_EQ(said.id, "settings.misspelt");
  EXPECT_EQ(render(said, Lang::en).find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace musubi::test
