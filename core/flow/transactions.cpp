#include "core/flow/transactions.hpp"

namespace musubi {

Session& Committed::open() {
  session_.reset();
  return session_.emplace(store_.begin());
}

void Committed::finish() {
  session_->commit();
  session_.reset();
  if (on_commit_) on_commit_();
}

Session& Staged::open() {
  if (!finished_) session_.back_to_mark();
  session_.mark();
  finished_ = false;
  return session_;
}

}  // namespace musubi
