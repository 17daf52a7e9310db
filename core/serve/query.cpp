#include "core/serve/query.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/nearest.hpp"
#include "core/serve/refusal.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace {

constexpr ptrdiff_t longest = 100;  // characters of a value

}  // namespace

bool is_plain(const std::string& text) {
  auto characters = std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; });
  return characters <= longest && text::is_valid_utf8(text) &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

Query::Query(const HttpRequest& request, const std::vector<std::string>& known) {
  std::string_view target = request.target;
  size_t question = target.find('?');
  std::string_view rest = question == target.npos ? std::string_view() : target.substr(question + 1);
  while (!rest.empty()) {
    size_t end = std::min(rest.find('&'), rest.size());
    std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (pair.empty()) continue;
    size_t equals = std::min(pair.find('='), pair.size());
    std::string name = percent_decoded(pair.substr(0, equals), true);
    std::string value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string all;
      for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
      const std::string near = nearest(name, known);
      throw Refusal(400, {near.empty() ? "serve.unknown_parameter" : "serve.unknown_parameter_near", {{"nearest", near}, {"known", all}}});
    }
    if (std::any_of(values_.begin(), values_.end(), [&](const auto& v) { return v.first == name; }))
      throw Refusal(400, {"serve.parameter_twice", {{"name", name}}});
    if (!is_plain(value)) throw Refusal(400, {"serve.bad_text", {{"name", name}}});
    values_.emplace_back(std::move(name), std::move(value));
  }
}

std::optional<std::string> Query::text(std::string_view name) const {
  for (const auto& [key, value] : values_) {
    if (key != name) continue;
    if (value.empty()) throw Refusal(400, {"serve.empty_parameter", {{"name", key}}});
    return value;
  }
  return {};
}

int64_t Query::integer(std::string_view name, int64_t absent, int64_t least, int64_t most) const {
  for (const auto& [key, value] : values_) {
    if (key != name) continue;
    std::optional<int64_t> n = integer_in(value, least, most);
    if (!n) throw Refusal(400, {"serve.bad_integer", {{"name", key}, {"least", std::to_string(least)}, {"most", std::to_string(most)}}});
    return *n;
  }
  return absent;
}

std::optional<int64_t> integer_in(std::string_view text, int64_t least, int64_t most) {
  int64_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || out < least || out > most) return {};
  return out;
}

}  // namespace musubi
