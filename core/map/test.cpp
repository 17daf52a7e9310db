// The tests of a mapping file: given → expect.
#include <algorithm>

#include "core/map/file_text.hpp"
#include "core/map/program.hpp"
#include "core/map/reading.hpp"
#include "core/record/mapped.hpp"

namespace musubi {
namespace map {
namespace {

constexpr std::string_view test_key = "test";

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    if (text.empty()) continue;
    if (!out.empty()) out += ", ";
    out += text;
  }
  return out;
}

// A step by number, as in line.2.amount; the first without one.
size_t taken_number(const std::vector<std::string>& steps, size_t& at) {
  if (at >= steps.size() || steps[at].find_first_not_of("0123456789") != std::string::npos ||
      steps[at].size() > 6)
    return 1;
  return size_t(std::stoul(steps[at++]));
}

std::string shown_reference(const std::optional<PartyKey>& of, const RecordKey& record) {
  if (!of) return {};
  if (of->record == record) return of->party;
  return of->record.connection + "." + of->record.stream + "/" + of->record.key;
}

std::string of_party(const Profile& p, const std::vector<std::string>& steps, size_t at,
                     const std::string& zone) {
  const std::string& word_ = steps[at];
  if (word_ == "kind") return std::string(word(p.kind));
  if (word_ == "entered_by") return std::string(word(p.entered_by));
  if (word_ == "updated_at") return p.updated_at ? format_local(*p.updated_at, zone) : std::string();
  if (word_ == "valid_since") return p.valid_since;
  std::vector<std::string> out;
  if (word_ == "ids") {
    for (const ExternalId& id : p.ids)
      if (at + 1 >= steps.size() || id.scheme == steps[at + 1]) out.push_back(id.value);
    return joined(out);
  }
  const FieldDef* def = find_field(word_);
  for (const Stated& s : p.values) {
    if (s.field != def->field) continue;
    std::optional<size_t> part = at + 1 < steps.size() ? part_position(*def, steps[at + 1]) : std::nullopt;
    out.push_back(part ? s.parts[*part] : shown(s));
  }
  return joined(out);
}

std::string of_fact(const Fact& fact, const std::string& word, const std::string& zone) {
  if (word == "of") return shown_reference(fact.of, fact.record);
  if (word == "key") return fact.key;
  for (size_t i = 0; i < fact.kind->columns.size(); ++i) {
    const FactColumn& column = fact.kind->columns[i];
    if (column.name != word) continue;
    if (column.party) return shown_reference(fact.parties[i], fact.record);
    if (!fact.cells[i]) return {};
    if (column.type == ColumnType::time) return format_local(*time_of(*fact.cells[i]), zone);
    return *fact.cells[i];
  }
  return {};
}

bool is_name(const std::string& party, const std::string& name) {
  return party == name || (party.starts_with(name) && party[name.size()] == '#');
}

// "member" alone is how many there are.
std::string got(const Mapped& mapped, const std::vector<std::string>& steps, const std::string& zone) {
  size_t at = 1;
  bool whole = steps.size() == 1;
  size_t number = taken_number(steps, at), seen = 0;
  auto is_it = [&](const std::string& name) { return is_name(name, steps[0]) && ++seen == number && !whole; };
  for (const Profile& profile : mapped.profiles)
    if (is_it(profile.key.party)) return at < steps.size() ? of_party(profile, steps, at, zone) : "1";
  for (const Fact& fact : mapped.facts)
    if (is_it(fact.name)) return at < steps.size() ? of_fact(fact, steps[at], zone) : "1";
  if (at >= steps.size()) return whole ? std::to_string(seen) : "0";
  return {};
}

// Times may be written in any form, yes and no in any word.
bool agrees(const std::string& wanted, const std::string& found, const std::string& zone) {
  if (wanted == found) return true;
  if (found == "t" || found == "f") {
    Reading reading = read(Reader::yes_no, {wanted, {}}, zone);
    return !reading.problem && reading.parts[0] == found;
  }
  if (wanted.size() < 10 || found.size() != 16) return false;
  auto time = parse_time(wanted, zone);
  return time && format_local(*time, zone) == found;
}

RawRecord record_of(const TestCase& test, const Mapping::Impl& program, const std::string& zone) {
  RawRecord out;
  out.id = {program.connection, program.stream, std::string(test_key)};
  out.json = test.json;
  out.row = test.row;
  if (!test.file_date.empty()) out.file_date = parse_time(test.file_date, zone);
  if (!test.received_at.empty()) out.received_at = parse_time(test.received_at, zone).value_or(Time());
  return out;
}

}  // namespace
}  // namespace map

MappingTestReport test_mapping(const Mapping& mapping, const MapContext& context) {
  MappingTestReport out;
  const Mapping::Impl& program = mapping.impl();
  for (const map::TestCase& test : program.tests) {
    ++out.run;
    RawRecord record = map::record_of(test, program, context.zone);
    record.json = without_forbidden(mapping, record.json);
    Mapped mapped = map_record(mapping, record, context);
    std::string held = mapped.problem ? mapped.problem->id : std::string();
    for (const map::Expectation& e : test.expectations) {
      bool problem = e.path == "problem";
      std::string found = problem || mapped.problem ? held : map::got(mapped, e.steps, context.zone);
      std::string wanted = map::joined(e.wanted);
      bool same = (problem || !mapped.problem) && map::agrees(wanted, found, context.zone);
      if (!same) out.failures.push_back({out.run, e.line, e.path, wanted, found});
    }
    if (mapped.problem && test.expectations.empty())
      out.failures.push_back({out.run, test.line, "problem", "", held});
  }
  return out;
}

}  // namespace musubi
