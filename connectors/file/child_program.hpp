// A program of its own that reads a file for this plug-in: what goes wrong in there ends that program alone.
#pragma once
#include <sys/types.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

class ChildProgram {
 public:
  struct Start {
    std::vector<std::string> words;  // the program, a name in PATH or a path, and its arguments
    int in = -1;                     // its standard input; -1 = nothing
    std::vector<std::string> settings;  // its environment beside PATH
  };
  /// Throws Failure MU_TRANSIENT without memory or descriptors for it. Whether it could be found tells `started`.
  ChildProgram(Start start, const std::string& file);
  ~ChildProgram();
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;

  bool started() const { return pid_ > 0; }
  /// Its output piece by piece, until `take` returns false or the program ends. Returns its exit code: 0 also where the
  /// rest was not wanted, 128 + N where signal N ended it.
  int read(const std::function<bool(std::string_view)>& take);

 private:
  int end();
  pid_t pid_ = 0;
  int out_ = -1;
};

}  // namespace musubi::file
