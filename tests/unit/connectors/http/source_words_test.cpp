// What a source says itself of a failure: it stands in the sentence that tells of it.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

/// How a read of "items" ends with this answer: "RESULT id", and the English sentence from its status on.
std::string ended(const Told& told, const std::string& requester = "") {
  ScriptedServer server([&](const Asked&) { return told; });
  ManifestFolder folder(items_manifest("", "", requester));
  TellingHost host;
  host.secrets["secrets/password"] = "pw-髙\"1";
  const int32_t result = folder.read(host, settings(server));
  const size_t at = host.failed_sentence.find('(');
  return std::to_string(result) + " " + host.failed_id + " " + (at == std::string::npos ? "" : host.failed_sentence.substr(at));
}

std::string by(int32_t result) {
  return std::to_string(result) + " ";
}

TEST(SourceWords, StandInTheSentence) {
  const std::string config = by(MU_CONFIG), check = " Check the settings and the manifest.";
  struct Case {
    int status;
    std::string body, ends;
  };
  const Case cases[] = {
      {400, R"("Incorrect password")", config + "refused_said (400): Incorrect password." + check},
      {404, R"({"code":101,"error":"Invalid username/password."})", config + "refused_said (404): Invalid username/password." + check},
      {422, R"({"errors":[{"message":"a"},{"message":"b\nc。"}]})", by(MU_TRANSIENT) + "refused_for_now (422): a, b c. Where it goes on, check the settings, the manifest and the source."},
      {401, R"({"message":"who are you?"})", by(MU_AUTH) + "not_let_in_said (401): who are you?. Check the credentials and their rights."},
      {429, R"({"message":"slowly"})", by(MU_RATE) + "rate_said (429): slowly. The read goes on after a while."},
      {503, R"({"detail":"back at 9"})", by(MU_TRANSIENT) + "server_failed_said (503): back at 9."},
      {400, "<html>no</html>", config + "refused (400)." + check},
      {400, R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"value","diagnostics":"Invalid date"}]})", config + "refused_said (400): Invalid date." + check},
      {400, R"({"code":7})", config + "refused (400)." + check},
  };
  for (const Case& one : cases) EXPECT_EQ(ended({one.status, one.body, ""}), one.ends) << one.body;
}

TEST(SourceWords, GiveWayToTheManifests) {
  EXPECT_EQ(ended({400, R"({"message":"theirs"})", ""}, "error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, http_codes: [400], action: FAIL, error_message: ours}]}"),
            by(MU_CONFIG) + "refused_said (400): ours. Check the settings and the manifest.");
}

TEST(SourceWords, AreShortAndWithoutSecrets) {
  std::string ends = ended({400, R"({"message":"pw-髙\"1 is no password of )" + std::string(200, 'x') + "\"}", ""}, "authenticator: {type: BearerAuthenticator, api_token: \"{{ config['password'] }}\"}");
  EXPECT_NE(ends.find("(400): *** is no password of xxx"), std::string::npos) << ends;
  EXPECT_EQ(ends.find("pw-"), std::string::npos) << ends;
  std::string wide, short_of_it;
  for (int i = 0; i < 70; ++i) wide += "髙", short_of_it += i < 66 ? "髙" : "";  // of three bytes each: the 67th would end behind 200
  ends = ended({400, R"({"message":")" + wide + "\"}", ""});
  EXPECT_NE(ends.find(": " + short_of_it + "…. "), std::string::npos) << ends;
}

TEST(SourceWords, OfATokenEndpoint) {
  auto said = [](int status, const std::string& body) {
    return ended({status, body, ""}, "authenticator: {type: OAuthAuthenticator, token_refresh_endpoint: \"{{ config['base'] }}/token\", client_id: c, client_secret: \"{{ config['password'] }}\", refresh_token: r-9}");
  };
  EXPECT_EQ(said(400, R"({"error":"invalid_grant","error_description":"It has been revoked."})"),
            by(MU_AUTH) + "login_refused (400): invalid_grant: It has been revoked. Check client_id, client_secret and refresh_token.");
  EXPECT_EQ(said(400, R"({"error":"invalid_client"})"), by(MU_AUTH) + "login_refused (400): invalid_client. Check client_id, client_secret and refresh_token.");
  EXPECT_EQ(said(400, "no"), by(MU_AUTH) + "login_refused (400). Check client_id, client_secret and refresh_token.");
  EXPECT_EQ(said(500, R"({"error":"busy"})"), by(MU_TRANSIENT) + "server_failed_said (500): busy.");
  EXPECT_EQ(said(200, R"({"error":"bad_code"})"), by(MU_AUTH) + "no_access_token ");
}

TEST(SourceWords, OfALogin) {
  auto said = [](int status, const std::string& body) {
    return ended({status, body, ""}, "authenticator: {type: SessionTokenAuthenticator, login_requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /login, http_method: POST}, "
                                     "session_token_path: [token], request_authentication: {type: Bearer}}");
  };
  const std::string check = " Check the settings that it logs in with, such as the user name and the password.";
  for (int status : {400, 401, 403, 404, 422}) {
    const std::string is = "session_login_refused (" + std::to_string(status) + ")";
    EXPECT_EQ(said(status, R"("Incorrect password")"), by(MU_AUTH) + is + ": Incorrect password." + check);
    EXPECT_EQ(said(status, "no"), by(MU_AUTH) + is + "." + check);
  }
  EXPECT_EQ(said(429, "{}"), by(MU_RATE) + "rate (429). The read goes on after a while.");
  EXPECT_EQ(said(502, "{}"), by(MU_TRANSIENT) + "server_failed (502). Where it goes on, check the source.");
  EXPECT_EQ(said(200, R"({"message":"locked"})"), by(MU_AUTH) + "no_session_token ");
}

}  // namespace
}  // namespace musubi::test
