// Runs one rule in a process of its own, so that a connector that crashes or hangs fails that rule and no
// other.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace contract {

struct Verdict {
  std::vector<std::string> failures, notes;
};

/// Where a rule says what it found.
class Report {
 public:
  explicit Report(int pipe) : pipe_(pipe) {}
  void fail(const std::string& sentence) { say('F', sentence); }
  /// A SHOULD that is not kept, or what was not tried.
  void note(const std::string& sentence) { say('N', sentence); }

 private:
  void say(char kind, std::string sentence);
  int pipe_;
};

/// Runs `body` in a child for at most `seconds`. Broken thrown by it, a crash, a time-out and a bad exit code
/// are failures.
Verdict in_child(const std::function<void(Report&)>& body, int seconds);

}  // namespace contract
