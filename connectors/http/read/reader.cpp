#include "connectors/http/read/reader.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/manifest/setting_paths.hpp"
#include "connectors/http/messages.hpp"
#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/read/pages.hpp"
#include "connectors/http/read/query_properties.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/notes.hpp"
#include "connectors/http/request/source_words.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// The templates by which a paginator decides.
std::vector<const Template*> paging_templates(const Paginator& of) {
  std::vector<const Template*> out = {&of.cursor_value.parsed()};
  if (of.stop.given()) out.push_back(of.stop.parsed());
  return out;
}

}  // namespace

Reader::Reader(Session& session, const Stream& stream)
    : session_(session), stream_(stream), extracting_(session, stream.selector, stream.name), misnamed_(session, stream, extracting_.path()) {
  const Names names = session.names();
  edits_ = TextEdits::plan(stream.selector, {names, session.clock()});
  if (stream.gone.given()) gone_members_ = members_read(*stream.gone.parsed(), "record");
  response_members_.emplace();
  for (const Template* one : paging_templates(stream.paginator)) {
    wants_last_ = wants_last_ || one->free_names.contains("last_record");
    if (!one->free_names.contains("response")) continue;
    wants_response_ = true;
    auto members = members_read(*one, "response");
    if (!members)
      response_members_.reset();
    else if (response_members_)
      response_members_->insert(members->begin(), members->end());
  }
}

Reader::Page Reader::take_page(HttpAnswer& answer, const Scope& scope, PageBehind& behind, const EachRecord& each) {
  Page page;
  page.documents = decode_body(stream_.decoder, answer);
  if (page.documents.all.size() == 1 && json_kind(page.documents.all[0]) == '{')
    page.top = json_members(page.documents.all[0]);
  if (std::ranges::any_of(page.top, [](const JsonMember& m) { return m.name.find('\\') != m.name.npos; }))
    page.top.clear();
  refuse_errors(page, answer);
  tell_not_numbers(page.documents, answer);
  take_unread(page.documents, page, scope, behind, each);
  take_records(page.documents.all, page, scope, behind, each);
  return page;
}

void Reader::take_part(const Documents& part, const HttpAnswer& answer, Page& page, const Scope& scope, PageBehind& behind,
                       const EachRecord& each) {
  tell_not_numbers(part, answer);
  take_unread(part, page, scope, behind, each);
  if (page.documents.all.empty() && !part.all.empty()) {
    page.documents.body.reserve(64);  // so that the text stays where it is when the page moves
    page.documents.body = part.all.front();
    page.documents.all = {page.documents.body};
    if (part.all.size() == 1) refuse_errors(page, answer);
  }
  take_records(part.all, page, scope, behind, each);
}

void Reader::take_records(const std::vector<std::string_view>& documents, Page& page, const Scope& scope, PageBehind& behind, const EachRecord& each) {
  static const std::vector<JsonMember> unknown;
  misnamed_.see(documents);
  const PageBehind::Take taken = [&](std::string_view record) { take(record, page, scope, each); };
  extracting_.run(documents, documents.size() == 1 ? page.top : unknown, [&](const std::string_view* record) {
    ++page.records;
    if (record) behind.see(*record, taken);
  });
}

void Reader::tell_not_numbers(const Documents& part, const HttpAnswer& answer) {
  if (part.not_numbers)
    not_numbers_.add(session_.host(), "not_numbers", {{"stream", stream_.name}, {"endpoint", shown_url(answer.url)}, {"values", std::to_string(part.not_numbers)}});
}

void Reader::met_limit(int64_t size, int64_t limit, bool overlaps) const {
  const Pairs args = {{"stream", stream_.name}, {"size", std::to_string(size)}, {"limit", std::to_string(limit)}};
  if (stream_.paginator.kind == Paginator::Kind::page && !stream_.paginator.token_option && !overlaps) config_failure("page_limit_met", args);
  note(session_, MU_LOG_WARN, "page_limit", args);
}

void Reader::tell_twice() const {
  if (twice_) session_.host().doubt("pages_overlap", {{"stream", stream_.name}, {"count", std::to_string(twice_)}});
}

void Reader::take_unread(const Documents& part, Page& page, const Scope& scope, PageBehind& behind, const EachRecord& each) {
  const PageBehind::Take taken = [&](std::string_view record) { take(record, page, scope, each); };
  for (const UnreadLine& line : part.unread) {
    ++page.records;
    if (behind.see_unread(line.told, taken)) pass(Record(line), page, each);
  }
}

Json Reader::response_for_paging(const Page& page) const {
  if (!wants_response_) return nullptr;
  if (page.documents.all.empty()) return Json::object();
  std::string_view first = page.documents.all.front();
  if (!response_members_ || page.top.empty()) return parse_json(first);
  Json out = Json::object();
  for (const JsonMember& member : page.top)
    if (response_members_->contains(std::string(member.name)))
      out[std::string(member.name)] = parse_json(member.value);
  return out;
}

/// An answer of GraphQL that lists errors has failed, whatever its status says.
void Reader::refuse_errors(const Page& page, const HttpAnswer& answer) const {
  const std::vector<std::string>& path = extracting_.path();
  if (!path.empty() && path[0] == "errors") return;
  std::optional<std::string_view> errors;
  if (auto at = std::ranges::find(page.top, "errors", &JsonMember::name); at != page.top.end())
    errors = at->value;
  else if (page.top.empty() && page.documents.all.size() == 1)  // names that are written with escapes
    errors = json_member(page.documents.all[0], "errors");
  if (!errors || json_kind(*errors) != '[') return;
  auto all = json_elements(*errors);
  if (all.empty()) return;
  bool throttled = errors->find("THROTTLED") != std::string_view::npos ||
                   errors->find("RATE_LIMITED") != std::string_view::npos;
  const std::string said = said_in(all.front());
  throw Failure(throttled ? MU_RATE : MU_DATA, throttled ? "rate" : said.empty() ? "answer_has_errors" : "answer_has_errors_said",
                {{"endpoint", shown_url(answer.url)},
                 {"count", std::to_string(all.size())},
                 {"status", std::to_string(answer.status)},
                 {"message", said}});
}

/// What the source says of an error; "" where it says nothing.
std::string Reader::said_in(std::string_view error) const {
  const auto message = json_kind(error) == '{' ? json_member(error, "message") : std::optional(error);
  const Json text = message ? parse_json(*message) : Json();
  return text.is_string() ? quotable(session_, text.get<std::string>()) : "";
}

Additions Reader::additions(const Slice& slice, const Json& seen, const Scope& scope) const {
  Additions out;
  auto inject = [&](const std::optional<RequestOption>& option, const std::string& name, bool even_zero = false) {
    auto value = seen.find(name);
    if (option && value != seen.end() && (even_zero || is_true(*value))) out.inject(*option, *value, scope);
  };
  for (const Router& router : stream_.routers) {
    inject(router.option, router.field.text(scope));
    for (const Router::Parent& parent : router.parents) inject(parent.option, parent.field.text(scope));
  }
  if (stream_.cursor && !slice.times.empty()) {
    inject(stream_.cursor->start_option, stream_.cursor->start_name, stream_.cursor->counts);
    inject(stream_.cursor->end_option, stream_.cursor->end_name);
  }
  return out;
}

const std::vector<std::vector<std::string>>& Reader::chunks() {
  if (!chunks_) chunks_ = property_chunks(session_, stream_);
  return *chunks_;
}

void Reader::pass(Record record, Page& page, const EachRecord& each) {
  misnamed_.see(record);
  if (!stream_.selector.after_paging) note_kept(record, page);
  each(record);
}

/// For the paginator.
void Reader::note_kept(const Record& record, Page& page) const {
  ++page.kept;
  if (wants_last_ && !record.unread()) page.last = record.tree();
}

bool Reader::is_gone(std::string_view raw, const Scope& scope) const {
  Json seen = Json::object();
  if (!gone_members_)
    seen = parse_json(raw);
  else
    for (const std::string& name : *gone_members_)
      if (auto value = json_member(raw, name)) seen[name] = parse_json(*value);
  Names names = scope.names;
  names.set("record", Value::borrowed(seen));
  return stream_.gone.holds({names, scope.clock});
}

/// What is gone passes every filter, and is often a stub of which a transformation can make nothing.
void Reader::take_gone(std::string_view raw, Page& page, const Scope& scope, const EachRecord& each) {
  Json tree = parse_json(raw);
  for (const Transformation& one : stream_.selector.transformations) try {
      Json changed = tree;
      transform(changed, one, scope);
      tree = std::move(changed);
    } catch (const Trouble&) {
      continue;
    }
  Record record(std::move(tree));
  record.set_gone();
  pass(std::move(record), page, each);
}

void Reader::take(std::string_view raw, Page& page, const Scope& scope,
                  const EachRecord& each) {
  const Selector& selector = stream_.selector;
  if (selector.after_paging) note_kept(Record(raw), page);
  if (stream_.gone.given() && json_kind(raw) == '{' && is_gone(raw, scope))
    return take_gone(raw, page, scope, each);
  if ((!selector.filter.given() && selector.transformations.empty()) || json_kind(raw) != '{')
    return pass(Record(raw), page, each);
  auto edited = edits_ ? edits_->run(raw, scope.names, scope.clock, edited_) : std::nullopt;
  if (!edited) return take_as_tree(raw, page, scope, each);
  if (*edited) pass(Record(std::string_view(edited_)), page, each);
}

void Reader::take_as_tree(std::string_view raw, Page& page, const Scope& scope,
                          const EachRecord& each) {
  const Selector& selector = stream_.selector;
  Json tree = parse_json(raw);
  auto lets_through = [&] {
    if (!selector.filter.given()) return true;
    Names names = scope.names;
    names.set("record", Value::borrowed(tree));
    return selector.filter.holds({names, scope.clock});
  };
  if (!selector.transform_first && !lets_through()) return;
  for (const Transformation& one : selector.transformations) transform(tree, one, scope);
  if (selector.transform_first && !lets_through()) return;
  pass(selector.transformations.empty() ? Record(raw) : Record(std::move(tree)), page, each);
}

}  // namespace musubi::http
