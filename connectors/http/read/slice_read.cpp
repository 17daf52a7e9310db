#include <utility>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/query_properties.hpp"
#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/next_address.hpp"
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

/// What puts the records of a page's requests together; null where there is one request, whose records are as they come.
std::unique_ptr<MergedPage> merged_page(const Reader& reader, const EachRecord& each) {
  const auto& properties = reader.stream().requester.properties;
  return properties && properties->chunking ? std::make_unique<MergedPage>(*properties->chunking, each, reader.wants_last()) : nullptr;
}

}  // namespace

SliceRead::SliceRead(Reader& reader, Slice slice, Json token, EachRecord each, PageDone page_done)
    : reader_(reader),
      slice_(std::move(slice)),
      seen_(slice_.seen()),
      names_(reader.session().names()),
      scope_{names_, reader.session().clock()},
      own_names_((add_slice_names(names_, slice_, seen_), names_.size())),
      pages_(std::in_place, reader.stream().paginator, scope_, std::move(token), reader.ends()),
      behind_(reader.stream().key),
      each_(std::move(each)),
      page_done_(std::move(page_done)) {
  const ReadingAgain& again = reader.stream().again;
  if (again.restarts || again.reduction) {
    windows_.emplace(reader.stream(), scope_, slice_);
    each_ = [this, pass = std::move(each_)](Record& record) {
      pass(record);
      windows_->observe(record);
    };
  }
  if (reader.stream().paginator.kind != Paginator::Kind::none)
    each_ = [this, pass = std::move(each_)](Record& record) {
      pass(record);
      if (record.name()) twice_.see(*record.name());
    };
  merged_ = merged_page(reader, each_);
  if (merged_) each_ = [this](Record& record) { merged_->take(record); };
  behind_.turn(pages_->may_be_short(), false);
}

SliceRead::~SliceRead() = default;

bool SliceRead::move() {
  for (;;) {
    if (!sending_) ask();
    if (!sending_->move()) return take_arrived(), false;
    auto answer = sending_->take();
    ignored_ = sending_->ignored();
    const auto otherwise = sending_->otherwise();
    sending_.reset();
    if (otherwise ? read_otherwise(*otherwise) : take(std::move(answer))) continue;
    if (!windows_ || !windows_->next()) return true;
    begin_pages();
  }
}

/// What the manifest says to ask for in place of a page; false where that is another window.
bool SliceRead::read_otherwise(const Verdict& verdict) {
  if (verdict.action == Verdict::Action::split) return windows_->split(verdict.message), false;
  if (verdict.action == Verdict::Action::reduce) {
    pause_ = windows_->reduce(pages_->size(), verdict.message);
    pages_->resize(*windows_->page_size());
  } else {
    windows_->begin_anew();
    begin_pages();
  }
  return true;
}

/// From the first request of the first page of what the windows say is to be asked for.
void SliceRead::begin_pages() {
  see_own_slice();
  twice_.begin_anew();
  chunk_ = 0;
  if (merged_) merged_->drop();
  slice_ = windows_->asked();
  seen_ = slice_.seen();
  seen_by_records_ = windows_->window().seen();
  pages_.emplace(reader_.stream().paginator, scope_, Json(), reader_.ends());
  if (auto size = windows_->page_size()) pages_->resize(*size);
  behind_.turn(pages_->may_be_short(), false);
}

/// Records belong to the whole window, from wherever on it is asked for.
Scope SliceRead::scope_of_records(Names& names) const {
  if (!windows_ || !windows_->is_narrowed()) return scope_;
  names = names_;
  add_slice_names(names, slice_, seen_by_records_);
  return {names, scope_.clock};
}

void SliceRead::ask() {
  const Requester& requester = reader_.stream().requester;
  const auto& chunks = reader_.chunks();
  names_.resize(own_names_);
  wrapped_ = pages_->token().is_null() ? Json(nullptr) : Json{{"next_page_token", pages_->token()}};
  names_.set("next_page_token", Value::borrowed(wrapped_));
  Additions added;
  if (pages_->token().is_null() || !reader_.stream().first_page_only) added = reader_.additions(slice_, seen_, scope_);
  if (!chunks.empty()) name_properties(chunks[chunk_], added);
  pages_->add_to(added, scope_);
  if (!pages_->token().is_null()) keep_to_manifest(reader_.session(), requester, scope_, added);
  if (slice_.key) {
    const Names in_address = with_key(names_, *slice_.key, true);
    names_ = with_key(names_, *slice_.key, false);
    added.url = address_of(requester, {in_address, scope_.clock});
  }
  sending_.emplace(reader_.session(), requester, scope_, std::move(added),
                   slice_.key ? Sending::Missing::is_nothing : pages_->past_end());
  if (pause_.count() > 0) sending_->hold(std::exchange(pause_, {}));
}

/// Templates of the request see the properties as a further field of the slice.
void SliceRead::name_properties(const std::vector<std::string>& properties, Additions& added) {
  Slice slice = slice_;
  slice.extra["query_properties"] = properties;
  chunk_seen_ = slice.seen();
  add_slice_names(names_, slice_, chunk_seen_);
  sees_chunk_ = true;
  const std::string& name = reader_.stream().requester.properties->parameter;
  if (name.empty()) return;
  std::string all;
  for (const std::string& one : properties) all += (&one == &properties.front() ? "" : ",") + one;
  added.parameters[name] = all;
}

/// What looks at records sees the slice without the properties.
void SliceRead::see_own_slice() {
  if (std::exchange(sees_chunk_, false)) add_slice_names(names_, slice_, seen_);
}

/// False where the page has no further request.
bool SliceRead::next_chunk() {
  const bool more = chunk_ + 1 < reader_.chunks().size();
  chunk_ = more ? chunk_ + 1 : 0;
  return more;
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
  see_own_slice();
  take_lines(*answer, false);
}

void SliceRead::take_lines(HttpAnswer& answer, bool last) {
  if (!arriving_)
    arriving_.emplace(reader_.stream().decoder, shown_url(answer.url), std::string(answer.header("content-type")));
  // A record may begin other reads, and while these are driven more of this answer arrives.
  std::string body = std::exchange(answer.body, {});
  Names names;
  const Scope scope = scope_of_records(names);
  arriving_->take(body, last, [&](const Documents& part) { reader_.take_part(part, answer, lines_, scope, behind_, each_); });
  if (!answer.body.empty()) return;
  body.clear();
  answer.body = std::move(body);  // its room
}

/// What became of a request; false where nothing comes behind it.
bool SliceRead::take(std::optional<HttpAnswer> answer) {
  see_own_slice();
  if (!answer) {
    refuse_ignored();
    if (next_chunk()) return true;
    Reader::Page page;
    if (merged_) merged_->finish(page);
    pages_->nothing_came();
    return end_page(nullptr, false);
  }
  const bool more = take_page(*answer);
  if (windows_) windows_->took_page();
  if (windows_ && windows_->page_size()) pages_->resize(*windows_->page_size());
  return more;
}

bool SliceRead::take_page(HttpAnswer& answer) {
  const Json headers = headers_value(answer, true);
  std::string name;
  Reader::Page page;
  if (arriving_ || ArrivingBody::can(reader_.stream().decoder, answer.header("content-type"))) {
    take_lines(answer, true);
    name = arriving_->name();
    page = std::exchange(lines_, {});
    arriving_.reset();
  } else {
    Names names;
    page = reader_.take_page(answer, scope_of_records(names), behind_, each_);
  }
  if (page.records == 0) refuse_ignored();
  if (merged_) merged_->add_part(page.records, name.empty() ? page.documents.body : name);
  if (next_chunk()) return reader_.session().client().take_back(std::move(page.documents.body)), true;
  if (merged_) name = merged_->finish(page);
  if (windows_ && windows_->is_full()) {
    windows_->begin_anew();
    begin_pages();
    return true;
  }
  const Json response = reader_.response_for_paging(page);
  const bool is_last = pages_->may_be_short() && says_it_is_last(page.top);
  const bool more = pages_->next({page.records, page.kept, &page.last, &response, &headers, name.empty() ? page.documents.body : name, behind_.is_repeated(), is_last}, scope_);
  if (auto limit = pages_->take_limit()) reader_.met_limit(*pages_->size(), *limit, behind_.overlaps());
  behind_.turn(pages_->may_be_short(), pages_->is_behind_short());
  reader_.session().client().take_back(std::move(page.documents.body));
  return end_page(more ? pages_->token() : Json(nullptr), more);
}

/// Whether another comes.
bool SliceRead::end_page(const Json& next, bool more) {
  reader_.came_twice(twice_.turn());
  return page_done_(next) && more;
}

}  // namespace musubi::http
