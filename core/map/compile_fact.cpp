#include <algorithm>

#include "core/map/compile.hpp"
#include "core/map/complaint.hpp"

namespace musubi::map {
namespace {

using Parties = std::vector<PartyProgram>;

std::vector<std::string> kind_names() {
  std::vector<std::string> out;
  for (const FactKind& kind : fact_kinds()) out.emplace_back(kind.name);
  return out;
}

std::vector<std::string> fact_words(const FactKind& kind) {
  std::vector<std::string> out = {"kind", "of", "key", "each", "when"};
  for (const FactColumn& column : kind.columns) out.emplace_back(column.name);
  return out;
}

bool same_each(const PartyProgram& party, const std::optional<Each>& each) {
  return !party.each || (each && party.each->text == each->text);
}

Reference stream_reference_of(const Node& node, const Place& place, std::string_view where) {
  check_words(node, place, where, {"stream", "key"});
  const Node *stream = node.find("stream"), *key = node.find("key");
  if (!stream || !key)
    complain(place.file, node.line, "map.missing_word",
             {{"word", stream ? "key" : "stream"}, {"where", std::string(where)}});
  Reference out;
  out.stream = literal_of(*stream, place, "stream");
  if (size_t dot = out.stream.find('.'); dot != std::string::npos) {
    out.connection = out.stream.substr(0, dot);
    out.stream.erase(0, dot + 1);
  }
  if (out.stream.empty()) complain(place.file, stream->line, "map.no_stream", {{"word", stream->text}});
  out.key = values_of(*key, place, "key");
  return out;
}

Reference reference_of(const Node& node, const Place& place, std::string_view where, const Parties& parties,
                       const std::optional<Each>& each) {
  if (node.is_table()) return stream_reference_of(node, place, where);
  const std::string& name = literal_of(node, place, where);
  auto at =
      std::find_if(parties.begin(), parties.end(), [&](const PartyProgram& p) { return p.name == name; });
  if (at == parties.end()) {
    std::vector<std::string> right;
    for (const PartyProgram& party : parties) right.push_back(party.name);
    complain_unknown(place.file, node, where, right);
  }
  if (!same_each(*at, each))
    complain(place.file, node.line, "map.party_of_other_each", {{"word", name}, {"each", at->each->text}});
  Reference out;
  out.party = size_t(at - parties.begin());
  return out;
}

/// A record's key of several columns, as connectors join them.
ValueExpr key_of(const Node& node, const Place& place, std::string_view where) {
  ValueExpr out;
  out.source = ValueExpr::Source::key;
  out.operands = values_of(node, place, where);
  out.shown = out.operands.back().shown;
  return out;
}

FactProgram::Cell cell_of(const FactColumn& column, const Node* written, const Place& place,
                          const Parties& parties, const FactProgram& fact) {
  FactProgram::Cell out;
  if (written && column.party)
    out.party = reference_of(*written, place, column.name, parties, fact.each);
  else if (written && written->is_list() && column.name == "receipt")
    out.value = key_of(*written, place, column.name);
  else if (written)
    out.value = value_of(*written, place, column.name);
  else if (column.required)
    complain(place.file, fact.line, "map.missing_word",
             {{"word", std::string(column.name)}, {"where", fact.name}});
  return out;
}

}  // namespace

FactProgram fact_of(const Node& name, const Node& node, const Place& outer, const Parties& parties) {
  if (!node.is_table()) complain_shape(outer.file, node, name.text, "table");
  FactProgram out;
  out.name = name.text;
  out.line = name.line;
  const Node* kind = node.find("kind");
  if (!kind) complain(outer.file, name.line, "map.missing_word", {{"word", "kind"}, {"where", name.text}});
  out.kind = find_fact_kind(literal_of(*kind, outer, "kind"));
  if (!out.kind) complain_unknown(outer.file, *kind, "kind", kind_names());
  check_words(node, outer, name.text, fact_words(*out.kind));
  if (const Node* each = node.find("each")) out.each = each_of(*each, outer);
  Place place = outer.inside(out.each);
  if (const Node* key = node.find("key")) out.key = values_of(*key, place, "key");
  if (const Node* when = node.find("when")) out.when = condition_of(*when, place);
  if (const Node* of = node.find("of")) out.of = reference_of(*of, place, "of", parties, out.each);
  for (const FactColumn& column : out.kind->columns)
    out.cells.push_back(cell_of(column, node.find(column.name), place, parties, out));
  return out;
}

}  // namespace musubi::map
