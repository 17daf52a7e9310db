#include <algorithm>

#include "core/map/compile.hpp"
#include "core/map/complaint.hpp"

namespace musubi::map {
namespace {

std::vector<std::string> party_words() {
  std::vector<std::string> out = {"kind", "key",  "ids",        "entered_by",
                                  "each", "when", "updated_at", "valid_since"};
  for (const FieldDef& def : fields()) out.emplace_back(def.name);
  return out;
}

bool has_part_word(const Node& node, const std::vector<std::string>& parts) {
  return std::any_of(node.names.begin(), node.names.end(), [&](const Node& name) {
    return std::find(parts.begin(), parts.end(), name.text) != parts.end();
  });
}

// `empty` may stand beside the verbs and parts of a field.
Node without_empty(const Node& node) {
  Node out = node;
  for (size_t i = 0; i < out.names.size(); ++i) {
    if (out.names[i].text != "empty") continue;
    out.names.erase(out.names.begin() + long(i));
    out.items.erase(out.items.begin() + long(i));
    break;
  }
  return out;
}

FieldProgram parted_field_of(const Node& node, const Place& place, FieldProgram out,
                             const std::vector<std::string>& parts) {
  std::vector<std::string> right = parts;
  right.emplace_back("when");
  check_words(node, place, out.def->name, right);
  for (const std::string& part : parts) {
    const Node* value = node.find(part);
    out.parts.push_back(value ? std::optional(value_of(*value, place, part)) : std::nullopt);
  }
  if (const Node* when = node.find("when")) out.when = condition_of(*when, place);
  return out;
}

FieldProgram field_of(const FieldDef& def, const Node& written, const Place& place, bool clears) {
  FieldProgram out;
  out.def = &def;
  out.clears = clears;
  if (const Node* empty = written.is_table() ? written.find("empty") : nullptr)
    out.clears = clears_of(*empty, place);
  Node node = without_empty(written);
  std::vector<std::string> parts = part_words(def);
  if (node.is_table() && has_part_word(node, parts))
    return parted_field_of(node, place, std::move(out), parts);
  if (node.is_list() && !def.many)
    complain(place.file, node.line, "map.one_value", {{"word", std::string(def.name)}});
  out.values = values_of(node, place, def.name);
  return out;
}

IdProgram id_of(const Node& scheme, const Node& written, const Place& place) {
  IdProgram out;
  out.scheme = scheme.text;
  if (out.scheme.empty()) complain(place.file, scheme.line, "map.no_field", {{"where", "ids"}});
  Node value;
  value.shape = written.shape;
  value.line = written.line;
  value.text = written.text;
  for (size_t i = 0; i < written.names.size(); ++i) {
    const std::string& word = written.names[i].text;
    const Node& item = written.items[i];
    if (word == "since")
      out.since = value_of(item, place, "since");
    else if (word == "until")
      out.until = value_of(item, place, "until");
    else if (word == "identifies") {
      const std::string& text = literal_of(item, place, "identifies");
      out.identifies = text == "party" || text == "yes" || text == "true";
      out.device = text == "device";
      if (!out.identifies && !out.device && text != "no" && text != "false")
        complain_unknown(place.file, item, "identifies", {"party", "device", "no"});
    } else {
      if (!is_verb(word))
        complain_unknown(place.file, written.names[i], scheme.text,
                         {"from", "since", "until", "identifies", "join", "with", "once", "split", "const", "values",
                          "default", "as", "when"});
      value.names.push_back(written.names[i]);
      value.items.push_back(item);
    }
  }
  if (written.is_list()) complain_shape(place.file, written, scheme.text, "text");
  out.value = value_of(value, place, scheme.text);
  return out;
}

void read_fields(const Node& node, const Place& place, bool clears, PartyProgram& out) {
  for (const FieldDef& def : fields()) {
    const Node* written = node.find(def.name);
    if (!written) continue;
    bool own_name = def.field == Field::name || def.field == Field::kana;
    if (own_name && out.kind == Kind::organisation)
      complain(place.file, written->line, "map.name_of_organisation", {{"word", std::string(def.name)}});
    out.fields.push_back(field_of(def, *written, place, clears));
  }
}

}  // namespace

std::vector<std::string> part_words(const FieldDef& def) {
  switch (def.field) {
    case Field::name:
    case Field::kana:
      return {"family", "given", "full"};
    case Field::address:
      return {"postal_code", "prefecture", "city", "full", "building", "country"};
    default:
      return {};
  }
}

PartyProgram party_of(const Node& name, const Node& node, const Place& outer, bool clears) {
  check_words(node, outer, name.text, party_words());
  PartyProgram out;
  out.name = name.text;
  out.line = name.line;
  const Node* kind = node.find("kind");
  if (!kind) complain(outer.file, name.line, "map.missing_word", {{"word", "kind"}, {"where", name.text}});
  auto read = kind_of(literal_of(*kind, outer, "kind"));
  if (!read) complain_unknown(outer.file, *kind, "kind", {"person", "organisation"});
  out.kind = *read;
  if (const Node* each = node.find("each")) out.each = each_of(*each, outer);
  Place place = outer.inside(out.each);
  if (const Node* key = node.find("key")) out.key = values_of(*key, place, "key");
  if (const Node* when = node.find("when")) out.when = condition_of(*when, place);
  if (const Node* by = node.find("entered_by")) out.entered_by = entered_by_of(*by, place);
  if (const Node* at = node.find("updated_at")) out.updated_at = value_of(*at, place, "updated_at");
  if (const Node* since = node.find("valid_since")) out.valid_since = value_of(*since, place, "valid_since");
  read_fields(node, place, clears, out);
  if (const Node* ids = node.find("ids")) {
    if (!ids->is_table()) complain_shape(place.file, *ids, "ids", "table");
    for (size_t i = 0; i < ids->names.size(); ++i)
      out.ids.push_back(id_of(ids->names[i], ids->items[i], place));
  }
  return out;
}

}  // namespace musubi::map
