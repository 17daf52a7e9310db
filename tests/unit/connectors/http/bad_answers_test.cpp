// Answers that are not what a manifest expects of them: what is right in them counts.
#include <gtest/gtest.h>

#include "connectors/http/read/not_numbers.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

/// What a read of "items" ends with, "RESULT id", and what came: the answer `told`, and a handler that takes `code` for
/// `action` and says `message` of it.
std::string ended(const Told& told, const std::string& action, const std::string& message) {
  ScriptedServer server([&](const Asked&) { return told; });
  ManifestFolder folder(items_manifest(
      "", "", "error_handler: {type: DefaultErrorHandler, max_retries: 0, response_filters: [{type: HttpResponseFilter, http_codes: [" +
                  std::to_string(told.status) + "], action: " + action + ", error_message: \"" + message + "\"}]}"));
  TellingHost host;
  const int32_t result = folder.read(host, R"({"base":")" + server.base() + "\"}");
  return std::to_string(result) + " " + host.failed_id;
}

constexpr const char* kSaid = "it said {{ response['error']['message'] }}";

TEST(BadInput, AMessageThatCannotBeMadeIsNoMessage) {
  const std::string shut_out = std::to_string(MU_AUTH) + " not_let_in", refused = std::to_string(MU_CONFIG) + " refused", ok = std::to_string(MU_OK) + " ";
  for (const char* body : {"{}", "[]", "[7]", "<html>no</html>", "no"}) {
    EXPECT_EQ(ended({401, body, ""}, "FAIL", kSaid), shut_out) << body;
    EXPECT_EQ(ended({404, body, ""}, "IGNORE", kSaid), ok) << body;
    EXPECT_EQ(ended({400, body, ""}, "FAIL", kSaid), refused) << body;
  }
  EXPECT_EQ(ended({400, "{}", ""}, "FAIL", "{{ 1 / 0 }}"), refused);
  EXPECT_EQ(ended({400, "{}", ""}, "FAIL", "{{ 'a' + 1 }}"), refused) << "the template itself is no message";
  EXPECT_EQ(ended({401, R"({"error":{"message":"the key is old"}})", ""}, "FAIL", kSaid), shut_out + "_said");
  EXPECT_EQ(ended({401, R"(["no"])", ""}, "FAIL", kSaid), shut_out + "_said") << "what the source says itself";
  EXPECT_EQ(ended({400, "{}", ""}, "FAIL", "no {{ response.get('error') }}"), refused + "_said");
}

TEST(NotNumbers, BecomeNullWhereAValueStands) {
  auto mended = [](std::string json) {
    const size_t count = http::null_not_numbers(json);
    return std::to_string(count) + " " + json;
  };
  EXPECT_EQ(mended(R"({"a":NaN,"b": -Infinity ,"c":[Infinity,NaN],"d":"NaN, Infinity"})"), R"(4 {"a":null,"b": null ,"c":[null,null],"d":"NaN, Infinity"})");
  EXPECT_EQ(mended("NaN"), "1 null");
  EXPECT_EQ(mended(R"({"a\":NaN,":"\\","b":NaN})"), R"(1 {"a\":NaN,":"\\","b":null})");
  for (const char* same : {R"({"a":xNaN})", R"({"a":NaNs})", R"({"a":--Infinity})", R"({"a":"NaN)", R"({"a":"NaN\)", R"({"a":nan})", "", "[Infinity1]"})
    EXPECT_EQ(mended(same), std::string("0 ") + same);
}

/// The records of a read of "items", and whether the log tells of values that are none.
std::string read(const std::string& body, const std::string& retriever = "") {
  ScriptedServer server([&](const Asked&) { return Told{200, body, ""}; });
  ManifestFolder folder(items_manifest("", retriever));
  TellingHost host;
  const int32_t result = folder.read(host, R"({"base":")" + server.base() + "\"}");
  std::string out = result == MU_OK ? "" : host.failed_id;
  for (const std::string& record : host.records) out += record;
  for (const std::string& line : host.lines)
    if (line.find("are no numbers") != line.npos) out += " told";
  return out;
}

TEST(BadInput, WhatIsNoNumberIsNullAndTold) {
  EXPECT_EQ(read(R"({"items":[{"id":1,"n":NaN},{"id":2,"n":-Infinity,"s":"NaN"}],"total":Infinity})"),
            R"({"id":1,"n":null}{"id":2,"n":null,"s":"NaN"} told)");
  EXPECT_EQ(read(R"({"items":[{"id":1,"s":"NaN"}]})"), R"({"id":1,"s":"NaN"})");
  EXPECT_EQ(read(R"({"items":[{"id":1,"n":NaN},{"id":2,}]})"), "bad_json");
}

TEST(BadInput, WhatIsNoNumberInALineIsNullAndTold) {
  std::string manifest = items_manifest("", "decoder: {type: JsonlDecoder}");
  const std::string path = "field_path: [items]";
  manifest.replace(manifest.find(path), path.size(), "field_path: []");
  ScriptedServer server([&](const Asked&) { return Told{200, "{\"id\":1,\"n\":NaN}\n{\"id\":2}\n{\"id\":3,\"n\":[Infinity]}\n", ""}; });
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records, (std::vector<std::string>{R"({"id":1,"n":null})", R"({"id":2})", R"({"id":3,"n":[null]})"}));
}

}  // namespace
}  // namespace musubi::test
