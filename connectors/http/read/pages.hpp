// Which page comes next.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/build.hpp"

namespace musubi::http {

/// What is known of the page that was read.
struct PageRead {
  size_t records = 0;                 // as they were extracted, before filters
  size_t kept = 0;                    // after filters
  const Json* last_record = nullptr;  // the last kept one
  const Json* response = nullptr;     // the first document
  const Json* headers = nullptr;
  std::string_view body;
};

/// Walks the pages of one slice.
class Pages {
 public:
  /// `token`: where to go on, null from the beginning. Throws Trouble.
  Pages(const Paginator& of, const Scope& scope, Json token);

  /// The token of the page to read; null for the first.
  const Json& token() const { return token_; }
  /// The size of pages that is asked for; nothing where none is.
  const std::optional<int64_t>& size() const { return size_; }
  void resize(int64_t size) { size_ = size; }
  /// Adds page size and token to a request.
  void add_to(Additions& additions, const Scope& scope) const;
  /// Moves on; false where there is no further page. Throws Failure MU_DATA where pages repeat for ever.
  bool next(const PageRead& page, const Scope& scope);

 private:
  Json token_after(const PageRead& page, const Scope& scope) const;
  std::optional<int64_t> page_size(const Scope& scope) const;
  void watch(const PageRead& page, const Json& before);

  const Paginator& of_;
  Json token_;
  std::optional<int64_t> size_;
  std::set<std::string> seen_;   // hashes of tokens; of one that stays the same, with its page
  std::string last_body_;         // hash
  int repeats_ = 0;
  size_t count_ = 0;
};

}  // namespace musubi::http
