// A list looked at before anything is configured for it: what the file plug-in found it to be, its columns and some rows.
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/app/command.hpp"
#include "core/map/suggest.hpp"
#include "core/record/source.hpp"

namespace musubi {

/// How the list is to be read, beside what is found out.
struct ListChoice {
  std::string path;                  // absolute; may be a pattern
  std::string sheet, inside;         // of workbooks, of archives; "" = the plug-in's choice
  std::string password;              // as a connection writes it: {"env": …}, {"file": …}; JSON, "" = none
};

struct LookedAt {
  SeenList list;
  std::vector<RawRecord> first;           // a few records as delivered
  std::vector<Message> unreadable;        // what kept rows from being read, at most 200
  int64_t unreadable_rows = 0;
  std::string format, encoding, delimiter, sheet, inside;  // "" where it does not apply
  int64_t header_row = 0;                 // 0: none
  std::vector<std::string> sheets, entries;  // from which one was chosen
};

/// The plug-in's settings of one stream for this choice, as JSON.
std::string stream_settings(const ListChoice& choice);

/// Reads the whole list once. Throws Error with the plug-in's sentence where it cannot be read.
LookedAt look_at(Context& context, Plugins& plugins, const ListChoice& choice);

/// One line on what the file is: "CSV(タブ区切り)、CP932、見出しは 3 行目、12,000 行、14 列".
std::string described(const Context& context, const LookedAt& looked);

}  // namespace musubi
