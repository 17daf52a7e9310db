// Manifests and servers that are wrong: a clear error, and nothing hangs.
#include <gtest/gtest.h>
#include <zlib.h>

#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/pages.hpp"
#include "connectors/http/request/http_client.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string paged(const std::string& strategy) {
  return items_manifest("",
                        "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, "
                        "inject_into: request_parameter, field_name: page}, pagination_strategy: {" +
                            strategy + "}}");
}

/// What the read of "items" from a server that always gives `told` fails with: "RESULT id".
std::string failure(const Told& told, const std::string& manifest) {
  ScriptedServer server([&](const Asked&) { return told; });
  ManifestFolder folder(manifest);
  TellingHost host;
  int32_t result = folder.read(host, settings(server));
  return std::to_string(result) + " " + host.failed_id +
         (result == MU_CONFIG ? ": " + host.failed_sentence : "");
}

std::string with(int32_t result, const std::string& id) {
  return std::to_string(result) + " " + id;
}

/// Why a manifest is refused when it is opened.
std::string refusal(const std::string& manifest) {
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":"http://127.0.0.1:1"})"), MU_CONFIG);
  EXPECT_TRUE(host.failed_id == "manifest_lacks" || host.failed_id == "manifest_unread") << host.failed_id;
  return host.failed_sentence;
}

TEST(BadInput, ABodyBeyondTheLimitIsNotTakenIn) {
  ScriptedServer server([](const Asked&) { return Told{200, std::string(3 << 20, 'x'), ""}; });
  TellingHost telling;
  Host host(telling.table(), nullptr);
  http::HttpSettings small;
  small.largest_body = 1 << 20;
  http::HttpClient client(host, small);
  http::HttpRequest request;
  request.url = server.base() + "/items";
  try {
    client.send(request);
    FAIL() << "it was taken in";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.id, "body_too_large");
    EXPECT_EQ(failure.code, MU_DATA);
  }
  // What is packed counts by what it becomes, and the client goes on.
  small.largest_body = 4 << 20;
  EXPECT_EQ(client.send(request).body.size(), size_t{3} << 20);
}

/// A gzip file of `megabytes` letters on one line, a member for each megabyte.
std::string packed_line(size_t megabytes) {
  std::string plain(1 << 20, 'x'), member(64 * 1024, '\0'), out;
  z_stream z{};
  deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = reinterpret_cast<Bytef*>(plain.data());
  z.avail_in = static_cast<uInt>(plain.size());
  z.next_out = reinterpret_cast<Bytef*>(member.data());
  z.avail_out = static_cast<uInt>(member.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  member.resize(member.size() - z.avail_out);
  deflateEnd(&z);
  for (size_t i = 0; i < megabytes; ++i) out += member;
  return out;
}

TEST(BadInput, ALineOfTwoGigabytesIsNotTakenIn) {
  const std::string packed = packed_line(2048);
  EXPECT_LT(packed.size(), size_t{16} << 20);
  try {
    http::unpacked(packed, size_t{8} << 20, "https://e.com/x");
    FAIL() << "it was taken in";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.id, "body_too_large");
  }
  EXPECT_EQ(http::unpacked(packed_line(8), size_t{8} << 20, "https://e.com/x").size(), size_t{8} << 20);
}

TEST(BadInput, AnUnpackedBodyHasTheLimitOfAnyOther) {
  http::Decoder decoder;
  decoder.gzip = true;
  http::HttpAnswer answer{200, {}, packed_line(257), "https://e.com/x"};
  try {
    http::decode_body(decoder, answer);
    FAIL() << "it was taken in";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.id, "body_too_large");
    EXPECT_EQ(failure.args, (Pairs{{"endpoint", "https://e.com/x"}, {"megabytes", "256"}}));
  }
}

TEST(BadInput, AWrongCharsetIsNamed) {
  ScriptedServer server([](const Asked& asked) {
    std::string name = asked.target.ends_with("page=2") ? "\x8e\x52" : "山", id = asked.target.ends_with("page=2") ? "2" : "1";
    return Told{200, R"({"items":[{"id":)" + id + R"(,"name":")" + name + R"("}]})", "Content-Type: application/json; charset=utf-8\r\n"};
  });
  ManifestFolder folder(paged("type: PageIncrement, page_size: 1, start_from_page: 1"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "bad_text");
  EXPECT_NE(host.failed_sentence.find("(byte "), std::string::npos) << host.failed_sentence;
  EXPECT_EQ(host.keys, (std::vector<std::string>{"1"})) << "what came before it is not lost, nothing comes behind it";
}

TEST(BadInput, APageThatRepeatsForEverIsDetected) {
  Told same{200, R"({"items":[{"id":1},{"id":2}]})", ""};
  EXPECT_EQ(failure(same, paged("type: PageIncrement, page_size: 2")), with(MU_DATA, "page_repeats"));
  EXPECT_EQ(failure(same, paged("type: OffsetIncrement, page_size: 2")), with(MU_DATA, "page_repeats"));
}

TEST(BadInput, TokensOfPagesInACircleAreDetected) {
  int number = 0;
  ScriptedServer server([&](const Asked&) {
    std::string id = std::to_string(++number);
    return Told{200, R"({"items":[{"id":)" + id + R"(}],"next":"t)" + std::to_string(number % 3) + "\"}", ""};
  });
  ManifestFolder folder(paged("type: CursorPagination, cursor_value: \"{{ response.next }}\""));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "page_repeats");
  EXPECT_LT(number, 10);
}

TEST(Pages, ATokenThatStaysTheSameMayBringOtherPages) {
  int number = 0;
  ScriptedServer server([&](const Asked&) {
    std::string id = std::to_string(std::min(++number, 5));
    return Told{200, R"({"items":[{"id":)" + id + R"(}],"next":)" + (number == 5 ? "null" : "\"scroll\"") + "}", ""};
  });
  ManifestFolder folder(paged("type: CursorPagination, cursor_value: \"{{ response.next }}\""));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys.size(), 5u);
}

TEST(BadInput, PagesInACircleUnderOneTokenAreDetected) {
  int number = 0;
  ScriptedServer server([&](const Asked&) {
    return Told{200, R"({"items":[{"id":)" + std::to_string(++number % 3) + R"(}],"next":"scroll"})", ""};
  });
  ManifestFolder folder(paged("type: CursorPagination, cursor_value: \"{{ response.next }}\""));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "page_repeats");
  EXPECT_LT(number, 10);
}

TEST(BadInput, PagesWithoutEndHaveALimit) {
  http::Paginator endless;
  endless.kind = http::Paginator::Kind::page;
  http::Names names;
  const http::Clock clock = [] { return int64_t{0}; };
  http::PageEnds ends;
  http::Pages pages(endless, {names, clock}, nullptr, ends);
  const http::Json headers = http::Json::object(), none = nullptr;
  size_t count = 0;
  auto read_on = [&] {
    for (; count < 1'100'000; ++count) {
      std::string body = std::to_string(count);
      pages.next({1, 1, nullptr, &none, &headers, body}, {names, clock});
    }
  };
  EXPECT_THROW(read_on(), Failure);
  EXPECT_EQ(count, 1'000'000U);
}

TEST(BadInput, APageForPeopleIsNoAnswer) {
  Told page{200, "<!DOCTYPE html><html>please log in</html>", "Content-Type: text/html\r\n"};
  EXPECT_EQ(failure(page, items_manifest("")), with(MU_DATA, "html_answer"));
  page.headers = "Content-Type: application/json\r\n";
  EXPECT_EQ(failure(page, items_manifest("")), with(MU_DATA, "html_answer"));
}

TEST(BadInput, ErrorsAreSeenBesideNamesWrittenWithEscapes) {
  Told told{200, R"({"it\u0065ms":[],"\u0065rrors":[{"message":"no"}]})", ""};
  EXPECT_EQ(failure(told, items_manifest("")), with(MU_DATA, "answer_has_errors_said"));
  told.body = R"({"items":[],"errors":[{"code":7}]})";
  EXPECT_EQ(failure(told, items_manifest("")), with(MU_DATA, "answer_has_errors"));
}

TEST(BadInput, TheSentenceSaysWhatTheFirstErrorSays) {
  auto sentence = [](const std::string& errors) {
    ScriptedServer server([&](const Asked&) { return Told{200, R"({"data":null,"errors":)" + errors + "}", ""}; });
    ManifestFolder folder(items_manifest("", "", "authenticator: {type: BearerAuthenticator, api_token: \"{{ config['token'] }}\"}"));
    TellingHost host;
    host.secrets["secrets/token"] = "secret-1";
    EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
    EXPECT_EQ(host.failed_id, "answer_has_errors_said");
    return host.failed_sentence;
  };
  std::string said = sentence(R"([{"message":"Access denied for customers field.\nUse secret-1 no more."},{"message":"other"}])");
  EXPECT_NE(said.find("lists 2 errors (200): Access denied for customers field. Use *** no more."), std::string::npos) << said;
  std::string longer;
  for (int i = 0; i < 200; ++i) longer += "あ";
  said = sentence(R"([{"message":")" + longer + R"("}])");
  EXPECT_EQ(said.find(longer), std::string::npos);
  EXPECT_NE(said.find(longer.substr(0, 198) + "…"), std::string::npos) << said;
  EXPECT_EQ(sentence(R"(["no such field"])").find("no such field") != std::string::npos, true);
}

TEST(BadInput, ARequestHasOneBody) {
  std::string said = refusal(items_manifest("", "", "http_method: POST, request_body_data: {a: x}, request_body_json: {b: y}"));
  EXPECT_NE(said.find("request_body_json: it cannot stand beside request_body_data"), std::string::npos) << said;
  Told told{200, R"({"items":[]})", ""};
  EXPECT_EQ(failure(told, items_manifest("", "paginator: {type: DefaultPaginator, page_size_option: {type: RequestOption, inject_into: "
                                             "body_data, field_name: size}, pagination_strategy: {type: PageIncrement, page_size: 2}}",
                                         "http_method: POST, request_body_json: {b: y}")),
            with(MU_DATA, "template_cannot"));
}

TEST(BadInput, ReferencesInACircleAreNamed) {
  std::string said = refusal(
      "definitions:\n  a: {$ref: \"#/definitions/b\"}\n  b: {$ref: \"#/definitions/a\"}\n"
      "streams:\n  - {$ref: \"#/definitions/a\"}\n");
  EXPECT_NE(said.find("circle"), std::string::npos) << said;
}

TEST(BadInput, AMissingFieldIsNamedWithItsPath) {
  std::string said =
      refusal(items_manifest("incremental_sync: {type: DatetimeBasedCursor, datetime_format: \"%Y\", "
                             "start_datetime: \"2020\"}"));
  EXPECT_NE(said.find("streams[0].incremental_sync.cursor_field: it is missing"), std::string::npos) << said;
}

TEST(BadInput, ACsvThatCannotBeReadIsNamedBeforeItIsRead) {
  auto csv = [](const std::string& more) { return refusal(items_manifest("", "decoder: {type: CsvDecoder, " + more + "}")); };
  EXPECT_NE(csv("delimiter: \"||\"").find("decoder.delimiter: || is not supported: it is one ASCII sign"), std::string::npos) << csv("delimiter: \"||\"");
  EXPECT_NE(csv("encoding: koi8-r").find("decoder.encoding: koi8-r is not supported"), std::string::npos) << csv("encoding: koi8-r");
}

TEST(BadInput, ACsvRowBeyondItsHeaderIsHeld) {
  ScriptedServer server([](const Asked&) { return Told{200, "id,name\n1,a\n2,b,c\n3,d,\n4,e\n", ""}; });
  std::string manifest = items_manifest("", "decoder: {type: CsvDecoder}");
  manifest.replace(manifest.find("field_path: [items]"), 19, "field_path: []");
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys, (std::vector<std::string>{"1", "3", "4"})) << "an empty cell says nothing";
  EXPECT_EQ(host.held, std::vector<std::string>{R"(row_too_wide: {"id":"2","name":"b","":["c"]})"});
}

TEST(BadInput, AnErrorOfATemplateSaysWhichAndWhyWithoutValues) {
  auto sentence = [](const std::string& value) {
    ScriptedServer server([](const Asked&) {
      return Told{200, R"({"items":[{"id":1,"zero":0,"mail":"hanako@example.jp"}]})", ""};
    });
    ManifestFolder folder(items_manifest("", "paginator: {type: DefaultPaginator, page_token_option: {type: RequestPath}, "
                                             "pagination_strategy: {type: CursorPagination, cursor_value: \"" + value + "\"}}"));
    TellingHost host;
    EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
    return host.failed_sentence;
  };
  EXPECT_EQ(sentence("{{ 1 / last_record.zero }}"),
            "The expression {{ 1 / last_record.zero }} of the stream items cannot be evaluated (division by zero). Check the "
            "settings and the manifest.");
  EXPECT_EQ(sentence("{{ last_record.other.x }}"),
            "The expression {{ last_record.other.x }} of the stream items cannot be evaluated "
            "('other' is undefined). Check the settings and the manifest.");
  EXPECT_NE(sentence("{{ response[last_record.mail].x }}").find("('…' is undefined)"), std::string::npos);
}

TEST(BadInput, ATemplateThatCannotBeEvaluatedEndsTheRead) {
  auto adding = [](const std::string& value) {
    return items_manifest("transformations: [{type: AddFields, fields: [{path: [x], value: \"" + value +
                          "\"}]}]");
  };
  Told one{200, R"({"items":[{"id":1,"zero":0}]})", ""};
  const std::string failed = with(MU_DATA, "template_failed");
  EXPECT_EQ(failure(one, adding("{{ 1 / record.zero }}")), failed);
  EXPECT_EQ(failure(one, adding("{{ 1 // record.zero }}")), failed);
  EXPECT_EQ(failure(one, adding("{{ 1 % record.zero }}")), failed);
  std::string loops = "x", list = "[1";
  for (int i = 0; i < 6; ++i) loops = "{% for i in record.list %}" + loops + "{% endfor %}";
  for (int i = 0; i < 100; ++i) list += ",1";
  Told many{200, R"({"items":[{"id":1,"list":)" + list + "]}]}", ""};
  EXPECT_EQ(failure(many, adding(loops)), failed);
  EXPECT_EQ(failure(one, adding("{{ 'x' * 10000000000 }}")), failed);
  EXPECT_EQ(failure(one, adding("{{ 9 ** 9 ** 9 }}")), failed);
}

}  // namespace
}  // namespace musubi::test
