#include "core/normalize/company_branch.hpp"

#include <algorithm>

#include "core/normalize/company_joined.hpp"
#include "core/normalize/company_words.hpp"
#include "core/normalize/place_name.hpp"

namespace musubi::normalize {
namespace {

/// The word behind the space at `space`.
View word_behind(View text, size_t space) {
  return text.substr(space + 1, text.find(U' ', space + 1) - space - 1);
}

/// Whether the word behind that space is a place before what is an ending alone (東京 営業所).
bool is_place_of_ending(View text, size_t space) {
  const View word = word_behind(text, space);
  const size_t next = space + 1 + word.size();
  return next < text.size() && is_branch_ending(word_behind(text, next)) && is_place_name(word);
}

/// Where the words at the end that are branches begin, with the space before them.
size_t spaced_branch(View text) {
  size_t core = text.size();
  while (core > 0) {
    const size_t space = text.substr(0, core).rfind(U' ');
    if (space == View::npos || space == 0) break;
    if (!is_branch_word(text.substr(space + 1, core - space - 1)) && !is_place_of_ending(text, space)) break;
    core = space;
  }
  return core;
}

/// Where the first word but one stands of which `is_it` says so, with the space before it; all of the text where none does.
template <class Is>
size_t first_word(View text, Is is_it) {
  for (size_t space = text.find(U' '); space != View::npos; space = text.find(U' ', space + 1))
    if (space > 0 && is_it(space)) return space;
  return text.size();
}

/// The branch that something follows which is none, a person: spaced, or joined to the first word. Nothing that begins behind `end`.
size_t followed_branch(View text, size_t end, Named named) {
  if (named == Named::by_itself) return first_word(text.substr(0, end), [&](size_t space) { return is_whole_branch(word_behind(text, space)); });
  const auto is_branch = [&](size_t space) { return is_sure_branch(word_behind(text, space)) || is_place_of_ending(text, space); };
  const size_t spaced = first_word(text, is_branch), first = text.find(U' ');
  if (spaced < text.size() || first == View::npos) return spaced;
  const JoinedBranch joined = joined_branch(text.substr(0, first), named);
  return joined.begin < first && !joined.bare ? joined.begin : spaced;
}

bool ends_in_department(View branch) {
  const View word = branch.substr(0, branch.find(U' '));
  return word.ends_with(U"部") || word.ends_with(U"課") || word.ends_with(U"室") || word.ends_with(U"係");
}

/// Without the branches at the end of the name that are joined to it. Before another branch 本店 belongs to the name (小林本店 東京支店), before a
/// department 本社 does not (結商事本社 営業部).
size_t without_joined(View text, size_t core, Named named) {
  while (core > 0) {
    const View name = trim(text.substr(0, core));
    const JoinedBranch joined = joined_branch(name, named);
    if (joined.begin >= name.size()) break;
    const View behind = trim(text.substr(core));
    if (joined.bare && !behind.empty() && !(name.ends_with(U"本社") && ends_in_department(behind))) break;
    core = joined.begin;
  }
  return core;
}

}  // namespace

size_t core_size(View text, Named named) {
  const size_t people = first_word(text, [&](size_t space) { return is_speaker(word_behind(text, space)); });
  const View before = text.substr(0, people);
  const size_t spaced = spaced_branch(before);
  if (named == Named::before_form) return spaced;
  return without_joined(text, std::min(spaced, followed_branch(before, spaced, named)), named);
}

}  // namespace musubi::normalize
