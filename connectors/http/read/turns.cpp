#include "connectors/http/read/turns.hpp"

namespace musubi::http {
namespace {

constexpr size_t kUnsettled = 1000;  // slices that were read before one begun earlier

}  // namespace

void Turns::begin(std::unique_ptr<SliceRead> slice, std::function<void()> settle) {
  while (failed_) turn();
  entries_.push_back({std::move(slice), std::move(settle), nullptr});
  ++under_way_;
  move_all();
  while (under_way_ >= at_once_ || failed_ || entries_.size() > kUnsettled) turn();
  if (under_way_ > 0) session_.client().drive(std::chrono::milliseconds(0));  // its request is to leave at once
}

void Turns::finish() {
  while (!entries_.empty()) turn();
}

void Turns::complete(SliceRead& slice) {
  while (!slice.move())
    if (!move_all()) wait(&slice);
}

void Turns::turn() {
  if (!move_all()) wait(nullptr);
}

/// True where one has ended.
bool Turns::move_all() {
  bool any = false;
  for (size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i].slice) any = advance(entries_[i]) || any;
  settle_first();
  return any;
}

/// True where it has ended.
bool Turns::advance(Entry& entry) {
  try {
    if (!entry.slice->move()) return false;
  } catch (const Stopped&) {
    throw;
  } catch (const Failure& failure) {
    if (failure.code == MU_RATE) throw;
    entry.failure = std::current_exception();
  } catch (...) {
    entry.failure = std::current_exception();
  }
  entry.slice.reset();
  --under_way_;
  if (!entry.failure) return true;
  failed_ = true;
  while (&entries_.back() != &entry) {
    if (entries_.back().slice) --under_way_;
    entries_.pop_back();
  }
  return true;
}

void Turns::settle_first() {
  while (!entries_.empty() && !entries_.front().slice) {
    if (entries_.front().failure) std::rethrow_exception(entries_.front().failure);
    entries_.front().settle();
    entries_.pop_front();
  }
}

void Turns::wait(const SliceRead* beside) {
  std::vector<const Sending*> waiting;
  if (beside) waiting.push_back(beside->sending());
  for (const Entry& entry : entries_)
    if (entry.slice) waiting.push_back(entry.slice->sending());
  if (!waiting.empty()) pass_time(session_, waiting);
}

}  // namespace musubi::http
