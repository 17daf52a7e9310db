#include "connectors/http/read/pages.hpp"

#include <utility>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/content_hash.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr int kRepeats = 3;           // the same page again
constexpr size_t kPages = 1'000'000;  // of one slice

int64_t whole_token(const Json& token, int64_t otherwise) {
  if (token.is_null()) return otherwise;
  if (!token.is_number_integer()) trouble("the token of the page before is no whole number");
  return token.get<int64_t>();
}

}  // namespace

Pages::Pages(const Paginator& of, const Scope& scope, Json token, PageEnds& ends)
    : of_(of), token_(std::move(token)), ends_(ends), size_(page_size(scope)) {
  if (counts() && size_ && is_first() && ends.fitting(*size_) < *size_) sent_ = ends.fitting(*size_);
  if (!token_.is_null() || !of.inject_first) return;
  if (of.kind == Paginator::Kind::page) token_ = of.first_page;
  if (of.kind == Paginator::Kind::offset) token_ = 0;
}

std::optional<int64_t> Pages::page_size(const Scope& scope) const {
  if (!of_.page_size) return std::nullopt;
  if (of_.page_size->parsed().free_names.contains("response")) return std::nullopt;
  Json value = of_.page_size->value(scope);
  if (!value.is_number_integer()) trouble("page_size is no whole number");
  return value.get<int64_t>();
}

void Pages::add_to(Additions& additions, const Scope& scope) const {
  if (of_.token_is_path && !token_.is_null())
    additions.path = text_of(Value::borrowed(token_));
  else if (of_.token_option && !token_.is_null())
    additions.inject(*of_.token_option, token_, scope);
  if (of_.size_option && size_ && *size_) additions.inject(*of_.size_option, sent_size(), scope);
}

/// A page that is short may be the last, or as large as the source makes them: that is asked, unless pages have shown it. What is asked
/// for then is no more than came, so that a page's number means the same place whichever size the source counts by.
bool Pages::goes_on_behind(const PageRead& page) {
  const auto count = page.is_repeated ? 0 : static_cast<int64_t>(page.records);
  if (const int64_t before = std::exchange(short_, 0)) {
    if (count == 0)
      ends_.ended(before);
    else if (ends_.went_on(before))
      limit_ = before;
  }
  if (count == 0 || !size_ || !*size_) return count > 0;
  if (count >= *size_) return ends_.was_whole(*size_), true;
  if (page.is_last || !ends_.may_go_on(count)) return false;
  short_ = count;
  if (!sent_ && (of_.kind == Paginator::Kind::offset || is_first())) sent_ = count;
  return true;
}

Sending::Missing Pages::past_end() const {
  if (!short_) return Sending::Missing::is_failure;
  return ends_.is_full(short_) ? Sending::Missing::is_nothing : Sending::Missing::is_refusal;
}

void Pages::nothing_came() {
  if (const int64_t before = std::exchange(short_, 0)) ends_.ended(before);
}

Json Pages::token_after(const PageRead& page, const Scope& scope) {
  if (counts()) {
    if (!goes_on_behind(page)) return nullptr;
    return of_.kind == Paginator::Kind::page ? whole_token(token_, of_.first_page) + 1
                                             : whole_token(token_, 0) + static_cast<int64_t>(page.records);
  }
  const Json none = nullptr;
  Names names = scope.names;
  names.set("response", Value::borrowed(page.response ? *page.response : none));
  names.set("headers", Value::borrowed(*page.headers));
  names.set("last_record", Value::borrowed(page.last_record ? *page.last_record : none));
  names.set("last_page_size", Value(Json(page.kept)));
  names.set("page_size", size_ ? Value(Json(*size_)) : Value(Json(nullptr)));
  const Scope inner{names, scope.clock};
  if (of_.stop.given() && of_.stop.holds(inner)) return nullptr;
  Json token = of_.cursor_value.value(inner);
  return is_true(token) ? token : Json(nullptr);
}

/// A source that gives the same page again and again, or tokens in a circle, never ends. One whose token stays the same
/// may give another page each time: there the pages must not come again.
void Pages::watch(const PageRead& page, const Json& before) {
  std::string body = content_hash(page.body);
  repeats_ = page.records && body == last_body_ ? repeats_ + 1 : 0;
  const bool counts = of_.kind != Paginator::Kind::cursor;  // its tokens grow: no circle
  const std::string token = token_.dump();
  const bool again = !counts && !seen_.insert(content_hash(token_ == before ? token + body : token)).second;
  last_body_ = std::move(body);
  if (repeats_ >= kRepeats || again || ++count_ > kPages) data_failure("page_repeats");
}

bool Pages::next(const PageRead& page, const Scope& scope) {
  if (of_.kind == Paginator::Kind::none) return false;
  Json after = token_after(page, scope);
  const Json before = std::exchange(token_, std::move(after));
  if (token_.is_null()) return false;
  watch(page, before);
  return true;
}

}  // namespace musubi::http
