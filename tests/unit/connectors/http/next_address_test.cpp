// The next page by an address that the source gives: where it is asked for, and with what.
#include <gtest/gtest.h>

#include "connectors/http/request/url.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

const std::string by_address =
    "paginator: {type: DefaultPaginator, page_token_option: {type: RequestPath}, pagination_strategy: {type: CursorPagination, cursor_value: \"{{ response.get('next') }}\"}}";
const std::string by_path = "paginator: {type: DefaultPaginator, pagination_strategy: {type: CursorPagination, cursor_value: \"{{ response.get('next') }}\"}}";
const std::string credentials =
    "authenticator: {type: BearerAuthenticator, api_token: secret-1}, request_headers: {X-Shop: secret-1}, request_parameters: {key: secret-1}";

Told page(int id, const std::string& next = "") {
  return {200, "{\"items\":[{\"id\":" + std::to_string(id) + "}]" + (next.empty() ? "" : ",\"next\":\"" + next + "\"") + "}", ""};
}

bool shows_credentials(const Asked& asked) {
  return asked.has("secret-1") || asked.target.find("secret-1") != std::string::npos;
}

std::string noted(const TellingHost& host) {
  std::string out;
  for (const std::string& line : host.lines)
    if (!line.starts_with("{\"request\"")) out += line + "\n";
  return out;
}

struct Hosts {
  int asked_there = 0;
  std::string there;
  ScriptedServer other{[this](const Asked&) { return ++asked_there == 1 ? page(2, there + "/more?p=3") : page(3); }};
  ScriptedServer server{[this](const Asked&) { return page(1, there + "/more?p=2"); }};
  Hosts() { there = other.base("localhost"); }
  std::string settings() const { return R"({"base":")" + server.base() + R"(","there":")" + there + "\"}"; }
};

TEST(NextAddress, OnAnotherHostGetsNoCredentials) {
  for (const bool path : {false, true}) {
    Hosts hosts;
    TellingHost host;
    std::string manifest = items_manifest("", path ? by_path : by_address, credentials);
    if (path) manifest.replace(manifest.find("path: /items"), 12, "path: \"{{ next_page_token['next_page_token'] if next_page_token else '/items' }}\"");
    EXPECT_EQ(ManifestFolder(manifest).read(host, hosts.settings()), MU_OK) << host.failed_sentence;
    EXPECT_EQ(host.records.size(), 3U);
    EXPECT_TRUE(shows_credentials(hosts.server.asked().at(0)));
    EXPECT_EQ(hosts.other.targets(), "/more?p=2 /more?p=3");
    for (const Asked& one : hosts.other.asked()) EXPECT_FALSE(shows_credentials(one)) << one.head;
    EXPECT_EQ(noted(host), hosts.server.base() + " says that the next page is on another host, " + hosts.there +
                               ". It is read without credentials and the manifest's headers. Where that host is part of the source, name it as url_base of a requester of the manifest.\n");
  }
}

TEST(NextAddress, OnAHostThatTheManifestNamesKeepsThem) {
  Hosts hosts;
  TellingHost host;
  std::string other = items_manifest("");
  other = other.substr(other.find("  - "));
  other.replace(other.find("name: items"), 11, "name: others");
  other.replace(other.find("config['base']"), 14, "config['there']");
  EXPECT_EQ(ManifestFolder(items_manifest("", by_address, credentials) + other).read(host, hosts.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records.size(), 3U);
  for (const Asked& one : hosts.other.asked()) EXPECT_TRUE(shows_credentials(one));
  EXPECT_EQ(noted(host), "");
}

TEST(NextAddress, ThatDoesNotLetUsInIsNamed) {
  ScriptedServer other([](const Asked&) { return Told{401, "{}", ""}; });
  ScriptedServer server([&](const Asked&) { return page(1, other.base("localhost") + "/more"); });
  TellingHost host;
  EXPECT_EQ(ManifestFolder(items_manifest("", by_address, credentials)).read(host, R"({"base":")" + server.base() + "\"}"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "next_not_let_in");
  EXPECT_EQ(other.asked().size(), 1U);
}

TEST(NextAddress, TakesNoBodyToAnotherHost) {
  Hosts hosts;
  TellingHost host;
  EXPECT_EQ(ManifestFolder(items_manifest("", by_address, "http_method: POST, request_body_json: {key: secret-1}")).read(host, hosts.settings()), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "next_with_body_elsewhere");
  EXPECT_TRUE(hosts.other.asked().empty());
}

TEST(NextAddress, ByHttpIsReadByHttps) {
  ScriptedServer server([](const Asked& asked) { return asked.target == "/items?key=secret-1" ? page(1, "http://127.0.0.1:8000/more?p=2") : page(2); }, ScriptedServer::Tls::self_signed);
  std::string base = server.base();
  base.replace(0, base.find(':'), "https");
  ManifestFolder folder(items_manifest("", by_address, credentials));
  folder.put("ca.pem", server.certificate());
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + base + R"("},"tls":{"ca_file":")" + (folder.path() / "ca.pem").string() + "\"}"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(server.asked().size(), 2U);
  EXPECT_EQ(server.targets(), "/items?key=secret-1 /more?p=2&key=secret-1");
  EXPECT_TRUE(server.asked()[1].has("Bearer secret-1"));
  EXPECT_EQ(noted(host), base + " says that the next page is at http://127.0.0.1:8000, by http, which is not encrypted. It is read from " + base + " all the same.\n");
}

TEST(Urls, KeepTheirPathAtAnotherOrigin) {
  EXPECT_EQ(http::at_origin("https://a.jp:8443/v1", "http://a.jp/x/y?p=2"), "https://a.jp:8443/x/y?p=2");
  EXPECT_EQ(http::host_in("http://[::1]:80"), "[::1]");
  EXPECT_EQ(http::host_in("https://a.jp"), "a.jp");
}

}  // namespace
}  // namespace musubi::test
