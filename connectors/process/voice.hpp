// What the program says beside its messages: into the run's log, secrets struck out, and its last lines kept for
// the sentence that tells of its end.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "connectors/process/strike.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::process {

class Voice {
 public:
  Voice(const Host& host, const Strike& strike) : host_(host), strike_(strike) {}

  /// A line of its standard error.
  void said(std::string_view line);
  /// A line of its output that is no message. An object may hold customers' values: only its size is told.
  void chatted(std::string_view line);
  /// A line that it wants logged.
  void log(int32_t level, std::string_view text);
  /// The last lines that may tell of a failure, parted by " / ", secrets struck out: of its standard error, and errors that
  /// it wants logged. recent_words() where there are none.
  std::string last_words() const;
  /// The last lines of any level but of debugging; "" where it said nothing.
  std::string recent_words() const;
  /// Those of them that may tell of a failure, each with a line end: what it calls an error, or names no
  /// level of.
  std::string complaint() const;
  /// The first warning or complaint of a setting, or complaint of a login, since it began or since overcome(); "" = none.
  std::string first_blame() const { return first_; }
  void overcome() { first_.clear(); }

 private:
  struct Line {
    std::string text;
    bool complains;
  };
  void keep(std::deque<Line>& lines, const std::string& line, bool complains);
  void weigh(const std::string& line, int32_t level);
  static std::string joined(const std::deque<Line>& lines);

  const Host& host_;
  const Strike& strike_;
  std::deque<Line> last_, recent_;
  std::string first_;
};

}  // namespace musubi::process
