// A case: files, then commands and what each must answer. Text, one *.case file each:
//
//   # prose
//   --- file list/members.csv      the lines below are its content; musubi.yaml is written where none is
//   given 会員番号,氏名
//   --- remove list/members.csv
//   --- run sync members           words as a shell splits them ("…" and '…' only)
//   exit 1                         default 0
//   out 読込                       standard output holds this; err: standard error; not: neither holds it
//   en cannot be read              the same command again with --lang en: either output holds this
//   json                           standard output is one JSON value
//   in 03-1234-5678                a line of standard input
//   env NAME=VALUE
//   on 読込 INT                    the first time output holds the text: a signal (INT, KILL) to the program,
//   on 読込 database-gone          or SIGKILL to the server of its data directory (standard error is a
//   terminal then)
//
// In contents and expectations: \xHH a byte, \t \r \n \\, \{TEXT*N} TEXT N times, with \# in it the number
// from 1. A line that ends in a lone \ has no line end. $REFUSING is the port of a server that refuses every
// password, $HERE the case's folder, $PLUGINS that of the connectors for tests. A case with its own musubi.yaml has its own data directory and cluster;
// the others get a database of a common one.
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace musubi::cli {

struct Command {
  int line = 0;
  std::vector<std::string> words;
  int exit_code = 0;
  std::vector<std::string> out, err, both_not, english;
  bool json = false;
  std::string input;
  std::vector<std::string> environment;
  std::string when, action;
};

struct Step {
  enum Kind { file, remove, run } kind;
  std::string path, contents;
  Command command;
};

/// Reads a case; throws std::runtime_error with the line for what it does not understand. `named` are the
/// values of $NAMES.
std::vector<Step> read_case(const std::filesystem::path& file,
                            const std::vector<std::pair<std::string, std::string>>& named);

}  // namespace musubi::cli
