// Filters that make lists of lists.
#include <algorithm>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

Value batched(const Value& input, const Arguments& given) {
  int64_t size = given.integer(0, "linecount", 0);
  if (size < 1) trouble("batch needs a size");
  Json out = Json::array();
  for (const Value& one : elements(input)) {
    if (out.empty() || static_cast<int64_t>(out.back().size()) == size) out.push_back(Json::array());
    out.back().push_back(json_of(one));
  }
  if (const Value* fill = given.find(1, "fill_with"); fill && !out.empty())
    while (static_cast<int64_t>(out.back().size()) < size && out.back().size() < 10'000)
      out.back().push_back(json_of(*fill));
  return Value(std::move(out));
}

/// As many lists as asked for, the first ones longer by one where it does not come out even.
Value sliced(const Value& input, const Arguments& given) {
  const int64_t slices = integer_of(given.need(0, "slices"));
  if (slices == 0) trouble("division by zero");
  if (slices > 10'000) trouble("a list becomes too long");
  const Value* fill = given.find(1, "fill_with");
  std::vector<Value> all = elements(input);
  Json out = Json::array();
  for (int64_t i = 0, at = 0; i < slices; ++i) {
    const int64_t size = static_cast<int64_t>(all.size()), end = at + size / slices + (i < size % slices);
    Json& part = out.emplace_back(Json::array());
    for (; at < end; ++at) part.push_back(json_of(all[static_cast<size_t>(at)]));
    if (fill && !fill->is_none() && i >= size % slices) part.push_back(json_of(*fill));
  }
  return Value(std::move(out));
}

/// [key, the elements that have it] in the order of the keys. Texts differ by case only if asked; the key is that of
/// the first element.
Value grouped(const Value& input, const Arguments& given) {
  const Value& by = given.need(0, "attribute");
  const Value* otherwise = given.find(1, "default");
  const bool sensitive = given.truth(2, "case_sensitive", false);
  auto key_of = [&](const Value& one) {
    Value found = attribute_path(one, text_of(by));
    return found.is_undefined() && otherwise ? *otherwise : found;
  };
  std::vector<std::pair<Value, Value>> all;
  for (const Value& one : elements(input)) all.emplace_back(compared_by(key_of(one), nullptr, sensitive), one);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return order(a.first, b.first) == -1; });
  Json out = Json::array();
  for (size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || !equal(all[i - 1].first, all[i].first)) out.push_back(Json::array({json_of(key_of(all[i].second)), Json::array()}));
    out.back()[1].push_back(json_of(all[i].second));
  }
  return Value(std::move(out));
}

}  // namespace

const Filters& group_filters() {
  static const Filters all = {{"batch", batched}, {"slice", sliced}, {"groupby", grouped}};
  return all;
}

}  // namespace musubi::http
