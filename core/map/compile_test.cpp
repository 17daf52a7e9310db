#include "core/map/compile.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/time.hpp"
#include "core/map/complaint.hpp"
#include "core/text/json.hpp"

namespace musubi::map {
namespace {

void write_json(const Node& node, text::JsonWriter& out) {
  switch (node.shape) {
    case Node::Shape::nothing:
      out.null();
      return;
    case Node::Shape::text:
      out.string(node.text);
      return;
    case Node::Shape::list:
      out.begin_array();
      for (const Node& one : node.items) write_json(one, out);
      out.end_array();
      return;
    case Node::Shape::table:
      out.begin_object();
      for (size_t i = 0; i < node.names.size(); ++i) {
        out.key(node.names[i].text);
        write_json(node.items[i], out);
      }
      out.end_object();
  }
}

std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= path.size();) {
    size_t dot = std::min(path.find('.', at), path.size());
    out.emplace_back(path.substr(at, dot - at));
    at = dot + 1;
  }
  return out;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

void check_party_step(const Expectation& e, const std::string& file, size_t at) {
  std::vector<std::string> right = {"kind", "entered_by", "updated_at", "valid_since", "ids"};
  for (const FieldDef& def : fields()) right.emplace_back(def.name);
  Node word{Node::Shape::text, e.line, e.steps[at], {}, {}};
  if (std::find(right.begin(), right.end(), word.text) == right.end())
    complain_unknown(file, word, e.path, right);
  const FieldDef* def = find_field(word.text);
  if (!def || at + 1 >= e.steps.size()) return;
  word.text = e.steps[at + 1];
  if (!part_position(*def, word.text))
    complain_unknown(file, word, e.path, std::vector<std::string>(def->parts.begin(), def->parts.end()));
}

void check_fact_step(const Expectation& e, const FactKind& kind, const std::string& file, size_t at) {
  std::vector<std::string> right = {"of", "key"};
  for (const FactColumn& column : kind.columns) right.emplace_back(column.name);
  if (std::find(right.begin(), right.end(), e.steps[at]) == right.end())
    complain_unknown(file, Node{Node::Shape::text, e.line, e.steps[at], {}, {}}, e.path, right);
}

void check_expectation(const Expectation& e, const Mapping::Impl& program) {
  std::vector<std::string> right = {"problem"};
  size_t at = e.steps.size() > 1 && is_number(e.steps[1]) ? 2 : 1;
  for (const PartyProgram& party : program.parties) {
    right.push_back(party.name);
    if (party.name == e.steps[0] && at < e.steps.size()) check_party_step(e, program.file, at);
  }
  for (const FactProgram& fact : program.facts) {
    right.push_back(fact.name);
    if (fact.name == e.steps[0] && at < e.steps.size()) check_fact_step(e, *fact.kind, program.file, at);
  }
  if (std::find(right.begin(), right.end(), e.steps[0]) == right.end())
    complain_unknown(program.file, Node{Node::Shape::text, e.line, e.steps[0], {}, {}}, "expect", right);
}

std::string time_text(const Node& node, const Place& place, std::string_view where) {
  const std::string& text = literal_of(node, place, where);
  if (!parse_time(text, "UTC"))
    complain(place.file, node.line, "map.bad_test_time", {{"word", std::string(where)}});
  return text;
}

void read_circumstances(const Node& node, const Place& place, TestCase& out) {
  if (const Node* date = node.find("file_date")) out.file_date = time_text(*date, place, "file_date");
  if (const Node* at = node.find("received_at")) out.received_at = time_text(*at, place, "received_at");
  if (const Node* row = node.find("row")) {
    const std::string& text = literal_of(*row, place, "row");
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out.row);
    bool number = fault == std::errc() && end == text.data() + text.size();
    if (!number) complain(place.file, row->line, "map.bad_row", {{"word", text}});
  }
}

}  // namespace

std::optional<size_t> part_position(const FieldDef& def, const std::string& word) {
  for (size_t i = 0; i < def.parts.size(); ++i)
    if (def.parts[i] == word || (def.field == Field::kana && def.parts[i] == word + "_kana")) return i;
  return {};
}

TestCase test_of(const Node& node, const Mapping::Impl& program) {
  std::set<std::string> unused;
  std::vector<std::vector<std::string>> unread;
  Place place{program.file, unused, unread};
  check_words(node, place, "tests", {"given", "expect", "row", "file_date", "received_at"});
  TestCase out;
  out.line = node.line;
  const Node *given = node.find("given"), *expect = node.find("expect");
  if (!given || !expect)
    complain(program.file, node.line, "map.missing_word",
             {{"word", given ? "expect" : "given"}, {"where", "tests"}});
  if (!given->is_table()) complain_shape(program.file, *given, "given", "table");
  if (!expect->is_table()) complain_shape(program.file, *expect, "expect", "table");
  text::JsonWriter json(out.json);
  write_json(*given, json);
  read_circumstances(node, place, out);
  for (size_t i = 0; i < expect->names.size(); ++i) {
    const Node& name = expect->names[i];
    Expectation e{name.text, name.line, steps_of(name.text), literals_of(expect->items[i], place, name.text)};
    check_expectation(e, program);
    out.expectations.push_back(std::move(e));
  }
  return out;
}

}  // namespace musubi::map
