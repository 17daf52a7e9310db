#include "connectors/http/read/turns.hpp"

namespace musubi::http {
namespace {

constexpr size_t kUnsettled = 1000;  // slices that were read before one begun earlier, or wait for it

}  // namespace

bool Turns::is_under_way(size_t entry) const {
  if (!entries_[entry].slice) return false;
  return entries_[entry].waits == Waits::for_nothing || entry == 0 || !entries_[entry - 1].slice;
}

size_t Turns::under_way() const {
  size_t out = 0;
  for (size_t i = 0; i < entries_.size(); ++i) out += is_under_way(i);
  return out;
}

void Turns::begin(std::unique_ptr<Reading> slice, std::function<void()> settle, Waits waits) {
  while (failed_) turn();
  entries_.push_back({std::move(slice), std::move(settle), waits, nullptr});
  move_all();
  while (under_way() >= at_once_ || failed_ || entries_.size() > kUnsettled) turn();
  if (under_way() > 0) session_.client().drive(std::chrono::milliseconds(0));  // its request is to leave at once
}

void Turns::finish() {
  while (!entries_.empty()) turn();
}

void Turns::complete(Reading& slice) {
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
    if (is_under_way(i)) any = advance(entries_[i]) || any;
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
  if (!entry.failure) return true;
  failed_ = true;
  while (&entries_.back() != &entry) entries_.pop_back();
  return true;
}

void Turns::settle_first() {
  while (!entries_.empty() && !entries_.front().slice) {
    if (entries_.front().failure) std::rethrow_exception(entries_.front().failure);
    entries_.front().settle();
    entries_.pop_front();
  }
}

void Turns::wait(const Reading* beside) {
  std::vector<Waiting> waiting;
  if (beside) waiting.push_back(beside->waits());
  for (size_t i = 0; i < entries_.size(); ++i)
    if (is_under_way(i)) waiting.push_back(entries_[i].slice->waits());
  if (!waiting.empty()) pass_time(session_, waiting);
}

}  // namespace musubi::http
