#include "core/map/key.hpp"

#include <algorithm>

#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

/// A table may count its rows from 0.
bool names_nobody(const std::string& text) { return text != "0" && normalize::names_nobody(text); }

bool has_digit(const std::string& text) { return text::nfkc(text).find_first_of("0123456789") != std::string::npos; }
bool is_number(const std::string& text) { return has_digit(text) && !normalize::names_nobody(text); }

/// 001|なし is nobody of the shop 001, 一般|123 and 123|一般 are the member 123; 001|- and 001|0 may be parts of a key that are not filled.
bool names_somebody(const std::vector<std::string>& said) {
  if (std::all_of(said.begin(), said.end(), names_nobody)) return false;
  const std::string& last = said.back();
  if (!names_nobody(last) || has_digit(last)) return true;
  const bool hyphens = text::fold_hyphens(last).find_first_not_of('-') == std::string::npos;
  return (hyphens || normalize::names_a_class(last)) && std::any_of(said.begin(), said.end(), is_number);
}

}  // namespace

std::string key_text(const std::vector<ValueExpr>& key, const Scope& scope) {
  if (key.size() == 1) return evaluate(key[0], scope).text();
  std::string out;
  bool blank = true;
  for (size_t i = 0; i < key.size(); ++i) {
    Value value = evaluate(key[i], scope);
    blank &= value.empty();
    if (i) out += '|';
    for (char c : value.text()) {
      if (c == '|' || c == '\\') out += '\\';
      out += c;
    }
  }
  return blank ? std::string() : out;
}

std::string reference_key(const std::vector<ValueExpr>& key, const Scope& scope) {
  std::vector<std::string> said;
  for (const ValueExpr& expr : key) {
    Value value = evaluate(expr, scope);
    if (value.empty()) continue;
    if (normalize::is_rounded_number(value.text())) return note(scope, expr, {}, {"map.rounded_number", {}}), std::string();
    said.push_back(value.text());
  }
  return names_somebody(said) ? key_text(key, scope) : std::string();
}

}  // namespace musubi::map
