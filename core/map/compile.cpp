#include "core/map/compile.hpp"

#include <algorithm>

#include "core/map/complaint.hpp"
#include "core/map/file_text.hpp"
#include "core/map/named.hpp"

namespace musubi {
namespace map {
namespace {

void read_head(const Node& root, const Place& place, Mapping::Impl& out) {
  check_words(root, place, place.file,
              {"source", "parties", "facts", "entered_by", "ignore", "never_store", "words", "empty", "lists", "tables", "tests"});
  const Node* source = root.find("source");
  if (!source)
    complain(place.file, root.line, "map.missing_word", {{"word", "source"}, {"where", place.file}});
  out.source = literal_of(*source, place, "source");
  size_t dot = out.source.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == out.source.size())
    complain(place.file, source->line, "map.no_stream", {{"word", out.source}});
  out.connection = out.source.substr(0, dot);
  out.stream = out.source.substr(dot + 1);
  if (const Node* by = root.find("entered_by"))
    out.entered_by = entered_by_of(*by, place);
  else
    out.entered_by.word = EnteredBy::import;
  if (const Node* empty = root.find("empty")) out.clears = clears_of(*empty, place);
}

// A name is a step of a test's path and part of a party's key.
void check_name(const Node& name, const Mapping::Impl& program) {
  if (!is_plain_name(name.text) || name.text == "problem")
    complain(program.file, name.line, "map.bad_name", {{"word", name.text}});
  for (const PartyProgram& party : program.parties)
    if (party.name == name.text) complain(program.file, name.line, "map.twice", {{"word", name.text}});
}

void read_parts(const Node& root, const Place& place, Mapping::Impl& out) {
  if (const Node* parties = root.find("parties")) {
    if (!parties->is_table()) complain_shape(place.file, *parties, "parties", "table");
    for (size_t i = 0; i < parties->names.size(); ++i) {
      check_name(parties->names[i], out);
      out.parties.push_back(party_of(parties->names[i], parties->items[i], place, out.clears));
    }
  }
  if (const Node* facts = root.find("facts")) {
    if (!facts->is_table()) complain_shape(place.file, *facts, "facts", "table");
    for (size_t i = 0; i < facts->names.size(); ++i) {
      check_name(facts->names[i], out);
      out.facts.push_back(fact_of(facts->names[i], facts->items[i], place, out.parties));
    }
  }
  if (out.parties.empty() && out.facts.empty())
    complain(place.file, root.line, "map.missing_word", {{"word", "parties"}, {"where", place.file}});
  if (!out.parties.empty()) out.main_party = out.parties.front().name;
}

void read_unused(const Node& root, const Place& place, Mapping::Impl& out) {
  const Node *never = root.find("never_store"), *ignore = root.find("ignore");
  for (const std::string& field :
       never ? literals_of(*never, place, "never_store") : std::vector<std::string>()) {
    std::optional<Path> path = compile_path(field);
    if (!path || path->special())
      complain(place.file, never->line, "map.no_field", {{"where", "never_store"}});
    if (place.known.count(folded(field)))
      complain(place.file, never->line, "map.never_stored_field", {{"word", field}});
    out.never_store.push_back(field);
    out.never_paths.push_back(std::move(*path));
  }
  const Node* words = root.find("words");
  for (const std::string& field : words ? literals_of(*words, place, "words") : std::vector<std::string>()) {
    std::optional<Path> path = compile_path(field);
    if (!path || path->special()) complain(place.file, words->line, "map.no_field", {{"where", "words"}});
    out.word_paths.push_back(std::move(*path));
  }
  for (const Path& path : out.word_paths)
    for (std::string& name : top_names(path)) place.known.insert(std::move(name));
  for (const Path& path : out.never_paths)
    for (std::string& name : top_names(path)) place.known.insert(std::move(name));
  for (const std::string& field : ignore ? literals_of(*ignore, place, "ignore") : std::vector<std::string>())
    out.ignored.insert(folded(field));
  place.known.insert(out.ignored.begin(), out.ignored.end());
}

void read_tests(const Node& root, Mapping::Impl& out) {
  const Node* tests = root.find("tests");
  if (!tests) return;
  if (!tests->is_list()) complain_shape(out.file, *tests, "tests", "list");
  for (const Node& test : tests->items) out.tests.push_back(test_of(test, out));
}

}  // namespace

bool is_plain_name(const std::string& name) {
  return name.find_first_of(".#/{}[] \t\n") == std::string::npos && name.find_first_not_of("0123456789") != std::string::npos;
}

}  // namespace map

Mapping read_mapping(std::string_view bytes, const std::string& file) {
  map::Node root = map::read_yaml(bytes, file);
  map::write_out_names(root, file);
  auto out = std::make_shared<Mapping::Impl>();
  out->file = file;
  std::set<std::string> known;
  map::Place place{out->file, known, out->reads};
  map::read_head(root, place, *out);
  map::read_parts(root, place, *out);
  map::read_unused(root, place, *out);
  map::read_tests(root, *out);
  out->known.assign(known.begin(), known.end());
  return Mapping(std::move(out));
}

const std::string& Mapping::source() const {
  return impl_->source;
}
const std::string& Mapping::main_party() const {
  return impl_->main_party;
}
const std::vector<std::string>& Mapping::never_store() const {
  return impl_->never_store;
}

}  // namespace musubi
