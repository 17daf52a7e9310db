// What is said of a request for people who look at a preview.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

/// The requests that a read speaks of.
std::string spoken(const std::string& requester, std::map<std::string, std::string> secrets) {
  ScriptedServer server([](const Asked&) { return Told{200, R"({"items":[{"id":1}]})", ""}; });
  ManifestFolder folder(items_manifest("", "", requester));
  TellingHost host;
  host.secrets = std::move(secrets);
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.lines.size(), 1U);
  std::string out = host.lines.empty() ? "" : host.lines[0];
  if (size_t at = out.find(server.base()); at != out.npos) out.replace(at, server.base().size(), "BASE");
  return out;
}

TEST(Preview, SaysWhatIsAskedFor) {
  EXPECT_EQ(
      spoken("http_method: POST, request_parameters: {page: 1}, request_headers: {X-Shop: 七}, "
             "request_body_json: {all: true}",
             {}),
      R"({"request":{"method":"POST","address":"BASE/items?page=1","headers":{"X-Shop":"七","Content-Type":"application/json"},"body":"{\"all\": true}"}})");
}

TEST(Preview, StrikesSecretsOut) {
  const std::string secret = "s3&\"髙 x";
  auto hides = [&](const std::string& requester) {
    std::string said = spoken(requester, {{"secrets/key", secret}});
    EXPECT_NE(said.find("***"), std::string::npos) << said;
    for (const char* form : {"s3&", "s3%26", "ed8b9a", "u9ad9", "%E9%AB%99"})
      EXPECT_EQ(said.find(form), std::string::npos) << said;
  };
  hides("request_parameters: {k: \"{{ config['key'] }}\"}");
  hides("request_headers: {X-Key: \"{{ config['key'] | urlencode }}\"}");
  hides("http_method: POST, request_body_json: {k: \"{{ config['key'] }}\"}");
  hides("http_method: POST, request_body_data: {k: \"{{ config['key'] }}\"}");
  for (const char* authenticator :
       {"{type: BearerAuthenticator, api_token: \"{{ config['key'] | urlencode }}\"}",
        "{type: BasicHttpAuthenticator, username: u, password: \"{{ config['key'] }}\"}",
        "{type: ApiKeyAuthenticator, api_token: \"{{ config['key'] }}\", inject_into: {type: RequestOption, "
        "inject_into: request_parameter, field_name: k}}"})
    hides(std::string("authenticator: ") + authenticator);
}

TEST(Preview, StrikesSignaturesOutOfAddresses) {
  const std::string said = spoken("request_parameters: {X-Amz-Signature: one1, sig: two2, access_token: three3, X-Goog-Credential: four4, page_token: five5, design: six6}", {});
  EXPECT_NE(said.find("BASE/items?X-Amz-Signature=***&sig=***&access_token=***&X-Goog-Credential=***&page_token=five5&design=six6"), std::string::npos) << said;
}

}  // namespace
}  // namespace musubi::test
