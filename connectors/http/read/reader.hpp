// Reads the slices of a stream, page by page.
#pragma once
#include <set>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/arriving_body.hpp"
#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/extraction.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/read/misnamed.hpp"
#include "connectors/http/read/page_behind.hpp"
#include "connectors/http/read/page_ends.hpp"
#include "connectors/http/read/paged_twice.hpp"
#include "connectors/http/read/pages.hpp"
#include "connectors/http/read/reading.hpp"
#include "connectors/http/read/slice.hpp"
#include "connectors/http/read/text_edits.hpp"
#include "connectors/http/read/windows.hpp"
#include "connectors/http/request/send.hpp"
#include "core/sdk/tally.hpp"

namespace musubi::http {

/// What the slices of a stream have in common: what is looked at in answers, and what becomes of records. Used by
/// one slice at a time.
class Reader {
 public:
  /// Throws Trouble.
  Reader(Session& session, const Stream& stream);

  Session& session() const { return session_; }
  const Stream& stream() const { return stream_; }

  /// A page's records, those that the filter lets through, transformed.
  struct Page {
    Documents documents;
    std::vector<JsonMember> top;  // of a page that is one object: its members
    size_t records = 0, kept = 0;
    Json last = nullptr;
  };
  /// `behind` sees its records. Throws Failure MU_DATA, Trouble, and what `each` throws.
  Page take_page(HttpAnswer& answer, const Scope& scope, PageBehind& behind, const EachRecord& each);
  /// The same of a page of lines or rows, part by part; of `answer` the head.
  void take_part(const Documents& part, const HttpAnswer& answer, Page& page, const Scope& scope, PageBehind& behind, const EachRecord& each);
  /// As much of a page as its paginator looks at.
  Json response_for_paging(const Page& page) const;
  /// What a slice adds to its requests.
  Additions additions(const Slice& slice, const Json& seen, const Scope& scope) const;
  /// The properties that each request of a page names (query_properties.hpp), found out once.
  const std::vector<std::vector<std::string>>& chunks();
  /// Notes in the log what the manifest names and no answer had (misnamed.hpp). `ended`: all that there is was read.
  void tell_misnamed(bool ended) { misnamed_.tell(ended); }
  /// What the pages of all slices have shown.
  PageEnds& ends() { return ends_; }
  /// The source gives fewer records a page than it is asked for: notes it in the log. Throws Failure MU_CONFIG where the manifest makes of
  /// the page's number what is asked for, by its own size, and so perhaps with gaps: `overlaps` says there is none.
  void met_limit(int64_t size, int64_t limit, bool overlaps) const;
  /// A page has ended, `records` of which came on an earlier one as well.
  void came_twice(size_t records) { twice_ += records; }
  /// Says that what was read may not be all, where records came twice.
  void tell_twice() const;
  /// Whether the paginator looks at the last record of a page.
  bool wants_last() const { return wants_last_; }

 private:
  void take_records(const std::vector<std::string_view>& documents, Page& page, const Scope& scope, PageBehind& behind, const EachRecord& each);
  void take(std::string_view raw, Page& page, const Scope& scope, const EachRecord& each);
  void take_as_tree(std::string_view raw, Page& page, const Scope& scope, const EachRecord& each);
  bool is_gone(std::string_view raw, const Scope& scope) const;
  void take_gone(std::string_view raw, Page& page, const Scope& scope, const EachRecord& each);
  void pass(Record record, Page& page, const EachRecord& each);
  void note_kept(const Record& record, Page& page) const;
  void take_unread(const Documents& part, Page& page, const Scope& scope, PageBehind& behind, const EachRecord& each);
  void tell_not_numbers(const Documents& part, const HttpAnswer& answer);
  void refuse_errors(const Page& page, const HttpAnswer& answer) const;
  std::string said_in(std::string_view error) const;

  Session& session_;
  const Stream& stream_;
  Extracting extracting_;
  Misnamed misnamed_;
  PageEnds ends_;
  std::optional<TextEdits> edits_;
  std::string edited_;
  Tally not_numbers_;
  std::optional<std::vector<std::vector<std::string>>> chunks_;
  size_t twice_ = 0;
  bool wants_last_ = false, wants_response_ = false;
  std::optional<std::set<std::string>> response_members_, gone_members_;  // nullopt: all
};

class MergedPage;

/// A slice page by page.
class SliceRead final : public Reading {
 public:
  /// `token`: where to go on, null from the beginning. `reader` outlives it. Throws Trouble.
  SliceRead(Reader& reader, Slice slice, Json token, EachRecord each, PageDone page_done);
  ~SliceRead();
  SliceRead(const SliceRead&) = delete;

  bool move() override;
  Waiting waits() const override { return sending_ ? sending_->waits() : Waiting(); }

 private:
  void ask();
  bool read_otherwise(const Verdict& verdict);
  void begin_pages();
  bool take(std::optional<HttpAnswer> answer);
  bool take_page(HttpAnswer& answer);
  bool end_page(const Json& next, bool more);
  Scope scope_of_records(Names& names) const;
  void take_arrived();
  void take_lines(HttpAnswer& answer, bool last);
  void refuse_ignored() const;
  void name_properties(const std::vector<std::string>& properties, Additions& added);
  void see_own_slice();
  bool next_chunk();

  Reader& reader_;
  Slice slice_;  // as it is asked for
  Json seen_, seen_by_records_;
  Json wrapped_;  // the page's token, as templates see it
  size_t chunk_ = 0;      // of the page's requests by properties
  Json chunk_seen_;       // the slice as its request's templates see it
  bool sees_chunk_ = false;
  Names names_;
  const Scope scope_;
  const size_t own_names_;
  std::optional<Windows> windows_;  // where the source may ask for others
  std::optional<Pages> pages_;
  PageBehind behind_;
  PagedTwice twice_;
  std::chrono::milliseconds pause_{0};  // before the next request
  std::unique_ptr<MergedPage> merged_;  // null: each request is a page
  EachRecord each_;
  PageDone page_done_;
  std::optional<Sending> sending_;
  bool ignored_ = false;  // the last answer
  std::optional<ArrivingBody> arriving_;
  Reader::Page lines_;  // of the body that arrives
};

}  // namespace musubi::http
