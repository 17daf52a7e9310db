// A person's first consent: the address to open, the exchange of the code, and what is refused.
#include <gtest/gtest.h>

#include "connectors/http/request/placeholders.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/trouble.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Parameters = std::map<std::string, std::string>;

Parameters parameters(const std::string& url) {
  Parameters out;
  for (const auto& [name, value] : http::parameters_in(url)) out[name] = value;
  return out;
}

constexpr const char* kConsent =
    R"(,"consent":{"endpoint":"https://id.example.jp/auth?tenant=1","scope":"a b","redirect":"http://127.0.0.1:9/back"})";

std::string manifest(const std::string& specification = "") {
  return items_manifest(
             "", "",
             "authenticator: {type: OAuthAuthenticator, client_id: me, client_secret: shh-shh, "
             "token_refresh_endpoint: "
             "\"{{ config['base'] }}/token\", refresh_token: \"{{ config['login']['token'] }}\"}") +
         specification;
}

struct Source {
  std::string given = R"({"access_token":"a-1","refresh_token":"r-1"})";
  int status = 200;
  ScriptedServer server{[this](const Asked& asked) {
    if (asked.target.starts_with("/token")) return Told{status, given, ""};
    return Told{200, R"({"items":[{"id":1}]})", ""};
  }};
  std::string settings() const { return R"({"base":")" + server.base() + "\"}"; }
  Parameters exchanged() const { return parameters("?" + server.asked().at(0).body); }
};

std::string back_with(const std::string& open, const std::string& code) {
  return "http://127.0.0.1:9/back?code=" + code + "&state=" + parameters(open)["state"];
}

TEST(Login, ByTheSettingsUsesPkce) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  Parameters asked;
  auto browser = [&](const std::string& open) {
    EXPECT_TRUE(open.starts_with("https://id.example.jp/auth?tenant=1&")) << open;
    asked = parameters(open);
    return back_with(open, "c%2F1") + "\n";
  };
  ASSERT_EQ(folder.login(host, source.settings(), kConsent, browser), MU_OK) << host.failed_sentence;
  EXPECT_EQ(asked["response_type"] + " " + asked["client_id"] + " " + asked["scope"] + " " +
                asked["code_challenge_method"],
            "code me a b S256");
  Parameters sent = source.exchanged();
  EXPECT_EQ(sent["grant_type"] + " " + sent["code"] + " " + sent["client_id"] + " " + sent["client_secret"],
            "authorization_code c/1 me shh-shh");
  EXPECT_EQ(sent["redirect_uri"], asked["redirect_uri"]);
  EXPECT_EQ(http::code_challenge(sent["code_verifier"]), asked["code_challenge"]);
  EXPECT_GE(sent["code_verifier"].size(), 43U);
  EXPECT_EQ(host.order, (std::vector<std::string>{"keep secrets/login.token=r-1"}));
}

TEST(Login, BeforeItNothingIsRead) {
  Source source;
  ManifestFolder folder(
      manifest("spec:\n  type: Spec\n  connection_specification: {type: object, required: [base, login], "
               "properties: {base: {type: string}, "
               "login: {type: object, required: [token], properties: {token: {type: string}}}}}\n"
               "  advanced_auth: {oauth_config_specification: {oauth_connector_input_specification: "
               "{consent_url: \"{{ base }}/auth\", "
               "access_token_url: \"{{ base }}/token\"}}}\n"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, source.settings()), MU_AUTH);
  EXPECT_EQ(host.failed_id, "login_first");
  EXPECT_TRUE(source.server.asked().empty());
  host.secrets["secrets/login.token"] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
}

TEST(Login, RefusesWhatIsNoAnswerToIt) {
  struct Case {
    const char* returned;
    const char* id;
  };
  for (const Case& c : {Case{"http://127.0.0.1:9/back?code=x&state=other", "login_of_another"},
                        Case{"http://127.0.0.1:9/back?code=x", "login_of_another"},
                        Case{"http://127.0.0.1:9/back", "login_no_code"}, Case{"", "login_no_code"},
                        Case{" \n", "login_no_code"}}) {
    Source source;
    ManifestFolder folder(manifest());
    TellingHost host;
    EXPECT_EQ(folder.login(host, source.settings(), kConsent, [&](auto&) { return c.returned; }), MU_AUTH)
        << c.returned;
    EXPECT_EQ(host.failed_id, c.id) << c.returned;
    EXPECT_TRUE(source.server.asked().empty());
    EXPECT_TRUE(host.order.empty());
  }
}

TEST(Login, SaysThatConsentWasDenied) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  auto browser = [](const std::string& open) {
    return "http://127.0.0.1:9/back?error=access_denied&error_description=%3Cb%3E&state=" +
           parameters(open)["state"];
  };
  EXPECT_EQ(folder.login(host, source.settings(), kConsent, browser), MU_AUTH);
  EXPECT_NE(host.failed_sentence.find("(access_denied)"), std::string::npos) << host.failed_sentence;
  auto talkative = [](const std::string& open) {
    return "http://127.0.0.1:9/back?error=Hanako%20may%20not&state=" + parameters(open)["state"];
  };
  EXPECT_EQ(folder.login(host, source.settings(), kConsent, talkative), MU_AUTH);
  EXPECT_EQ(host.failed_sentence.find("Hanako"), std::string::npos) << host.failed_sentence;
}

TEST(Login, KeepsNothingOfAnAnswerThatLacksAToken) {
  Source source;
  source.given = R"({"access_token":"a-1"})";
  ManifestFolder folder(manifest());
  TellingHost host;
  EXPECT_EQ(folder.login(host, source.settings(), kConsent, [](auto& open) { return back_with(open, "c"); }),
            MU_AUTH);
  EXPECT_NE(host.failed_sentence.find("gave no refresh_token"), std::string::npos) << host.failed_sentence;
  EXPECT_TRUE(host.order.empty());
  ManifestFolder both(
      manifest("spec:\n  type: Spec\n  advanced_auth:\n    oauth_config_specification:\n      "
               "oauth_connector_input_specification: {consent_url: \"{{ base }}/auth\", access_token_url: \"{{ base "
               "}}/token\", extract_output: [access_token, refresh_token]}\n"));
  EXPECT_EQ(both.login(host, source.settings(), "", [](auto&) { return "c"; }), MU_AUTH);
  EXPECT_TRUE(host.order.empty()) << host.order.front();
}

TEST(Login, SaysThatThereIsNone) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  EXPECT_EQ(folder.login(host, source.settings(), "", [](auto&) { return ""; }), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_consent");
}

TEST(Login, AsTheManifestDeclaresIt) {
  Source source;
  source.given = R"({"data":{"access_token":"a-1","refresh_token":"r-1"},"expires_in":60})";
  ManifestFolder folder(
      manifest("spec:\n  type: Spec\n  advanced_auth:\n    oauth_config_specification:\n      "
               "oauth_connector_input_specification:\n"
               "        consent_url: \"{{ base }}/auth?{{ client_id_param }}&{{ redirect_uri_key }}={{ {{ "
               "redirect_uri_value }} | urlEncoder }}&{{ state_param }}&{{ scope_param }}\"\n"
               "        scopes: [{scope: a}, {scope: b}]\n        scopes_join_strategy: comma\n        "
               "client_id_key: app_id\n        auth_code_key: auth_code\n"
               "        access_token_url: \"{{ base }}/token?by={{ client_id_value }}\"\n"
               "        access_token_headers: {Authorization: \"Basic {{ {{ client_id_value }}:{{ "
               "client_secret_value }} | base64Encoder }}\"}\n"
               "        access_token_params: {\"{{ auth_code_key }}\": \"{{ auth_code_value }}\"}\n        "
               "extract_output: [data.access_token, data.refresh_token]\n"
               "      complete_oauth_output_specification: {properties: {access_token: "
               "{path_in_connector_config: [login, access]}, "
               "refresh_token: {path_in_connector_config: [login, token]}}}\n"));
  TellingHost host;
  Parameters asked;
  auto browser = [&](const std::string& open) {
    asked = parameters(open);
    return "http://127.0.0.1:8087/callback?auth_code=c-1&state=" + asked["state"];
  };
  ASSERT_EQ(folder.login(host, source.settings(), "", browser), MU_OK) << host.failed_sentence;
  EXPECT_EQ(asked["app_id"] + " " + asked["redirect_uri"] + " " + asked["scope"],
            "me http://127.0.0.1:8087/callback a,b");
  Asked exchange = source.server.asked().at(0);
  EXPECT_EQ(exchange.target + " " + exchange.body, "/token?by=me {\"auth_code\": \"c-1\"}");
  EXPECT_TRUE(exchange.has("Authorization: Basic bWU6c2hoLXNoaA==\r\n")) << exchange.head;
  EXPECT_EQ(host.order,
            (std::vector<std::string>{"keep secrets/login.access=a-1", "keep secrets/login.token=r-1"}));
}

TEST(Placeholders, StandInOneAnother) {
  http::Look look = [](const std::string& name) -> std::optional<std::string> {
    if (name == "a") return "x|y z";
    if (name == "b") return "{{ a }}";
    return std::nullopt;
  };
  EXPECT_EQ(http::filled_placeholders("-{{ a }}-{{a}}-", look), "-x|y z-x|y z-");
  EXPECT_EQ(http::filled_placeholders("{{ {{a}} | urlEncoder }}", look), "x%7Cy+z");
  EXPECT_EQ(http::filled_placeholders("{{ a | urlEncoder }}", look), "x%7Cy+z");
  EXPECT_EQ(http::filled_placeholders("{{ (a ~ ':' ~ 'q') | b64encode }}", look), "eHx5IHo6cQ==");
  EXPECT_EQ(http::filled_placeholders("{{ b }}", look), "{{ a }}") << "a value is not read again";
  EXPECT_EQ(http::filled_placeholders("{{ https://x.example.jp/?q | urlEncoder }}", look),
            "https%3A%2F%2Fx.example.jp%2F%3Fq");
  // RFC 7636, appendix B
  EXPECT_EQ(http::code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  EXPECT_THROW(http::filled_placeholders("{{ c }}", look), http::Trouble);
  EXPECT_THROW(http::filled_placeholders("{{ a | shout }}", look), http::Trouble);
  EXPECT_THROW(http::filled_placeholders("{{ a", look), http::Trouble);
  std::string deep(200, '{');
  EXPECT_THROW(http::filled_placeholders(deep, look), http::Trouble);
}

}  // namespace
}  // namespace musubi::test
