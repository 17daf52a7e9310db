// Named lists and tables of a mapping file, written out where they are used:
//
//   lists:  {電話の列: [電話, 携帯]}          from: {list: 電話の列}    →  from: [電話, 携帯]
//   tables: {性別: {1: 男, 2: 女}}            values: 性別              →  values: {1: 男, 2: 女}
//
// A list may stand where a list may: in from, join, mailboxes, ignore, never_store, words, split, key, in a field of several values, as the
// words of a condition's field, and among the items of any of them. In tests `{list: NAME}` means the list's first word, so that they hold
// whatever the list holds.
#pragma once
#include <string>

#include "core/map/node.hpp"

namespace musubi::map {

/// Writes the lists and tables out and takes `lists` and `tables` away. Throws Error with file and line: names that are not there (with the
/// nearest), that nothing uses, that are empty or given twice, a list in a list, and a file that would hold more than `most_values` values.
void write_out_names(Node& root, const std::string& file);

}  // namespace musubi::map
