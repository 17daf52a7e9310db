#include "core/map/key.hpp"

#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {

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
  bool all_name_nobody = true, last_is_a_word = false, last_is_none = false, numbered = false;
  for (const ValueExpr& expr : key) {
    Value value = evaluate(expr, scope);
    if (value.empty()) continue;
    if (normalize::is_rounded_number(value.text()))
      return note(scope, expr, {}, {"map.rounded_number", {}}), std::string();
    // A table may count its rows from 0.
    bool nobody = value.text() != "0" && normalize::names_nobody(value.text());
    all_name_nobody &= nobody;
    last_is_a_word = nobody && value.text().find('0') == std::string::npos;
    last_is_none = last_is_a_word && text::fold_hyphens(value.text()).find_first_not_of('-') != std::string::npos && !normalize::names_a_class(value.text());
    numbered |= !normalize::is_shared_id(value.text());
  }
  return all_name_nobody || last_is_none || (last_is_a_word && !numbered) ? std::string() : key_text(key, scope);
}

}  // namespace musubi::map
