// Runs the program as a shell would and keeps what it says.
#pragma once
#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace musubi::cli {

struct Ran {
  int exit_code = 0;  // 128 + signal where a signal ended it
  std::string out, err;
  bool timed_out = false;  // was killed for it
};

struct Launch {
  std::vector<std::string> words;  // the program first
  std::vector<std::string> environment;
  std::string folder, input;
  /// Sees all output so far until it returns true. With it, standard error is a terminal: progress bars are
  /// drawn.
  std::function<bool(const std::string& said, pid_t)> watch;
  int seconds = 120;
};

/// Runs it to its end.
Ran run_to_end(const Launch& launch);

}  // namespace musubi::cli
