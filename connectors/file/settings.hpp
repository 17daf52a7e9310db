// The settings of this connector (config.schema.json), read into values.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/carry.hpp"
#include "connectors/file/remote/remote.hpp"

namespace musubi::file {

enum class Format { automatic, csv, tsv, json, jsonl, xlsx, vcard, xls, ods, mdb, html, xml2003, ics, zip };

/// Where the column names stand. `rows`: lines `from` to `to`, counted from 1 as a spreadsheet does.
struct HeaderRule {
  enum Kind { automatic, none, rows } kind = automatic;
  int from = 0, to = 0;
};

/// One entry of `streams`.
struct StreamSettings {
  std::string name;
  std::vector<std::string> paths;  // files and patterns of this machine, or addresses; one or more
  Format format = Format::automatic;
  std::string encoding = "auto";
  char delimiter = 0;  // 0 = to be found
  char quote = '"';    // 0 = none
  bool find_quote = true;
  HeaderRule header;
  std::vector<std::string> columns;
  std::string sheet;
  std::string inside;    // the file inside an archive, or a pattern
  std::string password;  // of an archive
  std::vector<std::string> key;  // empty = content
  std::string records;
  std::vector<std::string> own;  // the company's domains and addresses, in calendars
  CarryRule carry_down;
  bool skip_totals = true, newest_only = false;
  std::string fingerprint;  // changes when any setting of the stream does
};

struct Settings {
  std::vector<StreamSettings> streams;  // sorted by name
  RemoteSettings remote;                // without its secrets
};

/// Throws Failure MU_CONFIG that names the setting: a missing, unknown or unfit one, or streams of several servers (the host has checked them before, but a plug-in does not rely on it).
Settings read_settings(std::string_view config);

}  // namespace musubi::file
