#include "connectors/http/read/text_edits.hpp"

#include <algorithm>

#include "connectors/http/manifest/setting_paths.hpp"
#include "connectors/http/read/record.hpp"

namespace musubi::http {
namespace {

/// Adds the members of the record that a template reads; false where it may read all of it.
bool add_read(const Template& of, std::set<std::string>& out) {
  auto members = members_read(of, "record");
  if (!members) return false;
  out.insert(members->begin(), members->end());
  return true;
}

bool is_plain_name(const std::vector<std::string>& path) {
  return path.size() == 1 && path[0].find_first_of("*?[") == std::string::npos;
}

}  // namespace

std::optional<TextEdits> TextEdits::plan(const Selector& selector, const Scope& scope) {
  TextEdits out;
  if (selector.filter.given()) {
    out.filter_ = &selector.filter;
    out.filter_last_ = selector.transform_first;
    if (!add_read(*selector.filter.parsed(), out.read_)) return std::nullopt;
  }
  for (const Transformation& one : selector.transformations) {
    if (one.condition.given()) return std::nullopt;
    if (one.kind == Transformation::Kind::add) {
      for (const Transformation::Field& field : one.fields) {
        if (field.path.size() != 1 || !add_read(field.value.parsed(), out.read_)) return std::nullopt;
        out.steps_.push_back({&field, field.path[0].text(scope)});
      }
    } else if (one.kind == Transformation::Kind::remove && std::ranges::all_of(one.paths, is_plain_name)) {
      for (const auto& path : one.paths) out.steps_.push_back({nullptr, path[0]});
    } else {
      return std::nullopt;
    }
  }
  return out;
}

TextEdits::Change& TextEdits::change_of(const std::string& name) {
  for (Change& change : changes_)
    if (change.name == name) return change;
  return changes_.emplace_back(Change{name, "", false, false});
}

void TextEdits::apply(const Scope& scope) {
  for (const Step& step : steps_) {
    Change& change = change_of(step.name);
    change.removed = step.add == nullptr;
    if (step.add) {
      Json value = step.add->value.value(scope, step.add->wanted);
      change.value = value.dump(-1, ' ', false, Json::error_handler_t::replace);
      if (read_.contains(step.name)) seen_[step.name] = std::move(value);
    } else if (read_.contains(step.name)) {
      seen_.erase(step.name);
    }
  }
}

void TextEdits::write(std::string_view raw, std::string& out) {
  out = "{";
  auto separate = [&] {
    if (out.size() > 1) out += ',';
  };
  for (const JsonMember& member : members_) {
    auto change = std::ranges::find_if(changes_, [&](const Change& one) { return one.name == member.name; });
    if (change == changes_.end()) {
      separate();
      out += raw.substr(member.begin, member.end - member.begin);
    } else if (!change->removed) {
      separate();
      out += raw.substr(member.begin, static_cast<size_t>(member.value.data() - raw.data()) - member.begin);
      out += change->value;
      change->written = true;
    }
  }
  for (const Change& change : changes_) {
    if (change.removed || change.written) continue;
    separate();
    out += Json(change.name).dump();
    out += ':';
    out += change.value;
  }
  out += '}';
}

std::optional<bool> TextEdits::run(std::string_view raw, const Names& names, const Clock& clock,
                                   std::string& out) {
  json_members(raw, members_);
  changes_.clear();
  seen_.clear();
  if (seen_.is_null()) seen_ = Json::object();
  for (const JsonMember& member : members_) {
    if (member.name.find('\\') != member.name.npos) return std::nullopt;
    std::string name(member.name);
    if (read_.contains(name)) seen_[name] = parse_json(member.value);
  }
  Names own = names;
  own.set("record", Value::borrowed(seen_));
  const Scope scope{own, clock};
  if (filter_ && !filter_last_ && !filter_->holds(scope)) return false;
  apply(scope);
  if (filter_ && filter_last_ && !filter_->holds(scope)) return false;
  if (steps_.empty())
    out = raw;
  else
    write(raw, out);
  return true;
}

}  // namespace musubi::http
