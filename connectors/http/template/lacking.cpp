#include "connectors/http/template/lacking.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/filter_families.hpp"

namespace musubi::http {
namespace {

/// What Python's types offer beyond what values have here. Any other name is no method there either.
constexpr std::array<std::string_view, 37> kMethods = {
    "encode", "expandtabs", "isidentifier", "isprintable", "istitle", "maketrans", "translate", "fromkeys",
    "astimezone", "combine", "ctime", "dst", "fromisocalendar", "fromisoformat", "fromordinal", "fromtimestamp",
    "isocalendar", "now", "strptime", "time", "timetuple", "timetz", "today", "toordinal", "tzname",
    "utcfromtimestamp", "utcnow", "utcoffset", "utctimetuple", "as_integer_ratio", "bit_count", "bit_length",
    "conjugate", "from_bytes", "to_bytes", "fromhex", "hex"};
constexpr std::array<std::string_view, 3> kOfLoops = {"changed", "nextitem", "previtem"};

/// The argument at `place` where it is a constant text.
const std::string* constant_text(const Node& node, size_t place) {
  if (node.children.size() <= place + 1) return nullptr;
  const Node& given = *node.children[place + 1];
  return given.kind == Node::Kind::constant && given.value.is_text() ? &given.value.text() : nullptr;
}

std::string lacking_filter(const Node& node) {
  if (!has_filter(node.text)) return "filter " + node.text;
  const bool by_attribute = node.text == "selectattr" || node.text == "rejectattr";
  if (by_attribute || node.text == "select" || node.text == "reject")
    if (const std::string* test = constant_text(node, by_attribute ? 1 : 0); test && !has_test(*test)) return "test " + *test;
  if (node.text == "map")
    if (const std::string* filter = constant_text(node, 0); filter && !has_filter(*filter)) return "filter " + *filter;
  if (node.text == "regex_search" || node.text == "regex_replace")
    if (const std::string* regex = constant_text(node, 0); regex && !is_regex(*regex)) return "regular expression “" + *regex + "”";
  return "";
}

}  // namespace

std::string lacking(const Node& node, bool in_loop) {
  if (node.kind == Node::Kind::filter) return lacking_filter(node);
  if (node.kind == Node::Kind::test) return has_test(node.text) ? "" : "test " + node.text;
  if (node.kind == Node::Kind::attribute && in_loop && node.children[0]->kind == Node::Kind::name &&
      node.children[0]->text == "loop" && std::ranges::find(kOfLoops, node.text) != kOfLoops.end())
    return "loop." + node.text;
  const bool method = node.kind == Node::Kind::call && node.children[0]->kind == Node::Kind::attribute;
  if (method && std::ranges::find(kMethods, node.children[0]->text) != kMethods.end()) return "method " + node.children[0]->text + "()";
  return "";
}

}  // namespace musubi::http
