#include "connectors/http/read/record.hpp"

#include <charconv>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/json_scan.hpp"

namespace musubi::http {
namespace {

using TreeBuilder = nlohmann::detail::json_sax_dom_parser<Json>;

/// As Json::parse, but for whole numbers beyond 64 bits: a double would lose their digits, and they are keys.
struct KeepingDigits : TreeBuilder {
  using TreeBuilder::TreeBuilder;

  bool number_float(double value, const std::string& digits) {
    if (digits.find_first_of(".eE") != digits.npos) return TreeBuilder::number_float(value, digits);
    std::string kept = digits;
    return string(kept);
  }
};

Json parsed_keeping_digits(std::string_view text) {
  Json out;
  KeepingDigits builder(out, false);
  return Json::sax_parse(text, &builder) ? out : Json(nullptr);
}

}  // namespace

Json parse_json(std::string_view text) {
  char kind = json_kind(text);
  if (kind == '"' && text.find('\\') == text.npos && text.front() == '"')
    return std::string(text.substr(1, text.size() - 2));
  if (kind == 'n') return nullptr;
  if (kind == 't' || kind == 'f') return kind == 't';
  int64_t whole = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error == std::errc() && end == text.data() + text.size()) return whole;
  return parsed_keeping_digits(text);
}

void Record::need() const {
  if (unread_) data_failure(unread_->needed, unread_->args);
}

bool Record::is_object() const {
  if (unread_) return false;
  return tree_ ? tree_->is_object() : json_kind(text_) == '{';
}

std::string_view Record::text() {
  if (!tree_) return text_;
  if (written_.empty()) written_ = tree_->dump(-1, ' ', false, Json::error_handler_t::replace);
  return written_;
}

std::optional<Json> Record::find(const std::vector<std::string>& path) const {
  if (tree_) {
    const Json* found = value_at(*tree_, path);
    return found ? std::optional(*found) : std::nullopt;
  }
  std::string_view at = text_;
  for (size_t i = 0; i < path.size(); ++i) {
    if (json_kind(at) != '{') {
      Json rest = parse_json(at);
      const Json* found = value_at(rest, {path.begin() + static_cast<std::ptrdiff_t>(i), path.end()});
      return found ? std::optional(*found) : std::nullopt;
    }
    auto next = json_member(at, path[i]);
    if (!next) return std::nullopt;
    at = *next;
  }
  return parse_json(at);
}

Json Record::tree() const {
  return tree_ ? *tree_ : parse_json(text_);
}

}  // namespace musubi::http
