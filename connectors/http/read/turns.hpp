// Several slices read at once by one thread: each is moved on as far as it goes, and where all wait, so does the
// thread. What slices come to is taken in the order in which they were begun, whichever ends first, so that
// states are those of a read of one slice after the other.
#pragma once
#include <deque>
#include <exception>
#include <functional>
#include <memory>

#include "connectors/http/read/reading.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

class Turns {
 public:
  /// `at_once`: so many slices, from 1.
  Turns(Session& session, size_t at_once) : session_(session), at_once_(at_once) {}

  /// What a slice waits for before its first request: for nothing, or until the one begun before it is over.
  enum class Waits { for_nothing, for_the_one_before };

  /// Begins a slice, and returns once fewer than `at_once` are under way; with one, it is over then. `settle` is
  /// called when it and all before it are read. A failure of one ends those begun behind it, and is thrown once
  /// all before it are settled; MU_RATE and Stopped at once. Throws what the slices and `settle` throw.
  void begin(std::unique_ptr<Reading> slice, std::function<void()> settle, Waits waits = Waits::for_nothing);
  /// Until everything is settled. Throws as begin.
  void finish();
  /// Reads a slice of another stream to its end, while the others go on. Throws as begin.
  void complete(Reading& slice);

 private:
  struct Entry {
    std::unique_ptr<Reading> slice;  // null: over
    std::function<void()> settle;
    Waits waits;
    std::exception_ptr failure;
  };
  bool is_under_way(size_t entry) const;
  size_t under_way() const;
  void turn();
  bool move_all();
  bool advance(Entry& entry);
  void settle_first();
  void wait(const Reading* beside);

  Session& session_;
  const size_t at_once_;
  std::deque<Entry> entries_;  // begun and not settled, in order
  bool failed_ = false;
};

}  // namespace musubi::http
