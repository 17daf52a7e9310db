#include <utility>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/reader.hpp"
#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/filter_families.hpp"

namespace musubi::http {
namespace {

constexpr size_t kLarge = 8 << 20, kPart = 1 << 20;  // bytes of a body that is taken as it arrives, and of its parts

/// What a record's key is in an address: no part of it can leave its place there.
Names with_key(const Names& names, const SingleKey& key, bool for_address) {
  auto written = [&](const std::string& text) {
    return for_address ? percent_encoded(text, "", false) : text;
  };
  Json parts = Json::array();
  for (const std::string& part : key.parts) parts.push_back(written(part));
  Names out = names;
  out.set("key", Value(Json(written(key.text))));
  out.set("keys", Value(std::move(parts)));
  return out;
}

}  // namespace

SliceRead::SliceRead(Reader& reader, Slice slice, Json token, EachRecord each, PageDone page_done)
    : reader_(reader),
      slice_(std::move(slice)),
      seen_(slice_.seen()),
      names_(reader.session().names()),
      scope_{names_, reader.session().clock()},
      own_names_((add_slice_names(names_, seen_), names_.size())),
      pages_(reader.stream().paginator, scope_, std::move(token)),
      each_(std::move(each)),
      page_done_(std::move(page_done)) {}

bool SliceRead::move() {
  for (;;) {
    if (!sending_) ask();
    if (!sending_->move()) return take_arrived(), false;
    auto answer = sending_->take();
    ignored_ = sending_->ignored();
    sending_.reset();
    if (!take(std::move(answer))) return true;
  }
}

void SliceRead::ask() {
  const Requester& requester = reader_.stream().requester;
  names_.resize(own_names_);
  wrapped_ = pages_.token().is_null() ? Json(nullptr) : Json{{"next_page_token", pages_.token()}};
  names_.set("next_page_token", Value::borrowed(wrapped_));
  Additions added;
  if (pages_.token().is_null() || !reader_.stream().first_page_only) added = reader_.additions(slice_, seen_, scope_);
  pages_.add_to(added, scope_);
  if (slice_.key) {
    const Names in_address = with_key(names_, *slice_.key, true);
    names_ = with_key(names_, *slice_.key, false);
    added.url = address_of(requester, {in_address, scope_.clock});
  }
  sending_.emplace(reader_.session(), requester, scope_, std::move(added),
                   slice_.key ? Sending::Missing::is_nothing : Sending::Missing::is_failure);
}

/// What the manifest passes over in a list is no word that a single record is gone.
void SliceRead::refuse_ignored() const {
  if (ignored_ && slice_.key) data_failure("fetch_ignored", {{"stream", reader_.stream().name}});
}

/// What of a large body is there already, so that it is never held whole.
void SliceRead::take_arrived() {
  HttpAnswer* answer = sending_->arriving(arriving_ ? kPart : kLarge);
  if (!answer || !ArrivingBody::can(reader_.stream().decoder, answer->header("content-type"))) return;
  sending_->keep_to();
  take_lines(*answer, false);
}

void SliceRead::take_lines(HttpAnswer& answer, bool last) {
  if (!arriving_)
    arriving_.emplace(reader_.stream().decoder, shown_url(answer.url), std::string(answer.header("content-type")));
  // A record may begin other reads, and while these are driven more of this answer arrives.
  std::string body = std::exchange(answer.body, {});
  arriving_->take(body, last, [&](const Documents& part) { reader_.take_part(part, answer, lines_, scope_, each_); });
  if (!answer.body.empty()) return;
  body.clear();
  answer.body = std::move(body);  // its room
}

/// What became of a page; false where it was the last.
bool SliceRead::take(std::optional<HttpAnswer> answer) {
  if (!answer) {
    refuse_ignored();
    return page_done_(nullptr), false;
  }
  const Json headers = headers_value(*answer, true);
  std::string name;
  Reader::Page page;
  if (arriving_ || ArrivingBody::can(reader_.stream().decoder, answer->header("content-type"))) {
    take_lines(*answer, true);
    name = arriving_->name();
    page = std::exchange(lines_, {});
    arriving_.reset();
  } else {
    page = reader_.take_page(*answer, scope_, each_);
  }
  if (page.records == 0) refuse_ignored();
  const Json response = reader_.response_for_paging(page);
  bool more =
      pages_.next({page.records, page.kept, &page.last, &response, &headers, name.empty() ? page.documents.body : name}, scope_);
  reader_.session().client().take_back(std::move(page.documents.body));
  return page_done_(more ? pages_.token() : Json(nullptr)) && more;
}

}  // namespace musubi::http
