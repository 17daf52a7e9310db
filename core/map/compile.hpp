// From the file's words to the program (program.hpp). All functions throw Error naming file, line and word.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/map/node.hpp"
#include "core/map/program.hpp"

namespace musubi::map {

/// What compiling needs to know about the place it is at.
struct Place {
  const std::string& file;
  std::set<std::string>& known;  // folded top-level fields seen so far
  std::vector<std::vector<std::string>>& reads;  // those that are read: names of which one must be there
  bool inside_list = false;       // names are those of its elements
  bool inside_mailboxes = false;  // $name and $address are there

  Place inside(const std::optional<Each>& each) const { return {file, known, reads, each && each->list, each && !each->list}; }
};

// compile_value.cpp
/// A field path; `where` names the place in messages.
Path path_of(const Node& node, const Place& place, std::string_view where);
/// A path or a table of verbs.
ValueExpr value_of(const Node& node, const Place& place, std::string_view where);
/// One value or a list of them.
std::vector<ValueExpr> values_of(const Node& node, const Place& place, std::string_view where);
/// What a party or a fact is repeated by.
Each each_of(const Node& node, const Place& place);
Condition condition_of(const Node& node, const Place& place);
/// True if a `when` is a table of fields and their words, and no value.
bool is_condition_table(const Node& node);
/// True if the table's words are verbs of a value.
bool is_verb(std::string_view word);
EnteredByProgram entered_by_of(const Node& node, const Place& place);
/// `empty: clears` or `keeps`.
bool clears_of(const Node& node, const Place& place);
/// The text of a literal; a list or table is an error.
const std::string& literal_of(const Node& node, const Place& place, std::string_view where);
/// The items of a list of literals, or the one literal.
std::vector<std::string> literals_of(const Node& node, const Place& place, std::string_view where);

// compile_party.cpp
/// `clears`: what the mapping says of empty values, where a field says nothing.
PartyProgram party_of(const Node& name, const Node& node, const Place& place, bool clears);
/// The names under which a compound field takes its parts ("family", "given", "full"); empty if it has none.
std::vector<std::string> part_words(const FieldDef& def);

// compile_fact.cpp
FactProgram fact_of(const Node& name, const Node& node, const Place& place,
                    const std::vector<PartyProgram>& parties);

// compile_test.cpp
TestCase test_of(const Node& node, const Mapping::Impl& program);

/// True if a party, a fact, a list may have this name: without spaces, dots, #, / and brackets, and no number.
bool is_plain_name(const std::string& name);

/// Throws if a table has a word that is not `right`, or if `node` is no table.
void check_words(const Node& node, const Place& place, std::string_view where,
                 const std::vector<std::string>& right);

}  // namespace musubi::map
