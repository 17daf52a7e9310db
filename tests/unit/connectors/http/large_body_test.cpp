// Bodies of lines and rows of any size: read as they arrive; a line that is too long is held, and the others are read.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <zlib.h>

#include "connectors/http/read/arriving_body.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string manifest(const std::string& decoder) {
  std::string out = items_manifest("", "decoder: {type: GzipDecoder, decoder: {type: " + decoder + "}}");
  return out.replace(out.find("field_path: [items]"), 19, "field_path: []");
}

/// `line` so many times behind `head`, packed.
std::string packed(const std::string& head, const std::string& line, size_t times) {
  std::string out(1 << 20, '\0');
  z_stream z{};
  deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  size_t used = 0;
  auto put = [&](const std::string& text, int flush) {
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    z.avail_in = static_cast<uInt>(text.size());
    do {
      if (out.size() - used < (1 << 16)) out.resize(out.size() * 2);
      z.next_out = reinterpret_cast<Bytef*>(out.data() + used);
      z.avail_out = static_cast<uInt>(out.size() - used);
      deflate(&z, flush);
      used = out.size() - z.avail_out;
    } while (z.avail_out == 0 || z.avail_in);
  };
  put(head, Z_NO_FLUSH);
  for (size_t i = 0; i < times; ++i) put(line, Z_NO_FLUSH);
  put("", Z_FINISH);
  deflateEnd(&z);
  out.resize(used);
  return out;
}

/// So many times 16 MB of x, packed: members of one file.
std::string long_text(int times) {
  const std::string member = packed("", std::string(1 << 20, 'x'), 16);
  std::string out;
  for (int i = 0; i < times; ++i) out += member;
  return out;
}

long peak_megabytes() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return use.ru_maxrss / 1024;
}

/// How many records are read in little memory, and what is held.
size_t records_of(const std::string& decoder, std::string body, std::string* failed = nullptr, std::vector<std::string>* held = nullptr) {
  ScriptedServer server([&](const Asked&) { return Told{200, body, ""}; });
  ManifestFolder folder(manifest(decoder));
  TellingHost host;
  host.only_counts = true;
  const long before = peak_megabytes();
  const int32_t result = folder.read(host, settings(server));
  EXPECT_EQ(result, failed ? MU_DATA : MU_OK) << host.failed_sentence;
  EXPECT_LT(peak_megabytes() - before, 100);
  if (failed) *failed = host.failed_id;
  if (held) *held = host.held;
  return host.count;
}

TEST(LargeBody, LinesAreReadAsTheyArrive) {
  const std::string line = R"({"id":1,"text":")" + std::string(100'000, 'x') + "\"}\n";
  EXPECT_EQ(records_of("JsonlDecoder", packed("", line, 3'000)), 3'000u);  // 300 MB
}

TEST(LargeBody, RowsAreReadAsTheyArrive) {
  const std::string row = "1,\"" + std::string(50'000, 'x') + "\n" + std::string(50'000, 'y') + "\"\n";
  EXPECT_EQ(records_of("CsvDecoder", packed("id,text\n", row, 3'000)), 3'000u);
}

TEST(LargeBody, ALineThatIsTooLongIsHeldByItsBeginningAndTheOthersAreRead) {
  for (const std::string end : {"\"}\n{\"id\":3}\n", ""}) {
    const std::string first = "{\"id\":1}\n" + std::string(2 << 20, ' ') + "\n{\"id\":2,\"text\":\"";
    std::vector<std::string> held;
    EXPECT_EQ(records_of("JsonlDecoder", packed(first, "", 0) + long_text(end.empty() ? 2 : 128) + packed(end, "", 0), nullptr, &held), end.empty() ? 1u : 2u);  // 2 GB
    ASSERT_EQ(held.size(), 1u);
    EXPECT_TRUE(held[0].starts_with("line_held: {\"id\":2,\"text\":\"xxx")) << held[0].substr(0, 100);
    EXPECT_NE(held[0].find(end.empty() ? " … (33554448 bytes, FNV-1a " : " … (2147483666 bytes, FNV-1a "), std::string::npos) << held[0].substr(held[0].size() - 100);
    EXPECT_LT(held[0].size(), size_t{70'000});
  }
}

TEST(LargeBody, ARowWithoutEndIsRefused) {
  std::string failed;
  EXPECT_EQ(records_of("CsvDecoder", packed("id,text\n1,a\n2,", "", 0) + long_text(128), &failed), 0u);
  EXPECT_EQ(failed, "row_too_long");
}

TEST(LargeBody, ALongLineIsNoWordThatASingleRecordIsGone) {
  ScriptedServer server([&](const Asked&) { return Told{200, R"({"id":1,"text":")" + std::string(17 << 20, 'x') + "\"}\n", ""}; });
  ManifestFolder folder(items_manifest(
      "x-musubi: {fetch: {decoder: {type: JsonlDecoder}, requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: \"items/{{ key }}\"}}}"));
  TellingHost host;
  EXPECT_EQ(folder.fetch(host, settings(server), {"1"}), MU_DATA);
  EXPECT_EQ(host.failed_id, "line_too_long");
  EXPECT_EQ(host.count, 0u);
}

TEST(LargeBody, ALongLineOfAParentEndsTheRead) {
  ScriptedServer server([&](const Asked& asked) {
    return asked.target.starts_with("/shops") ? Told{200, "{\"id\":1}\n" + std::string(17 << 20, 'x') + "\n", ""} : Told{200, R"({"items":[{"id":7}]})", ""};
  });
  ManifestFolder folder(items_manifest(
      "", "partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, parent_key: id, partition_field: shop, stream: {type: "
          "DeclarativeStream, name: shops, primary_key: id, retriever: {type: SimpleRetriever, decoder: {type: JsonlDecoder}, requester: {type: HttpRequester, url_base: "
          "\"{{ config['base'] }}\", path: /shops}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}}}}]}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "line_too_long") << host.failed_sentence;
  EXPECT_EQ(host.keys, std::vector<std::string>{"7"}) << "what came before is not lost";
  EXPECT_TRUE(host.held.empty()) << "the children's stream has no such line";
}

TEST(LargeBody, UnpackedLinesAreTakenOutOfTheAnswer) {
  std::string body;
  const std::string line = R"({"id":1,"text":")" + std::string(1'000'000, 'x') + "\"}\n";
  for (int i = 0; i < 40; ++i) body += line;
  ScriptedServer server([&](const Asked&) { return Told{200, body, ""}; });
  std::string plain = items_manifest("", "decoder: {type: JsonlDecoder}");
  ManifestFolder folder(plain.replace(plain.find("field_path: [items]"), 19, "field_path: []"));
  TellingHost host;
  host.only_counts = true;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.count, 40u);
}

/// The documents of a body that arrives in pieces of `size` bytes.
std::string documents(const http::Decoder& decoder, const std::string& body, size_t size) {
  http::ArrivingBody arriving(decoder, "https://e.com", "");
  std::string out;
  auto each = [&](http::Documents& part) {
    for (std::string_view one : part.all) out += std::string(one) + ";";
  };
  for (size_t at = 0; at < body.size(); at += size) arriving.take(std::string_view(body).substr(at, size), false, each);
  arriving.take("", true, each);
  return out;
}

TEST(ArrivingBody, HoldsTheSameLinesWhereverItIsCut) {
  http::Decoder lines;
  lines.kind = http::Decoder::Kind::lines;
  const std::string just = "\"" + std::string((16 << 20) - 2, 'x') + "\"\n", beyond = "\"" + std::string((16 << 20) - 1, 'y') + "\"\n";
  const std::string body = "1\n" + just + "2\n" + beyond + beyond + "3\n";
  for (size_t size : {size_t{70'001}, size_t{1} << 20, size_t{5} << 20, body.size()}) {
    http::ArrivingBody arriving(lines, "https://e.com", "application/jsonl; charset=cp932");
    std::string out;
    auto each = [&](http::Documents& part) {
      for (std::string_view one : part.all) out += std::string(one.substr(0, 3)) + ";";
      for (const http::UnreadLine& line : part.unread) out += "held " + line.args[1].second + " " + line.args[2].second + ";";
    };
    for (size_t at = 0; at < body.size(); at += size) arriving.take(std::string_view(body).substr(at, size), false, each);
    arriving.take("", true, each);
    EXPECT_EQ(out, "1;\"xx;2;held 4 16777217;held 5 16777217;3;") << size;
  }
}

TEST(ArrivingBody, TellsALongLineInItsOwnEncoding) {
  http::Decoder lines;
  lines.kind = http::Decoder::Kind::lines;
  http::ArrivingBody arriving(lines, "https://e.com", "application/jsonl; charset=shift_jis");
  std::string told;
  arriving.take("{\"a\":\"\x8e\x52" + std::string(17 << 20, 'x'), true, [&](http::Documents& part) {
    if (!part.unread.empty()) told = part.unread[0].told;
  });
  EXPECT_TRUE(told.starts_with("{\"a\":\"山xx")) << told.substr(0, 20);
  EXPECT_NE(told.find("x … ("), told.npos);
}

TEST(ArrivingBody, DoesNotDependOnWhereItIsCut) {
  http::Decoder lines, rows;
  lines.kind = http::Decoder::Kind::lines;
  rows.kind = http::Decoder::Kind::csv;
  rows.encoding = "cp932";
  lines.gzip = true;
  const std::string two = packed("{\"a\":1}\n", "", 0) + packed("{\"a\":\"山\"}", "", 0);
  for (size_t size : {1u, 2u, 7u, 1000u}) {
    EXPECT_EQ(documents(lines, two, size), "{\"a\":1};{\"a\":\"山\"};");
    EXPECT_EQ(documents(lines, "{\"a\":1}\n", size), "{\"a\":1};") << "it was not packed after all";
    EXPECT_EQ(documents(rows, "a,b\n1,\"\x8e\x52\n2\"\n", size), "{\"a\":\"1\",\"b\":\"山\\n2\"};");
  }
  EXPECT_THROW(documents(lines, two.substr(0, two.size() - 9), 7), Failure);
}

}  // namespace
}  // namespace musubi::test
