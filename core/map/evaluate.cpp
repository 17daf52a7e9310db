#include "core/map/evaluate.hpp"

#include <algorithm>

#include "core/map/file_text.hpp"
#include "core/map/key.hpp"
#include "core/map/said_once.hpp"
#include "core/map/says_no.hpp"
#include "core/text/fold.hpp"
#include "core/text/trim.hpp"

namespace musubi::map {
namespace {

using Shape = RecordTree::Shape;

void add_text(std::string_view found, const std::string& field, const Scope& scope, Value& out) {
  std::string_view plain = text::trimmed(found);
  if (plain.empty()) return;
  std::string text(plain);
  if (text.find('\0') != std::string::npos) {
    std::erase(text, '\0');
    scope.notes.push_back({field, {"map.nul_removed", {}}});
    text = text::trimmed(text);
  }
  if (!text.empty()) out.texts.push_back({std::move(text), {}});
}

void add_place(uint32_t at, const Path& path, const Scope& scope, Value& out) {
  const RecordTree::Value& value = scope.tree.at(at);
  switch (value.shape) {
    case Shape::null:
      return;
    case Shape::object:
      scope.notes.push_back({path.text, {"map.not_a_value", {}}});
      return;
    case Shape::array:
      for (uint32_t one = value.first; one; one = scope.tree.at(one).next) add_place(one, path, scope, out);
      return;
    default:
      add_text(value.text, path.text, scope, out);
  }
}

void add_special(Path::Root root, const Scope& scope, Value& out) {
  const RawRecord& record = scope.record;
  std::optional<Time> time;
  if (root == Path::Root::file_date)
    time = record.file_date;
  else if (root == Path::Root::received_at)
    time = record.received_at;
  else if (root == Path::Root::mailbox_name || root == Path::Root::mailbox_address)
    add_text(root == Path::Root::mailbox_name ? scope.mailbox->name : scope.mailbox->address, {}, scope, out);
  else if (record.row)
    out.texts.push_back({std::to_string(record.row), {}});
  if (time) out.texts.push_back({format_utc(*time), time});
  out.present = true;
}

void add_path(const Path& path, const Scope& scope, Value& out) {
  if (path.special()) return add_special(path.root, scope, out);
  std::vector<uint32_t> places;
  find(scope.tree, scope.here, path, places);
  out.present |= !places.empty();
  for (uint32_t at : places) add_place(at, path, scope, out);
}

/// The first that says something; where none does, the first that is not empty.
void add_paths(const ValueExpr& expr, const Scope& scope, Value& out) {
  std::vector<Text> blank;
  for (const Path& path : expr.paths) {
    add_path(path, scope, out);
    if (out.texts.empty()) continue;
    if (expr.paths.size() == 1 || !says_nothing(out.texts[0].text)) return;
    if (blank.empty()) blank = out.texts;
    out.texts.clear();
  }
  out.texts = std::move(blank);
}

void add_joined(const ValueExpr& expr, const Scope& scope, Value& out) {
  std::vector<std::string> parts;
  for (const ValueExpr& operand : expr.operands) {
    Value one = evaluate(operand, scope);
    out.present |= one.present;
    if (one.problem) note(scope, operand, {}, *one.problem);
    if (one.problem || one.incomplete) out.incomplete = one.problem ? one.problem : one.incomplete;
    if (!one.empty()) parts.push_back(one.text());
  }
  if (expr.once) parts = said_once(parts);
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += expr.with;
    text += part;
  }
  if (!text.empty()) out.texts.push_back({std::move(text), {}});
}

void add_key(const ValueExpr& expr, const Scope& scope, Value& out) {
  for (const ValueExpr& operand : expr.operands) {
    Value one = evaluate(operand, scope);
    out.present |= one.present;
    if (one.problem || one.incomplete) out.incomplete = one.problem ? one.problem : one.incomplete;
  }
  if (std::string key = key_text(expr.operands, scope); !key.empty()) out.texts.push_back({std::move(key), {}});
}

std::vector<std::string> split_text(const std::string& text, const std::vector<std::string>& by) {
  std::vector<std::string> out;
  size_t begin = 0;
  for (size_t at = 0; at <= text.size();) {
    auto cut = std::find_if(by.begin(), by.end(),
                            [&](const std::string& b) { return text.compare(at, b.size(), b) == 0; });
    bool end = at == text.size();
    if (!end && cut == by.end()) {
      ++at;
      continue;
    }
    out.emplace_back(text::trimmed(std::string_view(text).substr(begin, at - begin)));
    if (end) break;
    begin = at += cut->size();
  }
  return out;
}

void split_texts(const ValueExpr::Split& split, std::vector<Text>& texts) {
  std::vector<Text> out;
  for (const Text& text : texts) {
    std::vector<std::string> parts = split_text(text.text, split.by);
    size_t wanted = split.part < 0 ? parts.size() + size_t(split.part) : size_t(split.part) - 1;
    for (size_t i = 0; i < parts.size(); ++i)
      if ((!split.part || i == wanted) && !parts[i].empty()) out.push_back({std::move(parts[i]), {}});
  }
  texts = std::move(out);
}

// What the table says of a word: spelt as in the source, else in other case; nullptr where it does not know the word.
const std::string* said_of(const ValueExpr& expr, const std::string& word) {
  auto find = [&](auto same) { return std::find_if(expr.values.begin(), expr.values.end(), [&](const auto& v) { return same(v.first); }); };
  auto at = find([&](const std::string& known) { return known == word; });
  if (at == expr.values.end())
    at = find([plain = text::fold_case(word)](const std::string& known) { return text::fold_case(known) == plain; });
  return at == expr.values.end() ? nullptr : &at->second;
}

void translate(const ValueExpr& expr, Value& value) {
  std::vector<Text> out;
  if (value.texts.empty())
    if (const std::string* said = said_of(expr, {}); said && !said->empty()) out.push_back({*said, {}});
  for (const Text& text : value.texts) {
    const std::string* said = said_of(expr, folded(text.text));
    if (!said)
      value.problem = Message{"map.not_in_values", {{"field", expr.shown}}};
    else if (!said->empty())
      out.push_back({*said, {}});
  }
  value.texts = std::move(out);
}

void read_as(Reader reader, const ValueExpr& expr, const Scope& scope, Value& value) {
  std::vector<Text> out;
  for (const Text& text : value.texts) {
    Reading reading = read(reader, text, scope.context.zone);
    for (Message& said : reading.notes) note(scope, expr, {}, std::move(said));
    if (reading.problem) value.problem = reading.problem;
    std::string joined;
    bool name = reader == Reader::person_name || reader == Reader::kana_name;
    for (const std::string& part : reading.parts) {
      if (part.empty()) continue;
      if (!joined.empty() && name) joined += ' ';
      joined += part;
    }
    if (!joined.empty()) out.push_back({std::move(joined), {}});
  }
  value.texts = std::move(out);
}

bool holds_term(const Condition::Term& term, const Scope& scope) {
  ValueExpr plain;
  plain.paths.push_back(term.path);
  Value value = evaluate(plain, scope);
  auto wanted = [&](const std::string& text) {
    return std::find(term.words.begin(), term.words.end(), folded(text)) != term.words.end();
  };
  if (value.empty()) return wanted({});
  return std::any_of(value.texts.begin(), value.texts.end(), [&](const Text& t) { return wanted(t.text); });
}

/// Several fields and nothing to be done to them: one that says yes is enough.
bool is_any_of(const ValueExpr& expr) { return expr.paths.size() > 1 && !expr.split && !expr.has_values && !expr.as && !expr.fallback && !expr.when; }

bool any_says_yes(const ValueExpr& expr, const Scope& scope) {
  return std::any_of(expr.paths.begin(), expr.paths.end(), [&](const Path& path) {
    Value one;
    add_path(path, scope, one);
    return !one.empty() && !says_no(one.text());
  });
}

}  // namespace

const std::string& Value::text() const {
  static const std::string nothing;
  return texts.empty() ? nothing : texts[0].text;
}

Value evaluate(const ValueExpr& expr, const Scope& scope) {
  Value out;
  if (!holds(expr.when, scope)) return out;
  switch (expr.source) {
    case ValueExpr::Source::paths:
      add_paths(expr, scope, out);
      break;
    case ValueExpr::Source::join:
      add_joined(expr, scope, out);
      break;
    case ValueExpr::Source::key:
      add_key(expr, scope, out);
      break;
    case ValueExpr::Source::literal:
      out.present = true;
      if (!expr.literal.empty()) out.texts.push_back({expr.literal, {}});
  }
  if (expr.split) split_texts(*expr.split, out.texts);
  if (expr.has_values) translate(expr, out);
  if (expr.as) read_as(*expr.as, expr, scope, out);
  if (out.texts.empty() && expr.fallback) {
    if (!expr.fallback->empty()) out.texts.push_back({*expr.fallback, {}});
    out.problem.reset();
    out.incomplete.reset();
    out.present = true;
  }
  return out;
}

bool holds(const Condition& condition, const Scope& scope) {
  if (condition.value && is_any_of(*condition.value)) return any_says_yes(*condition.value, scope);
  if (condition.value) {
    Value value = evaluate(*condition.value, scope);
    if (value.problem && value.empty()) note(scope, *condition.value, {}, *value.problem);
    return !value.empty() && !says_no(value.text());
  }
  return std::all_of(condition.terms.begin(), condition.terms.end(),
                     [&](const Condition::Term& term) { return holds_term(term, scope); });
}

bool holds(const std::optional<Condition>& condition, const Scope& scope) {
  return !condition || holds(*condition, scope);
}

void note(const Scope& scope, const ValueExpr& expr, const std::string& otherwise, Message message) {
  scope.notes.push_back({expr.shown.empty() ? otherwise : expr.shown, std::move(message)});
}

}  // namespace musubi::map
