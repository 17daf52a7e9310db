#include "core/map/facts.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "core/map/consent.hpp"
#include "core/map/contact_state.hpp"
#include "core/map/element.hpp"
#include "core/map/key.hpp"
#include "core/map/proposal.hpp"

namespace musubi::map {
namespace {

class FactMaker {
 public:
  FactMaker(const FactProgram& program, size_t element, const Mapping::Impl& mapping, const Scope& scope,
            const std::vector<MadeParty>& parties)
      : program_(program), element_(element), mapping_(mapping), scope_(scope), parties_(parties) {}

  std::optional<Held> make(Fact& out) {
    out.kind = program_.kind;
    out.record = scope_.record.id;
    out.name = program_.name;
    if (!program_.key.empty())
      out.key = key_text(program_.key, scope_);
    else
      out.key = element_ ? std::to_string(element_) : scope_.record.id.key;
    if (out.key.empty())
      return held("map.empty_key", program_.key.empty() ? "" : program_.key[0].shown, "map");
    if (program_.of) out.of = party_key(*program_.of);
    size_t columns = program_.kind->columns.size();
    out.cells.resize(columns);
    out.parties.resize(columns);
    for (size_t i = 0; i < columns; ++i) {
      const FactProgram::Cell& cell = program_.cells[i];
      if (cell.party) out.parties[i] = party_key(*cell.party);
      if (!cell.value) continue;
      if (auto why = fill(program_.kind->columns[i], *cell.value, out.cells[i])) return why;
    }
    set_currency(out);
    if (out.kind->table == TableId::receipt_claim) return settle_claim(out);
    return out.kind->table == TableId::contact_state ? settle_contact_state(program_, scope_, out) : std::nullopt;
  }

 private:
  /// A claim names its receipt's stream with the connection, and needs somebody who makes it.
  std::optional<Held> settle_claim(Fact& out) const {
    std::string& stream = *out.cells[0];
    if (stream.find('.') == std::string::npos) stream = scope_.record.id.connection + "." + stream;
    if (out.of) return {};
    return held("map.claim_of_nobody", program_.of && !program_.of->key.empty() ? program_.of->key[0].shown : program_.name, "map");
  }

  static Held held(const char* id, const std::string& field, const char* step) {
    return {{id, {{"field", field}}}, step, field};
  }

  std::optional<PartyKey> party_key(const Reference& reference) {
    if (reference.party) {
      size_t element = mapping_.parties[*reference.party].each ? element_ : 0;
      for (const MadeParty& made : parties_)
        if (made.program == *reference.party && made.element == element) return made.profile.key;
      return {};
    }
    std::string key = reference_key(reference.key, scope_);
    if (key.empty()) return {};
    RecordKey record{reference.connection.empty() ? scope_.record.id.connection : reference.connection,
                     reference.stream, std::move(key)};
    return PartyKey{record, main_party(record)};
  }

  std::string main_party(const RecordKey& record) const {
    if (!scope_.context.others) return {};
    std::string stream = record.connection + "." + record.stream;
    for (const auto& [name, mapping] : *scope_.context.others)
      if (name == stream) return mapping.main_party();
    return {};
  }

  std::optional<Held> fill(const FactColumn& column, const ValueExpr& expr,
                           std::optional<std::string>& cell) {
    std::string field = expr.shown.empty() ? program_.name + "." + std::string(column.name) : expr.shown;
    Value value = evaluate(expr, scope_);
    std::optional<Message> problem = value.problem;
    if (column.required && value.incomplete) return Held{*value.incomplete, "normalize", field};
    if (!value.empty()) {
      Reading reading = read_cell(column, value.texts[0]);
      for (Message& said : reading.notes) scope_.notes.push_back({field, std::move(said)});
      problem = reading.problem ? reading.problem : problem;
      if (!reading.problem && !reading.empty()) cell = std::move(reading.parts[0]);
    }
    if (cell || (!problem && !column.required)) return {};
    if (!column.required) return scope_.notes.push_back({field, *problem}), std::nullopt;
    if (!problem) return held("map.required_empty", field, "map");
    return Held{*problem, "normalize", field};
  }

  Reading read_cell(const FactColumn& column, const Text& text) {
    const std::string& zone = scope_.context.zone;
    switch (column.type) {
      case ColumnType::number: {
        bool money = has_currency() && (column.name == "amount" || column.name == "unit_price");
        Reading out = read(money ? Reader::money : Reader::number, text, zone);
        if (currency_.empty()) currency_ = out.currency;
        return out;
      }
      case ColumnType::integer:
        return read_integer(text);
      case ColumnType::yes_no:
        return read(Reader::yes_no, text, zone);
      case ColumnType::date:
        return read(Reader::date, text, zone);
      case ColumnType::time: {
        Reading out;
        if (auto time = read_time(text, zone, out)) out.parts = {cell(*time)};
        return out;
      }
      default:
        return Reading{{tidy_lines(text.text, column.prose)}, {}, {}, {}, {}};
    }
  }

  Reading read_integer(const Text& text) {
    Reading out = read(Reader::number, text, scope_.context.zone);
    if (out.problem || out.empty()) return out;
    const std::string& digits = out.parts[0];
    int64_t v = 0;
    auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), v);
    bool whole = std::all_of(end, digits.data() + digits.size(), [](char c) { return c == '.' || c == '0'; });
    if (fault != std::errc() || !whole)
      out.problem = Message{"map.no_integer", {}};
    else
      out.parts[0] = cell(v);
    return out;
  }

  bool has_currency() const {
    auto columns = program_.kind->columns;
    return std::any_of(columns.begin(), columns.end(),
                       [](const FactColumn& c) { return c.name == "currency"; });
  }

  void set_currency(Fact& out) const {
    auto columns = program_.kind->columns;
    for (size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == "currency" && !out.cells[i] && !currency_.empty()) out.cells[i] = currency_;
  }

  const FactProgram& program_;
  size_t element_;
  const Mapping::Impl& mapping_;
  const Scope& scope_;
  const std::vector<MadeParty>& parties_;
  std::string currency_;
};

/// Some kinds say more, or less, than one row.
std::optional<Held> settle(const FactProgram& program, const Scope& scope, const std::vector<MadeParty>& parties, Fact fact,
                           std::vector<Fact>& out) {
  switch (program.kind->table) {
    case TableId::consent:
      return settle_consent(program, scope, parties, std::move(fact), out);
    case TableId::proposal:
      return settle_proposal(program, scope, std::move(fact), out);
    default:
      out.push_back(std::move(fact));
      return {};
  }
}

/// A word without its answer, a proposal without a value.
bool says_nothing(const FactProgram& program, const Scope& scope) {
  return consent_says_nothing(program, scope) || proposal_says_nothing(program, scope);
}

std::string key_field(const FactProgram& program) {
  std::string out;
  for (const ValueExpr& one : program.key)
    if (!one.shown.empty()) out += (out.empty() ? "" : ", ") + one.shown;
  return out.empty() ? program.name : out;
}

/// A guest may stand twice in a list of guests (as organizer and attendee); what was done with them was done once. Noted where the two differ.
void note_again(const FactProgram& program, const Scope& scope, const Fact& first, const Fact& again) {
  if (first.cells != again.cells) scope.notes.push_back({key_field(program), {"map.told_again", {{"field", key_field(program)}, {"fact", program.name}}}});
}

}  // namespace

std::optional<Held> make_facts(const Mapping::Impl& mapping, const Scope& top,
                               const std::vector<MadeParty>& parties, std::vector<Fact>& out) {
  for (const FactProgram& program : mapping.facts) {
    const std::vector<Element> places = elements(program.each, top);
    std::map<std::string, size_t> told;  // key → its place in `out`
    for (size_t i = 0; i < places.size(); ++i) {
      Scope scope = places[i].inside(top);
      if (!holds(program.when, scope) || says_nothing(program, scope)) continue;
      Fact fact;
      if (auto held = FactMaker(program, program.each ? i + 1 : 0, mapping, scope, parties).make(fact))
        return held;
      if (auto [first, fresh] = told.try_emplace(fact.key, out.size()); !fresh) {
        if (!program.each || program.kind->table != TableId::activity)
          return Held{{"map.fact_key_twice", {{"field", key_field(program)}, {"fact", program.name}}}, "map", key_field(program)};
        note_again(program, scope, out[first->second], fact);
        continue;
      }
      if (auto why = settle(program, scope, parties, std::move(fact), out)) return why;
    }
  }
  return {};
}

}  // namespace musubi::map
