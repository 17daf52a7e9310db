#include "core/flow/landing.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/flow/quarantine_edit.hpp"
#include "core/map/never_stored.hpp"
#include "core/flow/retention.hpp"
#include "core/flow/whole_list.hpp"
#include "core/pull/raw.hpp"

namespace musubi {
namespace {

constexpr size_t most_noted = 200;

}  // namespace

Landing::Landing(Transactions& transactions, const Rules& rules, const Clock& clock, StreamName stream, int64_t run, size_t batch_size)
    : transactions_(transactions), clock_(clock), rules_(rules), mapping_(rules.mapping(stream)), stream_(std::move(stream)), run_(run), batch_size_(batch_size) {}

void Landing::record(RawRecord record) {
  if (noted_ < most_noted && !record.deleted) note_fields(record.json);
  ++read_;
  if (!record.deleted) take_out_forbidden(record);
  record.received_at = clock_.now();
  record.run = run_;
  if (cutoff_ && mapping_) {
    record.id = {stream_.connection, stream_.stream, record.id.key};
    const Mapped mapped = map_record(*mapping_, record, rules_.context(stream_.connection));
    const bool past = is_past(mapped, record, *cutoff_);
    if (past && !late_.may_lift(batch_.size(), mapped)) {
      ++past_uncounted_;
      return;
    }
    if (!past) late_.hear(mapped);
  }
  batch_.push_back(std::move(record));
  if (batch_.size() >= batch_size_) land({});
}

std::string Landing::stored(std::string_view json) const { return mapping_ ? without_forbidden(*mapping_, json) : without_forbidden(json); }

/// The digest must not depend on what may not be stored.
void Landing::take_out_forbidden(RawRecord& record) const {
  std::string kept = stored(record.json);
  if (kept == record.json) return;
  record.json = std::move(kept);
  record.digest = digest_of(record.json);
}

void Landing::headings(const std::vector<std::string>& fields) {
  refusing_ = std::any_of(fields.begin(), fields.end(), [&](const std::string& f) { return mapping_ && refuses(*mapping_, f); });
}

std::string Landing::held_payload(const RawRecord& row) const {
  if (row.json.starts_with('{') || !refusing_) return stored(row.json);
  return row.file + " " + std::to_string(row.row ? row.row : read_);
}

void Landing::checkpoint(const std::string&, std::string_view state) {
  last_state_ = std::string(state);
  land(state_at_end_ ? std::optional<std::string>() : last_state_);
}

void Landing::unreadable(RawRecord row, const Message& reason) {
  ++read_;
  std::string payload = held_payload(row);
  held_.push_back({0, std::move(row.id), "read", "", reason, std::move(payload), std::move(row.file), row.row, run_, clock_.now()});
}

void Landing::rewind(const std::string&) {
  read_ -= int64_t(batch_.size() + held_.size());
  read_ -= past_uncounted_;
  past_uncounted_ = 0;
  batch_.clear();
  late_.forget();
  held_.clear();
}

void Landing::keep_secret(std::string_view name, std::string_view value) {
  if (!on_secret) throw Error("flow.no_secret_store", {{"connection", stream_.connection}});
  on_secret(name, value);
}

void Landing::flush(bool whole) {
  if (state_at_end_ && whole && last_state_ && read_ > 0)
    land(last_state_, true);
  else if (!batch_.empty() || !held_.empty() || past_uncounted_)
    land({});
  if (!whole || read_ == 0) return;
  transactions_.open().resolve_mended(run_, stream_, state_at_end_ || newest_counts_);
  transactions_.finish();
}

void Landing::land(const std::optional<std::string>& state, bool whole_list) {
  Session& session = transactions_.open();
  past_uncounted_ += late_.leave_out(session, batch_);
  heed_edits(session, stream_, batch_, held_);
  if (!held_.empty()) held_any_ |= session.hold(held_) > 0;
  int64_t passed = drop_erased(session) + past_uncounted_;
  Landed landed = session.land(run_, stream_, std::move(batch_), state);
  if (passed) count_past(session, run_, stream_, passed);
  past_ += past_uncounted_;
  past_uncounted_ = 0;
  fresh_ += landed.fresh;
  held_any_ |= landed.quarantined > 0;
  if (whole_list && !held_any_ && !doubted_) take_for_gone(session);
  transactions_.finish();
  batch_.clear();
  held_.clear();
  if (on_batch) on_batch(read_, landed.fresh + landed.changed);
}

void Landing::take_for_gone(Session& session) {
  const Session::Missed missed = session.infer_deletions(run_, stream_);
  if (!watch_missing_) return;
  missing_ = vanished(stream_, missed.gone, missed.of - fresh_);
  heed_vanished(session, stream_, run_, missing_, clock_.now());
}

/// Their keys are nonces that no book of erasures knows.
int64_t Landing::drop_erased(Session& session) {
  if (!mapping_ || !mapping_->speaks_of(TableId::web_event)) return 0;
  MapContext context = rules_.context(stream_.connection);
  return int64_t(std::erase_if(batch_, [&](RawRecord& record) {
    record.id = {stream_.connection, stream_.stream, record.id.key};
    Mapped mapped = record.deleted ? Mapped{} : map_record(*mapping_, record, context);
    return std::any_of(mapped.facts.begin(), mapped.facts.end(), [&](const Fact& f) { return f.kind->table == TableId::web_event && f.of && session.is_erased(f.of->record); });
  }));
}

void Landing::note_fields(const std::string& json) {
  auto parsed = nlohmann::json::parse(json, nullptr, false);
  const bool first = noted_++ == 0;
  if (!mapping_ || !parsed.is_object()) return;
  for (const auto& [field, value] : parsed.items()) {
    seen_.insert(field);
    if (first && !mapping_->knows_field(field)) ++unused_[field];
  }
}

}  // namespace musubi
