// Keys of records, by the columns that a mapping names.
#pragma once
#include <string>
#include <vector>

#include "core/map/evaluate.hpp"

namespace musubi::map {

/// Key columns as one text, as connectors join them: trimmed, parted by "|", a "\\" before a "|" or "\\" of
/// theirs; one stands as it is. "" if all of them are empty.
std::string key_text(const std::vector<ValueExpr>& key, const Scope& scope);

/// The key of another record as a reference names it: key_text, but "" where it names nobody (なし, 0, 非会員; of several columns: all of them do, or the
/// last is a word for it, as in 001|なし; a class beside a number is no such word: 123|一般 is 123's). A number that a spreadsheet has rounded names nobody either, and is noted.
std::string reference_key(const std::vector<ValueExpr>& key, const Scope& scope);

}  // namespace musubi::map
