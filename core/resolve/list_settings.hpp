// What a person may set of how any list is matched. In matching.yaml:
//   matcher: general                    automatic (default), customers or general
//   columns: {born: date, ref: ignore}  a heading and what the column holds: text, words, code, date, number, ignore
//   bands: {match: 0.5, review: 0.1}    probabilities from which rows are one, or are shown to a person
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/resolve/list_column.hpp"

namespace musubi {

enum class Matcher : uint8_t { automatic, customers, general };

struct ListSettings {
  struct Named {
    std::string heading;
    resolving::ColumnKind kind;
    int line;  // of the file, from 1
  };
  Matcher matcher = Matcher::automatic;
  std::vector<Named> columns;
  double match_from = 0, review_from = -3.17;  // bits: one in two, one in ten
};

/// Throws Error naming the line. What else stands there is load_model()'s.
ListSettings load_list_settings(std::string_view matching_yaml, const std::string& file);

/// The word of matching.yaml for a kind.
std::string_view word(resolving::ColumnKind kind);

}  // namespace musubi
