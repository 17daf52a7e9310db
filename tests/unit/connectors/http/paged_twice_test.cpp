// Pages that overlap under an order with ties leave others out, and that is said.
#include "connectors/http/read/paged_twice.hpp"

#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Pages = std::vector<std::vector<uint64_t>>;

size_t twice_of(const Pages& pages) {
  http::PagedTwice twice;
  size_t count = 0;
  for (const auto& page : pages) {
    for (uint64_t name : page) twice.see(2 * name);
    count += twice.turn();
  }
  return count;
}

TEST(PagedTwice, CountsWhatCameOnAnEarlierPage) {
  EXPECT_EQ(twice_of({{1, 2, 3}, {4, 5, 6}, {7}}), 0u);
  EXPECT_EQ(twice_of({{1, 2, 3}, {2, 4, 5}}), 1u);
  EXPECT_EQ(twice_of({{1, 2, 3}, {4, 5, 6}, {7, 1, 4}}), 2u);
  EXPECT_EQ(twice_of({{1, 1, 2}, {3, 3, 4}}), 0u) << "one page may name one twice";
  EXPECT_EQ(twice_of({{1, 2}, {}, {1, 3}}), 1u);
  EXPECT_EQ(twice_of({{1, 2}, {3, 4}, {1, 2}}), 0u) << "past the end";
}

TEST(PagedTwice, CountsNoListThatGrewAtItsFront) {
  EXPECT_EQ(twice_of({{1, 2, 3}, {3, 4, 5}, {4, 5, 6}}), 0u);
  EXPECT_EQ(twice_of({{1, 2, 3}, {1, 2, 3}}), 0u);
  EXPECT_EQ(twice_of({{1, 2, 3}, {3, 2, 4}}), 1u) << "the 2 did not move down";
  EXPECT_EQ(twice_of({{1, 2, 3}, {2, 4, 3}}), 2u) << "another order";
}

TEST(PagedTwice, RemembersManyAndNotAll) {
  http::PagedTwice twice;
  uint64_t fresh = 1'000'000;
  auto page_from = [&](uint64_t first) {
    for (uint64_t i = 0; i < 1000; ++i) twice.see(2 * (first + i));
    twice.see(2 * ++fresh);
    return twice.turn();
  };
  for (uint64_t page = 0; page < 400; ++page) page_from(page * 1000);
  EXPECT_EQ(page_from(380'000), 1000u);
  EXPECT_EQ(page_from(0), 0u);
}

/// The line that says so, of pages of two ids each; "" where nothing is said.
std::string said_of(const std::vector<std::string>& pages, const std::string& key = "id", int32_t result = MU_OK) {
  ScriptedServer server([&](const Asked& asked) {
    const size_t at = asked.target.find("offset=");
    const size_t page = at == std::string::npos ? 0 : std::stoul(asked.target.substr(at + 7)) / 2;
    return Told{200, "{\"items\":[" + (page < pages.size() ? pages[page] : "") + "]}", ""};
  });
  TellingHost host;
  std::string manifest = items_manifest("", "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: offset}, pagination_strategy: {type: OffsetIncrement, page_size: 2}}");
  if (key.empty()) manifest.replace(manifest.find("primary_key: id"), 15, "");
  EXPECT_EQ(ManifestFolder(manifest).read(host, R"({"base":")" + server.base() + "\"}"), result) << host.failed_sentence;
  for (const std::string& line : host.lines)
    if (line.find("doubt") != line.npos) return line;
  return "";
}

TEST(PagedTwice, IsSaidOfAReadThatBreaksOff) {
  EXPECT_EQ(said_of({R"({"id":1},{"id":2})", R"({"id":3},{"id":1})", "no JSON"}, "id", MU_DATA), R"({"doubt":{"id":"pages_overlap","args":{"stream":"items","count":"1"}}})") << "another read goes on behind these pages";
}

TEST(PagedTwice, IsSaidOnceOfARead) {
  const std::string ties = R"({"id":1},{"id":2})";
  EXPECT_EQ(said_of({ties, R"({"id":3},{"id":1})", R"({"id":2},{"id":4})"}), R"({"doubt":{"id":"pages_overlap","args":{"stream":"items","count":"2"}}})");
  EXPECT_EQ(said_of({ties, R"({"id":3},{"id":4})"}), "");
  EXPECT_EQ(said_of({ties, R"({"id":3},{"id":1})"}, ""), "") << "equal rows without a key are rows";
}

}  // namespace
}  // namespace musubi::test
