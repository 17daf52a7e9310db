#include "core/map/suggest_key.hpp"

#include <algorithm>

namespace musubi::map {
namespace {

/// Rows that could not be told by this column: empty, or with a value that an earlier row has.
int64_t unnamed_rows(const SeenList& list, size_t column) {
  return list.rows - list.columns[column].distinct;
}

bool looks_like_ids(const SeenColumn& column, const Content& content) {
  return !column.counts_up && content.code >= 0.95 && content.phone < 0.1 && content.date < 0.5 && content.email == 0 && content.postal < 0.5;
}

std::vector<size_t> candidates(const SeenList& list, const std::vector<Content>& contents, const Suggestion& out) {
  std::vector<size_t> found;
  for (size_t i = 0; i < list.columns.size(); ++i)
    if (out.columns[i].role == Role::id && out.columns[i].whose <= Whose::home) found.push_back(i);
  if (out.main == Suggestion::organisation || found.empty())
    for (size_t i = 0; i < list.columns.size(); ++i)
      if (out.columns[i].role == Role::company_id) found.push_back(i);
  if (!found.empty()) return found;
  for (size_t i = 0; i < list.columns.size(); ++i) {
    bool free = out.columns[i].role == Role::unused && !list.columns[i].named;
    if (free && unnamed_rows(list, i) == 0 && list.rows > 1 && looks_like_ids(list.columns[i], contents[i])) return {i};
  }
  return {};
}

}  // namespace

void choose_key(const SeenList& list, const std::vector<Content>& contents, const Answers& answers, Suggestion& out) {
  if (answers.key && *answers.key < list.columns.size()) {
    out.key = {*answers.key};
    if (out.columns[*answers.key].role == Role::unused || out.columns[*answers.key].role == Role::unknown || out.columns[*answers.key].role == Role::row_number)
      out.columns[*answers.key].role = Role::id;
    return;
  }
  std::vector<size_t> all = candidates(list, contents, out);
  if (all.empty() || !list.rows) return;
  size_t best = *std::min_element(all.begin(), all.end(), [&](size_t a, size_t b) { return unnamed_rows(list, a) < unnamed_rows(list, b); });
  int64_t held = unnamed_rows(list, best);
  int64_t twice = list.columns[best].filled - list.columns[best].distinct;
  bool as_key = held * 100 <= list.rows || (held <= 2 && list.rows >= 4);
  // A row without a number is told when it is held; a number that stands twice may be no number of rows at all.
  if (twice > 0 && (held * 20 <= list.rows || held <= 2) && !answers.key_column) out.doubts.push_back({Doubt::key, best, {}, held});
  if (answers.key_column) as_key = *answers.key_column;
  if (out.columns[best].role == Role::unused) out.columns[best].role = Role::id;
  // Several people of one company share its number: it names no row of theirs.
  bool company_of_people = out.columns[best].role == Role::company_id && out.main == Suggestion::person;
  if (company_of_people && held == 0) {
    out.main = Suggestion::organisation;
    out.second = true;
  } else if (company_of_people) {
    std::erase_if(out.doubts, [](const Doubt& d) { return d.kind == Doubt::key; });
    return;
  }
  if (as_key) out.key = {best};
}

}  // namespace musubi::map
