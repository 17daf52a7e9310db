#include "core/map/sources.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/map/file_text.hpp"

namespace musubi::map {
namespace {

/// `off`: a condition keeps it from coming.
enum class State : uint8_t { there, off, missing };

bool says_no_more(const std::string& word) { return word.empty() || word == "no" || word == "false"; }

/// What stands in a place of the file: in an element of a list, names that are not of the record's top are nobody's heading.
class Spot {
 public:
  Spot(const Headings& headings, bool inside) : headings_(headings), inside_(inside) {}

  std::vector<std::string> names_of(const Path& path) const {
    return path.special() || (inside_ && path.root == Path::Root::here) ? std::vector<std::string>() : top_names(path);
  }
  bool has(const Path& path) const {
    const std::vector<std::string> names = names_of(path);
    return names.empty() || headings_.has_one_of(names);
  }

  State of(const ValueExpr& expr) const {
    if (expr.when && !may_hold(*expr.when)) return expr.fallback && !says_no_more(*expr.fallback) ? State::there : State::off;
    if (expr.fallback && !says_no_more(*expr.fallback)) return State::there;
    const bool blank_is_a_word = std::any_of(expr.values.begin(), expr.values.end(), [](const auto& v) { return v.first.empty(); });
    return blank_is_a_word ? State::there : source_of(expr);
  }
  State of(const std::vector<const ValueExpr*>& exprs) const {
    State best = State::missing;
    for (const ValueExpr* expr : exprs) best = std::min(best, of(*expr));
    return best;
  }

  bool may_hold(const Condition& condition) const {
    if (condition.value) return of(*condition.value) == State::there;
    return std::all_of(condition.terms.begin(), condition.terms.end(), [&](const Condition::Term& term) {
      return has(term.path) || std::find(term.words.begin(), term.words.end(), "") != term.words.end();
    });
  }
  bool may_hold(const std::optional<Condition>& condition) const { return !condition || may_hold(*condition); }

 private:
  State source_of(const ValueExpr& expr) const {
    switch (expr.source) {
      case ValueExpr::Source::literal:
        return State::there;
      case ValueExpr::Source::paths:
        return std::any_of(expr.paths.begin(), expr.paths.end(), [&](const Path& path) { return has(path); }) ? State::there : State::missing;
      default:
        std::vector<const ValueExpr*> operands;
        for (const ValueExpr& one : expr.operands) operands.push_back(&one);
        return of(operands);
    }
  }

  const Headings& headings_;
  bool inside_;
};

/// A target and what fills it within one party or fact.
struct Part {
  std::string target;
  std::vector<const ValueExpr*> values;
  bool inside = false, alone = false;  // alone: each of the values is needed
  std::optional<Condition> when;       // of the field
};

/// One party or fact.
struct Item {
  bool party = false, inside = false;
  const std::optional<Each>* each = nullptr;
  const std::optional<Condition>* when = nullptr;
  std::vector<Part> parts;
};

std::vector<const ValueExpr*> pointers(const std::vector<ValueExpr>& values) {
  std::vector<const ValueExpr*> out;
  for (const ValueExpr& one : values) out.push_back(&one);
  return out;
}

void add(Item& item, std::string target, const std::optional<ValueExpr>& value) {
  if (value) item.parts.push_back({std::move(target), {&*value}, item.inside, false, {}});
}

Item item_of(const PartyProgram& p) {
  Item out{true, p.each && p.each->list, &p.each, &p.when, {}};
  const std::string kind = std::string(word(p.kind)) + ".";
  if (!p.key.empty()) out.parts.push_back({kind + "key", pointers(p.key), out.inside, true, {}});
  add(out, kind + "updated_at", p.updated_at);
  add(out, kind + "valid_since", p.valid_since);
  if (p.entered_by) add(out, kind + "entered_by", p.entered_by->value);
  for (const FieldProgram& f : p.fields) {
    Part part{kind + std::string(f.def->name), pointers(f.values), out.inside, false, f.when};
    for (const std::optional<ValueExpr>& one : f.parts)
      if (one) part.values.push_back(&*one);
    out.parts.push_back(std::move(part));
  }
  for (const IdProgram& id : p.ids) {
    out.parts.push_back({kind + "ids." + id.scheme, {&id.value}, out.inside, false, {}});
    add(out, kind + "since." + id.scheme, id.since);
    add(out, kind + "until." + id.scheme, id.until);
  }
  return out;
}

Item item_of(const FactProgram& f) {
  Item out{false, f.each && f.each->list, &f.each, &f.when, {}};
  const std::string kind = std::string(f.kind->name) + ".";
  if (!f.key.empty()) out.parts.push_back({kind + "key", pointers(f.key), out.inside, true, {}});
  if (f.of && !f.of->key.empty()) out.parts.push_back({kind + "of", pointers(f.of->key), out.inside, true, {}});
  for (size_t i = 0; i < f.cells.size(); ++i) {
    const std::string target = kind + std::string(f.kind->columns[i].name);
    add(out, target, f.cells[i].value);
    if (f.cells[i].party) out.parts.push_back({target, pointers(f.cells[i].party->key), out.inside, true, {}});
  }
  return out;
}

std::vector<Item> items_of(const Mapping::Impl& program) {
  std::vector<Item> out;
  for (const PartyProgram& p : program.parties) out.push_back(item_of(p));
  for (const FactProgram& f : program.facts) out.push_back(item_of(f));
  return out;
}

/// The groups of names that an expression takes its text from, of each of which one is enough; what its conditions read is left out.
void read_by(const ValueExpr& expr, const Spot& place, std::vector<std::vector<std::string>>& out) {
  std::vector<std::string> names;
  for (const Path& path : expr.paths) {
    const std::vector<std::string> some = place.names_of(path);
    if (some.empty()) return;  // $file_date and its like are there
    names.insert(names.end(), some.begin(), some.end());
  }
  if (!names.empty()) out.push_back(std::move(names));
  for (const ValueExpr& one : expr.operands) read_by(one, place, out);
}

std::vector<std::vector<std::string>> read_by(const Part& part, const Headings& headings) {
  std::vector<std::vector<std::string>> out;
  for (const ValueExpr* value : part.values) read_by(*value, Spot(headings, part.inside), out);
  return out;
}

/// The name without a dot of a group, or its first.
const std::string& plain_of(const std::vector<std::string>& names) {
  auto plain = std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.find('.') == std::string::npos; });
  return plain == names.end() ? names.front() : *plain;
}

bool each_is_there(const Item& item, const Headings& headings) { return !*item.each || !(*item.each)->list || Spot(headings, false).has(*(*item.each)->list); }
bool comes(const Item& item, const Headings& headings) { return each_is_there(item, headings) && Spot(headings, item.inside).may_hold(*item.when); }

State state_of(const Part& part, const Headings& headings) {
  const Spot place(headings, part.inside);
  if (!place.may_hold(part.when)) return State::off;
  return place.of(part.values);
}

class Unfilled {
 public:
  Unfilled(const Mapping::Impl& program, const Headings& headings) : headings_(headings), items_(items_of(program)) {}

  std::vector<std::string> names() {
    const bool parties = std::any_of(items_.begin(), items_.end(), [](const Item& i) { return i.party; });
    const bool any = std::any_of(items_.begin(), items_.end(), [&](const Item& i) { return i.party == parties && comes(i, headings_); });
    for (const Item& item : items_) {
      if (!each_is_there(item, headings_)) out_.insert(plain_of(top_names(*(*item.each)->list)));
      if (comes(item, headings_)) look_at(item);
      if (*item.when) look_at(**item.when, item.inside, !any && item.party == parties);
    }
    for (const auto& [target, name] : wanting_)
      if (!filled_.contains(target)) out_.insert(name);
    return {out_.begin(), out_.end()};
  }

 private:
  void look_at(const Item& item) {
    for (const Part& part : item.parts) {
      if (part.alone) {
        for (const ValueExpr* value : part.values) want({part.target + "#", {value}, part.inside, false, {}}, true);
      } else {
        want(part, false);
      }
    }
  }

  void want(const Part& part, bool needed) {
    if (state_of(part, headings_) != State::missing) return void(filled_.insert(part.target));
    const auto groups = read_by(part, headings_);
    if (groups.empty()) return;
    if (needed) out_.insert(plain_of(groups.front()));
    else wanting_.emplace(part.target, plain_of(groups.front()));
  }

  /// A table of words that stand in a column which only conditions read would be wrong without a word.
  void look_at(const Condition& condition, bool inside, bool nothing_comes) {
    const Spot place(headings_, inside);
    for (const Condition::Term& term : condition.terms) {
      const std::vector<std::string> names = place.names_of(term.path);
      if (!names.empty() && !place.has(term.path) && (nothing_comes || !is_value(names))) out_.insert(plain_of(names));
    }
    if (!condition.value || !nothing_comes) return;
    std::vector<std::vector<std::string>> groups;
    read_by(*condition.value, place, groups);
    if (!groups.empty() && place.of(*condition.value) != State::there) out_.insert(plain_of(groups.front()));
  }

  bool is_value(const std::vector<std::string>& names) {
    return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
      return std::any_of(item.parts.begin(), item.parts.end(), [&](const Part& part) {
        const auto groups = read_by(part, headings_);
        return std::any_of(groups.begin(), groups.end(), [&](const auto& group) { return std::find_first_of(group.begin(), group.end(), names.begin(), names.end()) != group.end(); });
      });
    });
  }

  const Headings& headings_;
  std::vector<Item> items_;
  std::set<std::string> filled_, out_;
  std::map<std::string, std::string> wanting_;
};

}  // namespace

Headings::Headings(const std::vector<std::string>& names) {
  for (const std::string& name : names) there_.push_back(folded(name));
}

bool Headings::has(const std::string& folded) const {
  return std::any_of(there_.begin(), there_.end(), [&](const std::string& field) { return field == folded || field.starts_with(folded + "."); });
}

bool Headings::has_one_of(const std::vector<std::string>& folded) const {
  return std::any_of(folded.begin(), folded.end(), [&](const std::string& name) { return has(name); });
}

std::vector<std::string> unfilled(const Mapping::Impl& program, const Headings& headings) { return Unfilled(program, headings).names(); }

std::vector<std::string> lost(const Mapping::Impl& program, const Headings& before, const Headings& now) {
  // A target with a source that it did not have before has changed its column, and lost none.
  std::set<std::string> gained, kept, values;
  const std::vector<Item> items = items_of(program);
  for (const Item& item : items)
    for (const Part& part : item.parts)
      for (const ValueExpr* value : part.values)
        if (Spot(now, part.inside).of(*value) == State::there && Spot(before, part.inside).of(*value) != State::there) gained.insert(part.target);
  for (const Item& item : items)
    for (const Part& part : item.parts)
      for (const std::vector<std::string>& group : read_by(part, now)) {
        values.insert(group.begin(), group.end());
        if (!gained.contains(part.target)) kept.insert(group.begin(), group.end());
      }
  std::set<std::string> out;
  for (const std::vector<std::string>& group : program.reads) {
    if (now.has_one_of(group)) continue;
    for (const std::string& name : group)
      if (before.has(name) && (kept.contains(name) || !values.contains(name))) {
        out.insert(name);
        break;
      }
  }
  return {out.begin(), out.end()};
}

}  // namespace musubi::map
