// What a manifest says under x-musubi: which records are gone, and how single ones are asked for.
#include <gtest/gtest.h>

#include <utility>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string told(const TellingHost& host) {
  std::string out;
  for (size_t i = 0; i < host.keys.size(); ++i)
    out += (i ? " " : "") + host.keys[i] + "=" + host.records[i];
  return out;
}

Told items(const std::string& rows) {
  return {200, R"({"items":[)" + rows + "]}", ""};
}

constexpr const char* kArchived = "x-musubi: {deleted: \"{{ record['archived'] }}\"}";

TEST(Deleted, GoesUnderItsKeyAlone) {
  ScriptedServer server([](const Asked&) {
    return items(R"({"id":1,"archived":false},{"id":"2","archived":true,"name":"x"},{"id":3})");
  });
  ManifestFolder folder(items_manifest(kArchived));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(told(host), R"(1={"id":1,"archived":false} 2={"_deleted":true} 3={"id":3})");
}

/// A stub lacks what filters and transformations look at; it moves the cursor all the same.
TEST(Deleted, PassesFiltersAndWhatCannotBeMadeOfIt) {
  ScriptedServer server([](const Asked&) {
    return items(R"({"id":1,"at":"2026-01-02","n":5,"state":"on"},{"id":2,"at":"2026-01-07","state":"gone"})");
  });
  std::string manifest = items_manifest(
      "x-musubi: {deleted: \"{{ record['state'] == 'gone' }}\"}\n    incremental_sync: {type: "
      "DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: "
      "\"2026-01-01\"}\n    transformations: [{type: AddFields, fields: [{path: [m], value: \"{{ 1 / "
      "record['n'] }}\"}]}]");
  const std::string extractor = "extractor: {type: DpathExtractor, field_path: [items]}";
  manifest.insert(manifest.find(extractor) + extractor.size(),
                  ", record_filter: {type: RecordFilter, condition: \"{{ record['n'] == 5 }}\"}");
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(told(host), R"(1={"id":1,"at":"2026-01-02","n":5,"state":"on","m":0.2} 2={"_deleted":true})");
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-07"}})");
}

TEST(Deleted, ParentsHaveNoChildren) {
  ScriptedServer server([](const Asked& asked) {
    if (asked.target.starts_with("/items")) return items(R"({"id":1},{"id":2,"archived":true})");
    return items(R"({"id":7})");
  });
  std::string manifest = items_manifest(kArchived);
  manifest +=
      "  - type: DeclarativeStream\n    name: below\n    primary_key: id\n    retriever:\n      type: "
      "SimpleRetriever\n      requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: "
      "\"below/{{ stream_partition.item }}\"}\n      record_selector: {type: RecordSelector, extractor: {type: "
      "DpathExtractor, field_path: [items]}}\n      partition_router: {type: SubstreamPartitionRouter, "
      "parent_stream_configs: [{type: ParentStreamConfig, stream: \"#/streams/0\", parent_key: id, "
      "partition_field: item}]}\n";
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server), "below"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(server.asked().size(), 2u);
}

std::string refusal(const std::string& stream) {
  ManifestFolder folder(items_manifest(stream));
  TellingHost host;
  folder.discover(host, R"({"base":"http://127.0.0.1:1"})");
  return host.failed_sentence;
}

TEST(GoneList, IsReadBehindTheStreamAndDeletes) {
  bool fails = true;
  ScriptedServer server([&](const Asked& asked) -> Told {
    if (asked.target == "/items") return items(R"({"id":1})");
    if (asked.target == "/items?archived=true") return {200, R"({"results":[{"id":3,"by":"hand"},{"id":4,"by":"merge"}],"after":"b"})", ""};
    if (std::exchange(fails, false)) return {500, "{}", ""};
    return {200, R"({"results":[{"id":5,"by":"hand"}]})", ""};
  });
  ManifestFolder folder(items_manifest(
      "x-musubi: {gone: {requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /items, "
      "request_parameters: {archived: \"true\"}}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [results]}, "
      "record_filter: {type: RecordFilter, condition: \"{{ record.by == 'hand' }}\"}}, paginator: {type: DefaultPaginator, page_token_option: {type: "
      "RequestOption, inject_into: request_parameter, field_name: after}, pagination_strategy: {type: CursorPagination, cursor_value: \"{{ response.get('after') }}\"}}}}"));
  TellingHost broken, host;
  EXPECT_EQ(folder.read(broken, settings(server)), MU_TRANSIENT);
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(told(host), R"(1={"id":1} 3={"_deleted":true} 5={"_deleted":true})");
}

/// A log of deletions names the record in a field of its own.
TEST(GoneList, GetsTheKeyFromATransformation) {
  ScriptedServer server([](const Asked& asked) -> Told {
    if (asked.target == "/items") return items(R"({"id":1})");
    return {200, R"({"data":[{"item":"3"},{"item":"4"}]})", ""};
  });
  TellingHost host;
  const std::string log = "{requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /activity}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}";
  ManifestFolder folder(items_manifest("x-musubi: {gone: " + log + ", transformations: [{type: AddFields, fields: [{path: [id], value: \"{{ record['item'] | int }}\"}]}]}}"));
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(told(host), R"(1={"id":1} 3={"_deleted":true} 4={"_deleted":true})");
}

TEST(Settings, AreNoPlaceForSecrets) {
  ScriptedServer server([](const Asked&) { return items(R"({"id":1})"); });
  const std::string group = "spec: {type: Spec, connection_specification: {type: object, properties: {login: {type: object, properties: {file: {type: string}, key: {type: string}}}}}}\n";
  for (const auto& [more, said] : std::initializer_list<std::pair<std::string, std::string>>{
           {R"("password":{"env":"SHOP_PASSWORD"})", "settings.password is {env: SHOP_PASSWORD}."},
           {R"("login":{"key":{"file":"secrets/key"}})", "settings.login.key is {file: secrets/key}."},
           {R"("login":{"file":"a group of the specification"})", ""}}) {
    TellingHost host;
    EXPECT_EQ(ManifestFolder(items_manifest("") + group).read(host, R"({"base":")" + server.base() + "\"," + more + "}"), said.empty() ? MU_OK : MU_CONFIG) << more << host.failed_sentence;
    EXPECT_EQ(host.failed_sentence.substr(0, said.size()), said);
  }
}

TEST(OwnWords, AreRefusedWhereTheyMeanNothing) {
  EXPECT_NE(refusal("x-musubi: {delete: \"{{ true }}\"}").find("streams[0].x-musubi.delete: it is not known"),
            std::string::npos);
  EXPECT_NE(refusal("x-musubi: {fetch: {path: /x}}").find("x-musubi.fetch.path: it is not known"),
            std::string::npos);
  EXPECT_NE(refusal("x-musubi: yes").find("x-musubi: it is no mapping"), std::string::npos);
  std::string keyless = items_manifest(kArchived);
  keyless.erase(keyless.find("    primary_key: id\n"), 20);
  ManifestFolder folder(keyless);
  TellingHost host;
  folder.discover(host, R"({"base":"http://127.0.0.1:1"})");
  EXPECT_NE(host.failed_sentence.find("x-musubi: it wants a primary_key"), std::string::npos)
      << host.failed_sentence;
}

constexpr const char* kOne =
    "x-musubi: {deleted: \"{{ record['archived'] }}\", fetch: {requester: {type: HttpRequester, url_base: \"{{ "
    "config['base'] }}\", path: \"items/{{ key }}\", request_parameters: {raw: \"{{ key }}\"}}}}";

TEST(Fetch, AnswersForEveryKey) {
  ScriptedServer server([](const Asked& asked) -> Told {
    if (asked.target.starts_with("/items/1?")) return {200, R"({"id":1,"name":"山田"})", ""};
    if (asked.target.starts_with("/items/2?")) return {200, R"({"id":2,"archived":true})", ""};
    if (asked.target.starts_with("/items/3?")) return {410, "{}", ""};
    if (asked.target.starts_with("/items/a%2Fb%3F%20c?")) return {200, R"({"id":"a/b? c"})", ""};
    return {404, "{}", ""};
  });
  ManifestFolder folder(items_manifest(kOne));
  TellingHost host;
  EXPECT_EQ(folder.fetch(host, settings(server), {"1", "2", "3", "4", "a/b? c"}), MU_OK)
      << host.failed_sentence;
  EXPECT_EQ(told(host),
            R"(1={"id":1,"name":"山田"} 2={"_deleted":true} 3={"_deleted":true} 4={"_deleted":true} )"
            R"(a/b? c={"id":"a/b? c"})");
  ASSERT_EQ(server.asked().size(), 5u);
  EXPECT_EQ(server.asked()[4].target, "/items/a%2Fb%3F%20c?raw=a%2Fb%3F%20c");
}

TEST(Fetch, AnIgnoredAnswerIsNoWordThatARecordIsGone) {
  ScriptedServer server([](const Asked& asked) -> Told {
    const int status = std::stoi(asked.target.substr(std::string("/items/").size()));
    return {status, status == 200 ? R"({"id":200})" : status == 404 ? "{}" : "", ""};
  });
  std::string manifest = kOne;
  manifest.replace(manifest.rfind("}}}"), 3,
                   ", error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, "
                   "http_codes: [200, 204, 304, 403], action: IGNORE}]}}}}");
  ManifestFolder folder(items_manifest(manifest));
  for (const char* key : {"204", "304", "403"}) {
    TellingHost host;
    EXPECT_EQ(folder.fetch(host, settings(server), {key}), MU_DATA) << key;
    EXPECT_EQ(host.failed_id, "fetch_ignored");
    EXPECT_EQ(told(host), "");
  }
  TellingHost host;
  EXPECT_EQ(folder.fetch(host, settings(server), {"200", "404"}), MU_OK) << host.failed_sentence;
  EXPECT_EQ(told(host), R"(200={"id":200} 404={"_deleted":true})");
}

TEST(Fetch, AKeyThatCannotBeAskedForIsNotGone) {
  ScriptedServer server([](const Asked&) { return Told{200, R"({"id":"A","shop":1})", ""}; });
  std::string manifest = items_manifest(kOne);
  ManifestFolder single(manifest);
  for (const char* key : {"", ".", ".."}) {
    TellingHost host;
    EXPECT_EQ(single.fetch(host, settings(server), {key, "A"}), MU_DATA) << key;
    EXPECT_EQ(host.failed_id, "fetch_unfit_key");
    EXPECT_EQ(told(host), R"(A={"id":"A","shop":1})") << "the others are fetched all the same";
  }
  manifest.replace(manifest.find("primary_key: id"), 15, "primary_key: [id, shop]");
  ManifestFolder folder(manifest);
  for (const char* key : {"A|", "|1", "A", "A|1|2"}) {
    TellingHost host;
    EXPECT_EQ(folder.fetch(host, settings(server), {"A|1", key}), MU_DATA) << key;
    EXPECT_EQ(told(host), R"(A|1={"id":"A","shop":1})");
    EXPECT_NE(host.failed_sentence.find(*key == '|' ? "for id" : "for shop"), std::string::npos) << host.failed_sentence;
  }
  EXPECT_EQ(server.asked().size(), 7u);
}

TEST(Fetch, FailsAsAReadDoes) {
  ScriptedServer server([](const Asked& asked) -> Told {
    return asked.target.starts_with("/items/5") ? Told{500, "{}", ""} : Told{200, R"({"id":8})", ""};
  });
  ManifestFolder folder(items_manifest(kOne)), without(items_manifest(""));
  TellingHost host;
  EXPECT_EQ(folder.fetch(host, settings(server), {"5"}), MU_TRANSIENT);
  EXPECT_EQ(folder.fetch(host, settings(server), {"6"}), MU_DATA);
  EXPECT_EQ(host.failed_id, "fetched_other");
  EXPECT_EQ(without.fetch(host, settings(server), {"6"}), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_fetch");
  EXPECT_EQ(folder.fetch(host, settings(server), {"6"}, "item"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_stream");
  EXPECT_EQ(told(host), "");
}

std::string session_manifest(const std::string& where, const std::string& more = "") {
  return items_manifest("", "",
                        "authenticator: {type: SessionTokenAuthenticator, login_requester: {type: HttpRequester, "
                        "url_base: \"{{ config['base'] }}\", path: /login, http_method: POST}, " +
                            where +
                            ", request_authentication: {type: ApiKey, inject_into: {type: RequestOption, inject_into: "
                            "header, field_name: X-Session}" +
                            more + "}}");
}

TEST(SessionToken, MayStandInAHeader) {
  ScriptedServer server([](const Asked& asked) -> Told {
    if (asked.target == "/login") return {200, R"({"token":"in-body"})", "X-Token: in-header\r\n"};
    return items(R"({"id":1})");
  });
  TellingHost host;
  EXPECT_EQ(ManifestFolder(session_manifest("x-musubi: {session_token_header: X-TOKEN}")).read(host, settings(server)),
            MU_OK)
      << host.failed_sentence;
  EXPECT_TRUE(server.asked()[1].has("X-Session: in-header\r\n"));
  EXPECT_EQ(ManifestFolder(session_manifest("session_token_path: [token]", ", api_token: \"Token {{ session_token }}\""))
                .read(host, settings(server)),
            MU_OK)
      << host.failed_sentence;
  EXPECT_TRUE(server.asked()[3].has("X-Session: Token in-body\r\n"));
  EXPECT_EQ(ManifestFolder(session_manifest("x-musubi: {session_token_header: X-None}")).read(host, settings(server)),
            MU_AUTH);
  EXPECT_EQ(host.failed_id, "no_session_token");
}

TEST(SessionToken, MayStandInAList) {
  ScriptedServer server([](const Asked& asked) -> Told {
    if (asked.target == "/login") return {200, R"({"items":[{"token":"in-list"}]})", ""};
    return items(R"({"id":1})");
  });
  TellingHost host;
  EXPECT_EQ(ManifestFolder(session_manifest("session_token_path: [items, 0, token]")).read(host, settings(server)), MU_OK)
      << host.failed_sentence;
  EXPECT_TRUE(server.asked()[1].has("X-Session: in-list\r\n"));
}

TEST(SessionToken, WithoutADurationIsRenewedWhereItIsForbiddenOrTheManifestTriesAgain) {
  for (const std::string more : {"", ", error_handler: {type: DefaultErrorHandler, response_filters: [{http_codes: [403], action: RETRY}], "
                                     "backoff_strategies: [{type: ConstantBackoffStrategy, backoff_time_in_seconds: 0.01}]}"}) {
    int logins = 0;
    ScriptedServer server([&](const Asked& asked) -> Told {
      if (asked.target == "/login") return {200, R"({"token":"s-)" + std::to_string(++logins) + "\"}", ""};
      return asked.has("X-Session: s-2") ? items(R"({"id":1})") : Told{403, "{}", ""};
    });
    std::string manifest = session_manifest("session_token_path: [token]");
    manifest.replace(manifest.find("path: /items"), 12, "path: /items" + more);
    TellingHost host;
    EXPECT_EQ(ManifestFolder(manifest).read(host, settings(server)), MU_OK) << host.failed_sentence;
    EXPECT_EQ(logins, 2);
  }
}

TEST(SessionToken, ThatIsRefusedSaysThatTheLoginIsOver) {
  Told refusal;
  ScriptedServer server([&](const Asked&) { return refusal; });
  const std::string plain = session_manifest("session_token_path: [access_token]");
  const ManifestFolder by_person(plain + R"(
spec:
  type: Spec
  connection_specification: {}
  advanced_auth: {oauth_config_specification: {oauth_connector_input_specification: {consent_url: "https://id.example.jp/auth", extract_output: [refresh_token]}}}
)"), by_settings(plain);
  const std::string config = R"({"base":")" + server.base() + R"(","refresh_token":"r1"})";
  TellingHost host;
  for (Told one : {Told{400, R"({"error":"invalid_grant"})", ""}, Told{401, "{}", ""}, Told{200, R"({"error":"invalid_code"})", ""}}) {
    refusal = one;
    EXPECT_EQ(by_person.read(host, config), MU_AUTH) << one.status;
    EXPECT_EQ(host.failed_id, "login_over") << one.status;
    by_settings.read(host, config);
    EXPECT_NE(host.failed_id, "login_over") << one.status;
  }
  EXPECT_EQ(host.failed_id, "no_session_token");
  refusal = {429, "{}", "Retry-After: 9999\r\n"};
  EXPECT_EQ(by_person.read(host, config), MU_RATE);
}

/// The stream of `parent`, and that of `below` for each of its records, as the stream "below".
std::string with_below(const std::string& parent, std::string below) {
  below.replace(below.find("name: items"), 11, "name: below");
  below.insert(below.find("      requester:"),
               "      partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: "
               "ParentStreamConfig, stream: \"#/streams/0\", parent_key: id, partition_field: item}]}\n");
  return parent + below.substr(below.find("  - "));
}

/// Two streams, each with its own copy of the login.
TEST(Tokens, AreSharedByThoseThatLogInAlike) {
  int logins = 0;
  ScriptedServer server([&](const Asked& asked) -> Told {
    if (asked.target == "/token")
      return {200, R"({"expires_in":3600,"access_token":"a)" + std::to_string(++logins) + "\"}", ""};
    return items(R"({"id":1})");
  });
  auto stream = [](const std::string& client) {
    std::string out = items_manifest("", "",
                                     "authenticator: {type: OAuthAuthenticator, client_id: " + client +
                                         ", client_secret: s, refresh_token: r, token_refresh_endpoint: \"{{ "
                                         "config['base'] }}/token\"}");
    return out;
  };
  auto below = [&](const std::string& client) {
    return with_below(stream("me"), stream(client));
  };
  TellingHost host;
  EXPECT_EQ(ManifestFolder(below("me")).read(host, settings(server), "below"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(logins, 1);
  EXPECT_EQ(ManifestFolder(below("other")).read(host, settings(server), "below"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(logins, 3);
}

/// A login of its own, for session_manifest.
std::string by(const std::string& user) {
  return ", authenticator: {type: BasicHttpAuthenticator, username: " + user + ", password: p}}, session_token_path: [token]";
}

TEST(Tokens, AreNotSharedByThoseThatLogInOtherwise) {
  ScriptedServer server([](const Asked& asked) -> Told {
    if (asked.target != "/login") return items(R"({"id":1})");
    const std::string who = asked.has("Basic YTpw") ? "a" : asked.has("Basic Yjpw") ? "b" : "nobody";
    return {200, R"({"token":"token-)" + who + R"(","csrf":"csrf"})", "X-Token: header\r\n"};
  });
  auto sessions = [&](const std::string& where, const std::string& below) {
    const size_t before = server.asked().size();
    std::string manifest = with_below(session_manifest(where), session_manifest(below));
    for (size_t at = 0; (at = manifest.find("http_method: POST}, , authenticator", at)) != manifest.npos;)
      manifest.erase(at + 17, 3);
    TellingHost host;
    EXPECT_EQ(ManifestFolder(manifest).read(host, settings(server), "below"), MU_OK) << host.failed_sentence;
    std::vector<std::string> out;
    for (const Asked& one : server.asked()) {
      const size_t at = one.head.find("X-Session: ");
      if (at != std::string::npos) out.push_back(one.head.substr(at + 11, one.head.find('\r', at) - at - 11));
    }
    return std::pair(server.asked().size() - before, std::vector<std::string>(out.end() - 2, out.end()));
  };
  using Sent = std::pair<size_t, std::vector<std::string>>;
  const std::string token = "session_token_path: [token]";
  EXPECT_EQ(sessions(token, token), (Sent{3, {"token-nobody", "token-nobody"}})) << "one login for both";
  EXPECT_EQ(sessions(token, "session_token_path: [csrf]"), (Sent{4, {"token-nobody", "csrf"}}));
  EXPECT_EQ(sessions(token, "x-musubi: {session_token_header: X-Token}"), (Sent{4, {"token-nobody", "header"}}));
  EXPECT_EQ(sessions(token, token + ", expiration_duration: PT1H"), (Sent{4, {"token-nobody", "token-nobody"}}));
  EXPECT_EQ(sessions(by("a"), by("b")), (Sent{4, {"token-a", "token-b"}}));
  EXPECT_EQ(sessions(by("a"), by("a")), (Sent{3, {"token-a", "token-a"}}));
}

}  // namespace
}  // namespace musubi::test
