// Where a run's steps are written: one transaction a step, or, for a dry run, one for everything that is never kept.
#pragma once
#include <functional>
#include <optional>

#include "core/store/store.hpp"

namespace musubi {

/// One step at a time: open(), work, finish(). A step that was not finished is forgotten with the next open().
class Transactions {
 public:
  virtual ~Transactions() = default;
  virtual Session& open() = 0;
  /// Makes the step durable, or as durable as anything of this run.
  virtual void finish() = 0;
  /// Forgets a step that was not finished, and its locks.
  virtual void forget() = 0;
};

/// Each step is committed; then `on_commit` is called, if there is one.
class Committed final : public Transactions {
 public:
  Committed(Store& store, const std::function<void()>& on_commit) : store_(store), on_commit_(on_commit) {}
  Session& open() override;
  void finish() override;
  void forget() override { session_.reset(); }

 private:
  Store& store_;
  const std::function<void()>& on_commit_;
  std::optional<Session> session_;
};

/// A dry run: what it stages is seen by its own later steps and by nobody else, and goes with it.
class Staged final : public Transactions {
 public:
  explicit Staged(Store& store) : session_(store.begin_staged()) {}
  Session& open() override;
  void finish() override { finished_ = true; }
  void forget() override {}  // the next open() does

 private:
  Session session_;
  bool finished_ = true;
};

}  // namespace musubi
