#include "connectors/http/read/query_properties.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/read/content_hash.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/read/turns.hpp"
#include "connectors/http/template/operators.hpp"

namespace musubi::http {
namespace {

using Properties = std::vector<std::string>;

constexpr int64_t kParting = 3;  // characters of what parts two names in a URL

Properties asked_names(Session& session, const QueryProperties& of) {
  const Names names = session.names();
  const Scope scope{names, session.clock()};
  std::vector<std::string> path;
  for (const Interpolated& step : of.name_path) path.push_back(step.text(scope));
  Properties out;
  Reader reader(session, *of.endpoint);
  SliceRead read(
      reader, Slice(), nullptr,
      [&](Record& record) {
        record.need();
        const Json tree = record.tree();
        const Json* name = value_at(tree, path);
        out.push_back(text_of(name ? Value::borrowed(*name) : Value(Json::array())));
      },
      [](const Json&) { return true; });
  Turns(session, 1).complete(read);
  return out;
}

/// The properties of the stream's schema; nothing where it is not known.
std::optional<std::set<std::string>> schema_names(const Session& session, const Stream& stream) {
  const QueryProperties& of = *stream.requester.properties;
  if (!of.of_schema || !stream.schema.is_object()) return std::nullopt;
  Json fields = stream.schema.value("properties", Json::object());
  const Names names = session.names();
  for (const Transformation& one : of.schema_edits) transform(fields, one, {names, session.clock()});
  std::set<std::string> out;
  for (const auto& [name, rule] : fields.items()) out.insert(name);
  return out;
}

int64_t length_of(const std::string& text) {
  return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::vector<Properties> shared_out(const Properties& all, const Properties& always,
                                            const QueryProperties::Chunking& chunking) {
  std::vector<Properties> out = {always};
  int64_t size = 0;
  for (const std::string& one : all) {
    const int64_t own = chunking.by_characters ? length_of(one) + kParting : 1;
    if (size + own > chunking.limit) {
      out.push_back(always);
      size = 0;
    }
    out.back().push_back(one);
    size += own;
  }
  return out;
}

}  // namespace

std::vector<std::vector<std::string>> property_chunks(Session& session, const Stream& stream) {
  if (!stream.requester.properties) return {};
  const QueryProperties& of = *stream.requester.properties;
  Properties all = of.endpoint ? asked_names(session, of) : of.listed;
  if (of.chunking && !of.chunking->limit) {
    all.insert(all.end(), of.always.begin(), of.always.end());
    return {all};
  }
  if (const auto known = schema_names(session, stream)) std::erase_if(all, [&](const std::string& one) { return !known->contains(one); });
  if (of.chunking) return shared_out(all, of.always, *of.chunking);
  all.insert(all.begin(), of.always.begin(), of.always.end());
  return {all};
}

MergedPage::MergedPage(const QueryProperties::Chunking& chunking, EachRecord each, bool wants_last)
    : chunking_(chunking), each_(std::move(each)), wants_last_(wants_last) {}

/// "" where any part of it is missing, null or an empty text.
std::string MergedPage::key_of(const Record& record) const {
  Json out = Json::array();
  for (const std::string& name : chunking_.key) {
    auto part = record.find({name});
    if (!part || part->is_null() || *part == "") return "";
    out.push_back(std::move(*part));
  }
  return out.dump();
}

void MergedPage::take(Record& record) {
  const std::string key = record.is_object() ? key_of(record) : "";
  if (key.empty()) return hand_on(record);
  const auto [at, first] = places_.emplace(key, merged_.size());
  if (first) merged_.emplace_back();
  Merged& one = merged_[at->second];
  merge_into(one.tree, record.tree());
  one.gone = one.gone || record.is_gone();
}

void MergedPage::hand_on(Record& record) {
  ++handed_on_;
  if (wants_last_ && !record.unread()) last_ = record.tree();
  each_(record);
}

void MergedPage::add_part(size_t records, std::string_view name) {
  most_records_ = std::max(most_records_, records);
  name_ += content_hash(name);
}

std::string MergedPage::finish(Reader::Page& last) {
  for (Merged& one : std::exchange(merged_, {})) {
    Record record(std::move(one.tree));
    if (one.gone) record.set_gone();
    hand_on(record);
  }
  last.records = most_records_;
  last.kept = handed_on_;
  last.last = std::exchange(last_, nullptr);
  std::string name = std::exchange(name_, {});
  drop();
  return name;
}

void MergedPage::drop() {
  merged_.clear();
  places_.clear();
  most_records_ = handed_on_ = 0;
  name_.clear();
  last_ = nullptr;
}

}  // namespace musubi::http
