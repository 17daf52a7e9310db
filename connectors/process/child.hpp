// A program beside the hub: started without a shell and with nothing of the hub's but what it is given, limited
// in memory, and gone when the hub or the read is.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::process {

/// How a program ended. A code above 128 is a code as any other: exit(-1) is 255.
struct Ending {
  int code = 0;    // its exit code, 0 where a signal ended it
  int signal = 0;  // 0: it ended by itself
  bool is_good() const { return code == 0 && signal == 0; }
};

class Child {
 public:
  struct Start {
    std::vector<std::string> words;        // the program, a path or a name in the hub's PATH, and its arguments
    std::vector<std::string> environment;  // NAME=value, all of it
    std::string directory;
    size_t memory = 0;  // bytes of address space
    std::string mark;   // one of `environment` by which what it leaves behind is known (strays.hpp), or ""
  };
  /// Its standard input is empty; it leads a process group of its own, gets SIGKILL when this thread dies, and
  /// inherits no descriptor. Throws Failure MU_CONFIG where it cannot be started, MU_TRANSIENT where the system
  /// has no room for it.
  explicit Child(const Start& start);
  /// Ends the whole group: TERM, and KILL half a second later; and what has left the group.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  enum class Pipe { output, said };  // its standard output and its standard error
  /// Waits for bytes at most so long and reads what is there; the bytes are valid until the next call. Empty:
  /// the time is up, or this pipe has closed.
  std::string_view read(Pipe pipe);
  /// Waits until something can be read, at most so long.
  void wait(std::chrono::milliseconds time) const;
  bool is_open(Pipe pipe) const { return fd(pipe) >= 0; }

  /// Whether it has ended; those that it started may go on.
  bool has_ended();
  /// How it ended, after what is left of its group and of what has left that was ended too. Once.
  Ending end(std::chrono::milliseconds patience);

 private:
  int fd(Pipe pipe) const { return pipe == Pipe::output ? output_ : said_; }
  int& fd(Pipe pipe) { return pipe == Pipe::output ? output_ : said_; }

  std::string mark_;
  pid_t pid_ = 0;
  int output_ = -1, said_ = -1;
  std::string buffer_;
};

}  // namespace musubi::process
