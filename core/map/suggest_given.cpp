#include "core/map/suggest_given.hpp"

#include <algorithm>

#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi::map {
namespace {

std::string as_json(std::string_view text) {
  std::string out;
  text::append_json_string(out, text);
  return out;
}

/// Digits alone would be read as a number, and lose what stands before them.
std::string as_yaml(std::string_view text) {
  return text.find_first_not_of("0123456789-/") == text.npos ? '"' + std::string(text) + '"' : quoted(text);
}

}  // namespace

/// As YAML wants it: plain where nothing in it means anything there.
std::string quoted(std::string_view text) {
  bool plain = !text.empty() && text != "null" && text.front() != ' ' && text.back() != ' ' && text.front() != '-';
  for (size_t at = 0; at < text.size() && plain;) {
    char32_t c = text::next_code_point(text, at);
    bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '/' || c == '.' || c == ' ' || c == '(' || c == ')';
    plain = word || (c > 0xA0 && c != 0xFF1A && c != 0x3000 && c != 0xFEFF && c != 0x2028 && c != 0x2029);
  }
  if (plain && text.front() != '/' && text.front() != '.') return std::string(text);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
  }
  return out + '"';
}

GivenRecord::Member& GivenRecord::member_of(std::vector<Member>& members, const SeenColumn::Step& step) {
  auto at = std::find_if(members.begin(), members.end(), [&](const Member& one) { return one.name == step.name; });
  if (at == members.end()) at = members.insert(at, {step.name, {}, step.list, {}});
  return *at;
}

void GivenRecord::add(const SeenColumn& column, std::string value) {
  std::vector<SeenColumn::Step> steps = column.steps;
  if (steps.empty()) steps.push_back({column.name, false});
  std::vector<Member>* here = &members_;
  for (size_t i = 0; i + 1 < steps.size(); ++i) here = &member_of(*here, steps[i]).members;
  member_of(*here, steps.back()).value = std::move(value);
}

std::string GivenRecord::written(const std::vector<Member>& members, bool json) {
  std::string out;
  for (const Member& one : members) {
    std::string value = !one.members.empty() ? written(one.members, json) : json ? as_json(one.value) : as_yaml(one.value);
    if (one.list) value = "[" + value + "]";
    out += (out.empty() ? "" : ", ") + (json ? as_json(one.name) : quoted(one.name)) + ": " + value;
  }
  return "{" + out + "}";
}

std::string GivenRecord::yaml() const { return written(members_, false); }
std::string GivenRecord::json() const { return written(members_, true); }

}  // namespace musubi::map
