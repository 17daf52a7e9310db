// A source that gives fewer records a page than it is asked for: the read does not end behind the first, and asks little more than before
// where a short page is the last.
#include <gtest/gtest.h>

#include "connectors/http/read/page_ends.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string paged(const std::string& strategy, const std::string& token) {
  return "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: " + token +
         "}, page_size_option: {type: RequestOption, inject_into: request_parameter, field_name: limit}, pagination_strategy: {type: " + strategy + "}}";
}

const std::string by_number = paged("PageIncrement, page_size: 5, start_from_page: 1", "page");
const std::string by_offset = paged("OffsetIncrement, page_size: 5", "offset");

int number_in(const std::string& target, const std::string& name, int otherwise) {
  const size_t at = target.find(name + "=");
  return at == target.npos ? otherwise : std::stoi(target.substr(at + name.size() + 1));
}

/// What the source does where it is asked for a page behind the last.
enum class Behind { empty, missing, refused, last_again, first_again, failing };

struct Source {
  int total, most;          // records, and how many a page has at most
  Behind behind = Behind::empty;
  std::string more = "";    // members of the answer beside the records
  bool has_keys = true;
};

Told page_of(const Source& of, const Asked& asked) {
  const int size = std::min(number_in(asked.target, "limit", 5), of.most);
  int at = number_in(asked.target, "offset", (number_in(asked.target, "page", 1) - 1) * size);
  if (at >= of.total && at > 0) {
    if (of.behind == Behind::missing) return {404, R"({"detail":"Invalid page."})", ""};
    if (of.behind == Behind::refused) return {400, R"({"detail":"no"})", ""};
    if (of.behind == Behind::failing) return {403, "{}", ""};
    if (of.behind == Behind::last_again) at = (of.total - 1) / size * size;
    if (of.behind == Behind::first_again) at = 0;
  }
  std::string items;
  for (int i = at; i < std::min(at + size, of.total); ++i)
    items += (items.empty() ? "{\"" : ",{\"") + std::string(of.has_keys ? "id" : "n") + "\":" + std::to_string(i) + "}";
  return {200, "{\"items\":[" + items + "]" + of.more + "}", ""};
}

struct Read {
  int32_t result;
  std::string records, targets, notes;
};

Read read_of(const Source& of, const std::string& paginator, const std::string& more = "", const std::string& requester = "") {
  ScriptedServer server([&](const Asked& asked) { return page_of(of, asked); });
  TellingHost host;
  std::string manifest = items_manifest("", paginator + more, requester);
  if (!of.has_keys) manifest.replace(manifest.find("primary_key: id"), 15, "");
  Read out{ManifestFolder(manifest).read(host, R"({"base":")" + server.base() + "\"}"), std::to_string(host.records.size()), server.targets(), ""};
  for (const std::string& line : host.lines)
    if (!line.starts_with("{\"request\"")) out.notes += line + "\n";
  return out;
}

const char* kNote = "items: pages of 5 were asked for, and the source gives 2 at most. The read did not end there: it went on by 2. Let page_size of the manifest be 2 or less.\n";

TEST(PageLimit, OfTheSourceDoesNotEndTheRead) {
  for (Behind behind : {Behind::empty, Behind::missing, Behind::refused, Behind::last_again})
    for (const bool has_keys : {true, false}) {
      const Read numbers = read_of({7, 2, behind, "", has_keys}, by_number), offsets = read_of({7, 2, behind, "", has_keys}, by_offset);
      EXPECT_EQ(numbers.result, MU_OK);
      EXPECT_EQ(offsets.result, MU_OK);
      EXPECT_EQ(numbers.records, "7") << static_cast<int>(behind);
      EXPECT_EQ(offsets.records, "7") << static_cast<int>(behind);
      EXPECT_EQ(numbers.notes, kNote);
      EXPECT_EQ(offsets.notes, kNote);
      EXPECT_EQ(numbers.targets, "/items?limit=5 /items?page=2&limit=2 /items?page=3&limit=2 /items?page=4&limit=2 /items?page=5&limit=2");
      EXPECT_EQ(offsets.targets, "/items?limit=5 /items?offset=2&limit=2 /items?offset=4&limit=2 /items?offset=6&limit=2 /items?offset=7&limit=2");
    }
}

TEST(PageLimit, MayEndWithAPageAsLargeAsTheOthers) {
  for (Behind behind : {Behind::empty, Behind::missing, Behind::last_again, Behind::first_again}) {
    const Read read = read_of({4, 2, behind}, by_number);
    EXPECT_EQ(read.result, MU_OK);
    EXPECT_EQ(read.notes, kNote);
  }
  EXPECT_EQ(read_of({4, 2, Behind::missing}, by_number).records, "4");
  EXPECT_EQ(read_of({4, 2, Behind::refused}, by_number).result, MU_CONFIG) << "that may be because it is too deep: nobody is to be gone for it";
}

TEST(PageLimit, ThatIsNoneCostsOneRequest) {
  for (const bool has_keys : {true, false})
    for (Behind behind : {Behind::empty, Behind::missing, Behind::refused, Behind::last_again}) {
      const Read read = read_of({3, 9, behind, "", has_keys}, by_number);
      EXPECT_EQ(read.result, MU_OK);
      EXPECT_EQ(read.records, "3") << static_cast<int>(behind);
      EXPECT_EQ(read.targets, "/items?limit=5 /items?page=2&limit=3");
      EXPECT_EQ(read.notes, "");
    }
  EXPECT_EQ(read_of({3, 9, Behind::failing}, by_number).result, MU_AUTH) << "only a refusal of the page says that there is none";
}

TEST(PageLimit, IsNotAskedForWhereItIsPlain) {
  EXPECT_EQ(read_of({0, 9}, by_number).targets, "/items?limit=5");
  EXPECT_EQ(read_of({7, 9}, by_number).targets, "/items?limit=5 /items?page=2&limit=5");
  for (const char* more : {",\"next\":null", ",\"has_more\":false", ",\"links\":{\"next\":null}", ",\"meta\":{\"hasNextPage\": false}"})
    EXPECT_EQ(read_of({3, 9, Behind::empty, more}, by_number).targets, "/items?limit=5") << more;
  for (const char* more : {",\"next\":\"x\"", ",\"has_more\":true", ",\"data\":{\"next\":null}"})
    EXPECT_EQ(read_of({3, 9, Behind::empty, more}, by_number).targets, "/items?limit=5 /items?page=2&limit=3") << more;
}

TEST(PageLimit, IsLearntOnceForAllPartitions) {
  const std::string shops = "\n      partition_router: {type: ListPartitionRouter, values: [a, b, c], cursor_field: shop, request_option: {type: RequestOption, inject_into: request_parameter, field_name: shop}}";
  EXPECT_EQ(read_of({3, 9}, by_offset, shops).targets, "/items?shop=a&limit=5 /items?shop=a&offset=3&limit=3 /items?shop=b&limit=5 /items?shop=c&limit=5");
  const Read limited = read_of({3, 2}, by_offset, shops);
  EXPECT_EQ(limited.records, "9");
  EXPECT_EQ(limited.notes, kNote);
}

TEST(PageLimit, IsKnownToTheNextReadOfAStreamWithACursor) {
  const std::string cursor = "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2026-01-01\"}";
  const char* known = R"(,"pages":{"last":3}})";
  std::string state;
  for (const char* targets : {"/items?limit=5 /items?page=2&limit=3", "/items?limit=5"}) {
    ScriptedServer server([](const Asked& asked) { return asked.target == "/items?limit=5" ? Told{200, R"({"items":[{"id":1,"at":"2026-01-02"},{"id":2},{"id":3}]})", ""} : Told{404, "{}", ""}; });
    TellingHost host;
    EXPECT_EQ(ManifestFolder(items_manifest(cursor, by_number)).read(host, R"({"base":")" + server.base() + "\"}", "items", state), MU_OK) << host.failed_sentence;
    EXPECT_EQ(server.targets(), targets);
    state = host.state();
    EXPECT_TRUE(state.ends_with(known)) << state;
  }
}

TEST(PageLimit, LeavesAPageBehindTheLastToTheHandler) {
  const std::string failing = "error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, http_codes: [404], action: FAIL, error_message: gone}]}";
  EXPECT_EQ(read_of({3, 9, Behind::missing}, by_number, "", failing).result, MU_CONFIG);
}

TEST(PageLimit, EndsAReadWhoseManifestCountsByItsOwnSize) {
  std::string own = by_number;
  const std::string option = "page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}, ";
  own.erase(own.find(option), option.size());
  const std::string offset = "request_parameters: {offset: \"{{ ((next_page_token or {}).get('next_page_token', 1) - 1) * 5 }}\"}";
  const Read read = read_of({7, 2}, own, "", offset);
  EXPECT_EQ(read.result, MU_CONFIG);
  EXPECT_EQ(read_of({7, 9}, own, "", offset).records, "7");
  const std::string overlapping = "request_parameters: {offset: \"{{ ((next_page_token or {}).get('next_page_token', 1) - 1) * 1 }}\"}";
  EXPECT_EQ(read_of({3, 2}, own, "", overlapping).result, MU_OK) << "pages that overlap leave no gap";
}

TEST(PageEnds, LearnFromPages) {
  http::PageEnds ends;
  EXPECT_TRUE(ends.may_go_on(3));
  ends.ended(3);
  EXPECT_FALSE(ends.may_go_on(3));
  EXPECT_TRUE(ends.may_go_on(4));
  EXPECT_TRUE(ends.went_on(4));
  EXPECT_FALSE(ends.went_on(6));
  EXPECT_EQ(ends.fitting(9), 4);
  EXPECT_EQ(ends.fitting(2), 2);
  EXPECT_FALSE(ends.may_go_on(2));
  EXPECT_TRUE(ends.is_full(4));
  ends.was_whole(9);
  EXPECT_TRUE(ends.may_go_on(1)) << "pages that end at eight and go on at four say nothing by their size";
}

}  // namespace
}  // namespace musubi::test
