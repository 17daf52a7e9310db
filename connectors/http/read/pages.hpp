// Which page comes next.
#pragma once
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/page_ends.hpp"
#include "connectors/http/request/build.hpp"
#include "connectors/http/request/send.hpp"

namespace musubi::http {

/// What is known of the page that was read.
struct PageRead {
  size_t records = 0;                 // as they were extracted, before filters
  size_t kept = 0;                    // after filters
  const Json* last_record = nullptr;  // the last kept one
  const Json* response = nullptr;     // the first document
  const Json* headers = nullptr;
  std::string_view body;
  bool is_repeated = false;  // nothing but what the page before had
  bool is_last = false;      // the answer says that nothing follows
};

/// Walks the pages of one slice.
class Pages {
 public:
  /// `token`: where to go on, null from the beginning. `ends`: of the whole read. Throws Trouble.
  Pages(const Paginator& of, const Scope& scope, Json token, PageEnds& ends);

  /// The token of the page to read; null for the first.
  const Json& token() const { return token_; }
  /// The size of pages that is asked for; nothing where none is.
  const std::optional<int64_t>& size() const { return size_; }
  void resize(int64_t size) { size_ = size; }
  /// Adds page size and token to a request.
  void add_to(Additions& additions, const Scope& scope) const;
  /// Moves on; false where there is no further page. Throws Failure MU_DATA where pages repeat for ever.
  bool next(const PageRead& page, const Scope& scope);
  /// Whether a page may come that leaves open whether another stands behind it.
  bool may_be_short() const { return counts() && size_ && *size_ && ends_.may_go_on(*size_ - 1); }
  /// Whether the page to read stands behind such a page.
  bool is_behind_short() const { return short_ > 0; }
  /// What an answer says there that there is no such page.
  Sending::Missing past_end() const;
  /// There was no page to read.
  void nothing_came();
  /// How many records a page has at most, once it is known; told once a read.
  std::optional<int64_t> take_limit() { return std::exchange(limit_, std::nullopt); }

 private:
  bool counts() const { return of_.kind == Paginator::Kind::page || of_.kind == Paginator::Kind::offset; }
  bool is_first() const { return token_.is_null() || (of_.kind == Paginator::Kind::page && token_ == of_.first_page); }
  int64_t sent_size() const { return sent_ ? std::min(*sent_, *size_) : *size_; }
  bool goes_on_behind(const PageRead& page);
  Json token_after(const PageRead& page, const Scope& scope);
  std::optional<int64_t> page_size(const Scope& scope) const;
  void watch(const PageRead& page, const Json& before);

  const Paginator& of_;
  Json token_;
  PageEnds& ends_;
  std::optional<int64_t> size_;
  std::optional<int64_t> sent_;   // in place of it, where the source gives no more
  int64_t short_ = 0;             // records of the page before, where it left open whether another stands behind it
  std::optional<int64_t> limit_;  // to be told
  std::set<std::string> seen_;   // hashes of tokens; of one that stays the same, with its page
  std::string last_body_;         // hash
  int repeats_ = 0;
  size_t count_ = 0;
};

}  // namespace musubi::http
