#include "connectors/process/child_config.hpp"

#include <gtest/gtest.h>

#include "connectors/process/strike.hpp"
#include "core/sdk/host.hpp"

namespace musubi::process {
namespace {

std::string secret(const std::string& name) {
  return "value of " + name;
}

TEST(ProcessChildConfig, FillsInSecretsAndJson) {
  Json free = Json::parse(R"({"a":"1","login":{"token":{"secret":"t"}},"list":[{"secret":"u"},{"json":"[1,true]"}],
                              "n":{"json":"100"},"both":{"secret":"x","json":"y"}})");
  Filled filled = fill(free, "settings", secret);
  EXPECT_EQ(filled.value.dump(),
            R"({"a":"1","login":{"token":"value of t"},"list":["value of u",[1,true]],"n":100,)"
            R"("both":{"secret":"x","json":"y"}})");
  ASSERT_EQ(filled.secrets.size(), 2u);
  EXPECT_EQ(filled.secrets[0].first.to_string(), "/login/token");
}

TEST(ProcessChildConfig, NamesJsonThatIsNone) {
  try {
    fill(Json::parse(R"({"a":{"b":{"json":"{"}}})"), "settings", secret);
    FAIL();
  } catch (const Failure& f) {
    EXPECT_EQ(f.id, "bad_json");
    EXPECT_EQ(f.args, (Pairs{{"setting", "settings/a/b"}}));
  }
}

TEST(ProcessChildConfig, TextsBecomeWhatTheProgramWants) {
  Json schema = Json::parse(R"({"properties":{
    "count":{"type":"integer"},"rate":{"type":["null","number"]},"on":{"type":"boolean"},"zip":{"type":"string"},
    "any":{},"days":{"type":"array","items":{"type":"integer"}},
    "login":{"oneOf":[{"properties":{"kind":{"const":"a"},"n":{"type":"integer"}}},
                      {"properties":{"kind":{"const":"b"},"n":{"type":"string"}}}]}}})");
  Json value = Json::parse(R"({"count":"100","rate":"1.5","on":"true","zip":"0123","any":"7","days":["1","x"],
                               "login":{"kind":"a","n":"5"}})");
  fit_types(value, schema);
  EXPECT_EQ(value.dump(),
            R"({"count":100,"rate":1.5,"on":true,"zip":"0123","any":"7","days":[1,"x"],"login":{"kind":"a","n":5}})");
  value = Json::parse(R"({"login":{"kind":"b","n":"5"},"count":"1.5"})");
  fit_types(value, schema);
  EXPECT_EQ(value.dump(), R"({"login":{"kind":"b","n":"5"},"count":"1.5"})");
}

TEST(ProcessChildConfig, SeesASecretInTheOpen) {
  Json schema =
      Json::parse(R"({"properties":{"login":{"properties":{"token":{"type":"string","airbyte_secret":true}}}}})");
  EXPECT_EQ(open_secret(fill(Json::parse(R"({"login":{"token":"x"}})"), "", secret), schema), "login/token");
  EXPECT_EQ(open_secret(fill(Json::parse(R"({"login":{"token":{"secret":"t"}}})"), "", secret), schema), "");
  EXPECT_EQ(open_secret(fill(Json::parse(R"({"login":{"token":""}})"), "", secret), schema), "");
  EXPECT_EQ(open_secret(fill(Json::parse(R"({"login":"x"})"), "", secret), schema), "");
}

TEST(ProcessChildConfig, FindsRenewedSecrets) {
  Filled filled =
      fill(Json::parse(R"({"login":{"token":{"secret":"t"}},"other":{"secret":"u"},"n":"1"})"), "", secret);
  EXPECT_TRUE(renewed_secrets(filled, filled.value).empty());
  EXPECT_TRUE(renewed_secrets(filled, Json::object()).empty());
  Json later = Json::parse(R"({"login":{"token":"new"},"other":"value of u","n":"2"})");
  EXPECT_EQ(renewed_secrets(filled, later), (std::map<std::string, std::string>{{"t", "new"}}));
}

TEST(ProcessStrike, StrikesEveryForm) {
  Strike strike;
  strike.add("");
  strike.add("ab");
  strike.add("ab/\"漢");
  EXPECT_EQ(strike.out_of("x ab/\"漢 y ab/\\\"漢 z ab%2F%22%E6%BC%A2 w ab%2f%22%e6%bc%a2 ab"),
            "x *** y *** z *** w *** ***");
  EXPECT_EQ(strike.out_of("ab/\\\"\\u6f22"), "***");
  EXPECT_EQ(strike.out_of("nothing"), "nothing");
  strike.add("-----BEGIN KEY-----\nMIIEvQIBADAN\n-----END KEY-----\n");
  EXPECT_EQ(strike.out_of("key: MIIEvQIBADAN"), "key: ***");
}

}  // namespace
}  // namespace musubi::process
