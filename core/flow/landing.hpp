// Landing: what a connector delivers becomes versioned source records, in batches that commit with the stream's state.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/flow/late_opt_ins.hpp"
#include "core/flow/rules.hpp"
#include "core/flow/transactions.hpp"
#include "core/pull/pull.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// The sink of one stream of one run. Takes out what may not be stored before anything is written, also of rows that are held. What is done
/// on web pages by a visitor who was erased is not taken in; it counts as read and unchanged. Batches hold at most
/// `batch_size` records. Not thread-safe.
class Landing final : public Sink {
 public:
  Landing(Transactions& transactions, const Rules& rules, const Clock& clock, StreamName stream, int64_t run, size_t batch_size);
  void record(RawRecord record) override;
  void checkpoint(const std::string& stream, std::string_view state) override;
  void unreadable(RawRecord row, const Message& reason) override;
  void rewind(const std::string& stream) override;
  void keep_secret(std::string_view name, std::string_view value) override;
  /// For streams whose absent records count as gone: the state is kept back until the whole list has been read and is committed
  /// with the deletions inferred from it, so that a run that was killed begins anew and takes nobody for gone. An empty list
  /// infers nothing and is read again, nor does one of which a row could not be read: whom that row speaks of is unknown.
  void whole_or_nothing() { state_at_end_ = true; }
  /// For streams of whose files the newest alone is the list: held rows of others are closed once it has been read.
  void newest_counts() { newest_counts_ = true; }
  /// For lists whose records keep their keys: where a whole list lacks so many that it may have been cut off, an alert is raised in the
  /// transaction that takes them for gone.
  void watch_the_missing() { watch_missing_ = true; }
  /// The list may not be whole, so that it takes nobody for gone. Call before flush().
  void doubt() { doubted_ = true; }
  /// What that alert says, once flush() has come to it.
  const std::optional<Message>& missing() const { return missing_; }
  /// The source's headings, where it has any. If one of them may not be stored, a row that could not be taken apart is held without what
  /// stands in it: nobody knows which of its cells is which.
  void headings(const std::vector<std::string>& fields);
  /// Records of before `cutoff` are not taken in; they count as read and unchanged. An opt-in that lifts an opt-out is (late_opt_ins.hpp).
  void refuse_before(Time cutoff) { cutoff_ = cutoff; }
  /// How many so far.
  int64_t past() const { return past_; }
  /// Lands what is left. Call when the read has ended; `whole`: it was not stopped.
  void flush(bool whole);
  /// True if some row was held, so that nobody was taken for gone.
  bool held_any() const { return held_any_; }
  /// Records delivered so far, unreadable ones included.
  int64_t read() const { return read_; }
  /// Top-level fields of delivered records that the mapping neither uses nor ignores.
  const std::map<std::string, int64_t>& unused_fields() const { return unused_; }
  /// Top-level fields of the first records (200 at most) that were delivered, whatever the mapping does with them. Sorted.
  std::vector<std::string> seen_fields() const { return {seen_.begin(), seen_.end()}; }

  /// After each transaction: records delivered so far, and how many new and changed ones it has landed.
  std::function<void(int64_t read, int64_t landed)> on_batch;
  /// Takes rotated secrets; without it they are refused (Error "flow.no_secret_store").
  std::function<void(std::string_view name, std::string_view value)> on_secret;

 private:
  void take_for_gone(Session& session);
  void land(const std::optional<std::string>& state, bool whole_list = false);
  int64_t drop_erased(Session& session);
  std::string stored(std::string_view json) const;
  void take_out_forbidden(RawRecord& record) const;
  std::string held_payload(const RawRecord& row) const;
  void note_fields(const std::string& json);

  Transactions& transactions_;
  const Clock& clock_;
  const Rules& rules_;
  const Mapping* mapping_;
  std::optional<Time> cutoff_;
  int64_t past_ = 0, past_uncounted_ = 0;
  StreamName stream_;
  int64_t run_ = 0, read_ = 0;
  int64_t fresh_ = 0;
  bool state_at_end_ = false, newest_counts_ = false, watch_missing_ = false, held_any_ = false, doubted_ = false, refusing_ = false;
  size_t noted_ = 0;
  std::optional<Message> missing_;
  std::optional<std::string> last_state_;
  size_t batch_size_;
  std::vector<RawRecord> batch_;
  LateOptIns late_;  // of batch_
  std::vector<Held> held_;
  std::map<std::string, int64_t> unused_;
  std::set<std::string> seen_;
};

}  // namespace musubi
