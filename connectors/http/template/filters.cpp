#include <array>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

Filter find_filter(std::string_view name) {
  for (const Filters* family : {&text_filters(), &list_filters(), &number_filters(), &code_filters(), &group_filters(), &layout_filters(), &regex_filters()})
    if (auto at = family->find(name); at != family->end()) return at->second;
  return nullptr;
}

}  // namespace

bool has_filter(std::string_view name) {
  return find_filter(name) != nullptr;
}

Value apply_filter(const std::string& name, const Value& input, const Arguments& arguments) {
  Filter filter = find_filter(name);
  if (!filter) trouble("there is no filter named '" + name + "'");
  return filter(input, arguments);
}

}  // namespace musubi::http
