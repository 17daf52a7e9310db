#include <algorithm>
#include <charconv>

#include "core/map/compile.hpp"
#include "core/map/complaint.hpp"
#include "core/map/file_text.hpp"
#include "core/map/forbidden.hpp"
#include "core/map/reading.hpp"

namespace musubi::map {
namespace {

const std::vector<std::string>& verbs() {
  static const std::vector<std::string> words = {"from",   "join",    "with", "once", "split", "const",
                                                 "values", "default", "as",   "when"};
  return words;
}

void note_known(const Path& path, const Place& place) {
  if (place.inside_list && path.root == Path::Root::here) return;
  std::vector<std::string> names = top_names(path);
  if (names.empty()) return;
  place.known.insert(names.begin(), names.end());
  place.reads.push_back(std::move(names));
}

/// Of what was read since `before`, one is enough.
void one_will_do(const Place& place, size_t before) {
  std::vector<std::string> any;
  for (size_t i = before; i < place.reads.size(); ++i) any.insert(any.end(), place.reads[i].begin(), place.reads[i].end());
  place.reads.resize(before);
  if (!any.empty()) place.reads.push_back(std::move(any));
}

/// The paths of a list in from: one of them is enough.
void read_alternatives(const Node& list, const Place& place, std::vector<Path>& out) {
  size_t before = place.reads.size();
  for (const Node& one : list.items) out.push_back(path_of(one, place, "from"));
  if (out.empty()) complain_shape(place.file, list, "from", "text");
  bool always = place.reads.size() - before < out.size();  // $file_date and its like are there
  always ? place.reads.resize(before) : one_will_do(place, before);
}

void read_join(const Node& node, const Node& join, const Place& place, ValueExpr& out) {
  out.source = ValueExpr::Source::join;
  if (!join.is_list()) complain_shape(place.file, join, "join", "list");
  const size_t before = place.reads.size();
  for (const Node& one : join.items) out.operands.push_back(value_of(one, place, "join"));
  for (const ValueExpr& one : out.operands)
    if (!one.shown.empty()) out.shown += (out.shown.empty() ? "" : ", ") + one.shown;
  const Node* once = node.find("once");
  out.once = once && literal_of(*once, place, "once") == "true";
  if (out.once) one_will_do(place, before);
}

ValueExpr::Split split_of(const Node& node, const Place& place) {
  ValueExpr::Split out;
  if (!node.is_table()) {
    out.by = literals_of(node, place, "split");
  } else {
    check_words(node, place, "split", {"by", "part"});
    if (const Node* by = node.find("by")) out.by = literals_of(*by, place, "by");
    if (const Node* part = node.find("part")) {
      const std::string& text = literal_of(*part, place, "part");
      auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out.part);
      bool number = fault == std::errc() && end == text.data() + text.size() && out.part != 0;
      if (!number) complain(place.file, part->line, "map.bad_part", {{"word", text}});
    }
  }
  bool empty =
      out.by.empty() || std::any_of(out.by.begin(), out.by.end(), [](auto& by) { return by.empty(); });
  if (empty) complain(place.file, node.line, "map.missing_word", {{"word", "by"}, {"where", "split"}});
  return out;
}

void read_source(const Node& node, const Place& place, std::string_view where, ValueExpr& out) {
  const Node *from = node.find("from"), *join = node.find("join"), *literal = node.find("const");
  if (!!from + !!join + !!literal != 1)
    complain(place.file, node.line, "map.one_source", {{"where", std::string(where)}});
  if (literal) {
    out.source = ValueExpr::Source::literal;
    out.literal = literal_of(*literal, place, "const");
  } else if (join) {
    read_join(node, *join, place, out);
  } else if (from->is_list()) {
    read_alternatives(*from, place, out.paths);
  } else {
    out.paths.push_back(path_of(*from, place, where));
  }
  if (!out.paths.empty()) out.shown = out.paths[0].text;
  for (const char* word : {"with", "once"})
    if (const Node* found = node.find(word); found && !join) complain(place.file, found->line, "map.with_without_join", {{"word", word}});
  if (const Node* with = node.find("with")) out.with = literal_of(*with, place, "with");
}

void read_words(const Node& node, const Place& place, ValueExpr& out) {
  if (!node.is_table()) complain_shape(place.file, node, "values", "table");
  out.has_values = true;
  for (size_t i = 0; i < node.names.size(); ++i)
    out.values.emplace_back(folded(node.names[i].text), literal_of(node.items[i], place, "values"));
}

}  // namespace

bool is_verb(std::string_view word) {
  return std::find(verbs().begin(), verbs().end(), word) != verbs().end();
}

void check_words(const Node& node, const Place& place, std::string_view where,
                 const std::vector<std::string>& right) {
  if (!node.is_table()) complain_shape(place.file, node, where, "table");
  for (const Node& name : node.names)
    if (std::find(right.begin(), right.end(), name.text) == right.end())
      complain_unknown(place.file, name, where, right);
}

const std::string& literal_of(const Node& node, const Place& place, std::string_view where) {
  if (node.is_list() || node.is_table()) complain_shape(place.file, node, where, "text");
  return node.text;
}

std::vector<std::string> literals_of(const Node& node, const Place& place, std::string_view where) {
  if (!node.is_list()) return {literal_of(node, place, where)};
  std::vector<std::string> out;
  for (const Node& one : node.items) out.push_back(literal_of(one, place, where));
  return out;
}

Path path_of(const Node& node, const Place& place, std::string_view where) {
  const std::string& text = literal_of(node, place, where);
  if (text.empty()) complain(place.file, node.line, "map.no_field", {{"where", std::string(where)}});
  std::optional<Path> path = compile_path(text);
  if (!path && text[0] == '$') complain_unknown(place.file, node, where, special_names());
  if (!path) complain(place.file, node.line, "map.no_field", {{"where", std::string(where)}});
  if (path->of_mailbox() && !place.inside_mailboxes) complain(place.file, node.line, "map.no_mailboxes", {{"word", text}});
  if (!path->special() && refusal_of(path->text) == Refusal::forbidden)
    complain(place.file, node.line, "map.refused_field", {{"word", text}});
  note_known(*path, place);
  return std::move(*path);
}

ValueExpr value_of(const Node& node, const Place& place, std::string_view where) {
  ValueExpr out;
  if (!node.is_table()) {
    out.paths.push_back(path_of(node, place, where));
    out.shown = out.paths[0].text;
    return out;
  }
  check_words(node, place, where, verbs());
  read_source(node, place, where, out);
  if (const Node* split = node.find("split")) out.split = split_of(*split, place);
  if (const Node* values = node.find("values")) read_words(*values, place, out);
  if (const Node* fallback = node.find("default")) out.fallback = literal_of(*fallback, place, "default");
  if (const Node* when = node.find("when")) out.when = condition_of(*when, place);
  if (const Node* as = node.find("as")) {
    out.as = find_reader(literal_of(*as, place, "as"));
    if (!out.as) complain_unknown(place.file, *as, "as", reader_names());
  }
  return out;
}

std::vector<ValueExpr> values_of(const Node& node, const Place& place, std::string_view where) {
  std::vector<ValueExpr> out;
  if (!node.is_list()) return {value_of(node, place, where)};
  for (const Node& one : node.items) out.push_back(value_of(one, place, where));
  if (out.empty()) complain(place.file, node.line, "map.no_field", {{"where", std::string(where)}});
  return out;
}

Each each_of(const Node& node, const Place& place) {
  Each out;
  if (!node.is_table()) {
    out.text = shown(node);
    out.list = path_of(node, place, "each");
    if (out.list->special()) complain(place.file, node.line, "map.no_field", {{"where", "each"}});
    return out;
  }
  check_words(node, place, "each", {"mailboxes"});
  if (node.items.empty()) complain_shape(place.file, node, "each", "text");
  const size_t before = place.reads.size();
  out.text = "mailboxes: " + shown(node.items[0]);
  out.mailboxes = values_of(node.items[0], place, "mailboxes");
  one_will_do(place, before);
  return out;
}

bool is_condition_table(const Node& node) { return node.is_table() && !(node.find("from") || node.find("join") || node.find("const")); }

Condition condition_of(const Node& node, const Place& place) {
  Condition out;
  if (!is_condition_table(node)) {
    out.value = std::make_shared<ValueExpr>(value_of(node, place, "when"));
    return out;
  }
  for (size_t i = 0; i < node.names.size(); ++i) {
    Condition::Term term{path_of(node.names[i], place, "when"), {}};
    for (const std::string& word : literals_of(node.items[i], place, "when"))
      term.words.push_back(folded(word));
    out.terms.push_back(std::move(term));
  }
  if (out.terms.empty()) complain(place.file, node.line, "map.no_field", {{"where", "when"}});
  return out;
}

EnteredByProgram entered_by_of(const Node& node, const Place& place) {
  std::vector<std::string> words;
  for (EnteredBy e :
       {EnteredBy::self, EnteredBy::other, EnteredBy::staff, EnteredBy::import, EnteredBy::system})
    words.emplace_back(word(e));
  EnteredByProgram out;
  if (!node.is_table()) {
    out.word = musubi::entered_by_of(literal_of(node, place, "entered_by"));
    if (!out.word) complain_unknown(place.file, node, "entered_by", words);
    return out;
  }
  out.value = value_of(node, place, "entered_by");
  const Node *values = node.find("values"), *fallback = node.find("default");
  auto check = [&](const Node& at) {
    if (!at.text.empty() && !musubi::entered_by_of(at.text))
      complain_unknown(place.file, at, "entered_by", words);
  };
  if (values) std::for_each(values->items.begin(), values->items.end(), check);
  if (fallback) check(*fallback);
  return out;
}

bool clears_of(const Node& node, const Place& place) {
  const std::string& text = literal_of(node, place, "empty");
  if (text != "clears" && text != "keeps") complain_unknown(place.file, node, "empty", {"clears", "keeps"});
  return text == "clears";
}

}  // namespace musubi::map
