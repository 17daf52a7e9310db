#include "core/flow/quarantine_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/flow/landing.hpp"
#include "core/flow/named.hpp"
#include "core/flow/secrets.hpp"
#include "core/flow/sync.hpp"
#include "core/flow/transactions.hpp"
#include "core/map/never_stored.hpp"
#include "core/pull/raw.hpp"
#include "core/sdk/key.hpp"
#include "core/store/audit.hpp"

namespace musubi {
namespace {

/// The columns that name the records of each stream of a connection; none where the source cannot be asked.
std::map<std::string, std::vector<std::string>> key_columns(Hub& hub, const std::string& connection, const Clock& clock) {
  std::map<std::string, std::vector<std::string>> out;
  const ConnectionSettings* settings = hub.configuration.find(connection);
  if (!settings) return out;
  try {
    LentSecrets secrets(hub, *settings, clock);
    for (Source::Stream& s : secrets.open(hub.plugins, {1, {}, {}}).streams()) out.emplace(s.name, std::move(s.key));
  } catch (const Error&) {
    return {};  // its file may be gone; then the key that the row has stays
  }
  return out;
}

/// What the edit's own key columns say, else the key that the row had.
std::string key_of(const nlohmann::json& row, const std::vector<std::string>& columns, const std::string& had) {
  std::vector<std::string> values;
  for (const std::string& column : columns) {
    auto cell = row.find(column);
    if (cell == row.end() || cell->is_structured() || cell->is_null()) return had;
    values.push_back(cell->is_string() ? cell->get<std::string>() : cell->dump());
    if (values.back().empty()) return had;
  }
  return values.empty() ? had : joined_key({values.begin(), values.end()});
}

struct Mended {
  Held held;
  RawRecord record;
};

std::map<std::string, std::vector<Mended>> mended(Hub& hub, const std::vector<HeldEdit>& edits, const Clock& clock) {
  std::map<std::string, std::vector<Mended>> out;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> columns;
  Session session = hub.store.begin();
  for (const HeldEdit& edit : edits) {
    std::optional<Held> held = held_row(session, edit.id);
    if (!held) throw Error("flow.no_such_held", {{"id", fmt::to_string(edit.id)}});
    auto row = nlohmann::json::parse(edit.json, nullptr, false);
    if (!row.is_object()) throw Error("flow.bad_edit", {{"id", fmt::to_string(edit.id)}});
    const std::string& connection = held->record.connection;
    if (!columns.contains(connection)) columns[connection] = key_columns(hub, connection, clock);
    RawRecord record;
    record.id = held->record;
    record.id.key = key_of(row, columns[connection][record.id.stream], held->record.key);
    if (record.id.key.empty()) throw Error("flow.no_key_for_edit", {{"id", fmt::to_string(edit.id)}});
    const Mapping* mapping = hub.rules.mapping({connection, record.id.stream});
    record.json = mapping ? without_forbidden(*mapping, edit.json) : without_forbidden(edit.json);
    record.digest = digest_of(record.json);
    record.file = held->file;
    record.row = held->row;
    out[connection].push_back({std::move(*held), std::move(record)});
  }
  return out;
}

/// Also marks what the edits name to be fetched: a running hub takes it up. One that names nothing still is held again.
void land(Hub& hub, int64_t run, const std::vector<Mended>& rows, const Speaker& speaker, const Clock& clock) {
  const ConnectionSettings* settings = hub.configuration.find(rows[0].record.id.connection);
  const FetchRules fetches = settings ? FetchRules(settings->config_json) : FetchRules();
  std::vector<FetchMark> marks;
  std::function<void()> nothing;
  Committed transactions(hub.store, nothing);
  std::map<std::string, std::vector<const Mended*>> by_stream;
  for (const Mended& one : rows) by_stream[one.record.id.stream].push_back(&one);
  for (const auto& [stream, some] : by_stream) {
    Landing landing(transactions, hub.rules, clock, {rows[0].record.id.connection, stream}, run, some.size() + 1);
    for (const Mended* one : some) {
      Named named = named_by(fetches, hub.rules, one->record);
      if (named.nothing && !named.made_else)
        landing.unreadable(one->record, *named.nothing);
      else
        landing.record(one->record);
      std::ranges::move(named.marks, std::back_inserter(marks));
    }
    landing.flush(false);
  }
  Session session = hub.store.begin();
  mark_to_fetch(session, marks, clock.now());
  for (const Mended& one : rows)
    keep_edit(session, {one.held.id, one.record.id, digest_of(one.held.payload), one.record.json, speaker.who, speaker.why, clock.now()});
  keep_audit(session, {clock.now(), speaker.door, speaker.who, "quarantine edit", speaker.why, {}, {}, {}, int64_t(rows.size()), {}});
  session.commit();
}

void settle(Hub& hub, int64_t run, const std::vector<Mended>& rows, const Clock& clock, EditOutcome& out) {
  Session session = hub.store.begin();
  std::vector<int64_t> good;
  for (const Mended& one : rows) (record_is_held(session, one.record.id) ? out.still_held : good).push_back(one.held.id);
  close_held(session, good, clock.now());
  session.end_run(run, clock.now(), {});
  session.commit();
  out.closed.insert(out.closed.end(), good.begin(), good.end());
}

}  // namespace

EditOutcome edit_held(Hub& hub, const std::vector<HeldEdit>& edits, const Speaker& speaker, const Clock& clock) {
  EditOutcome out;
  for (const auto& [connection, rows] : mended(hub, edits, clock)) {
    Session session = hub.store.begin();
    int64_t run = session.start_run(connection, clock.now());
    session.commit();
    land(hub, run, rows, speaker, clock);
    publish(hub, {}, clock);
    settle(hub, run, rows, clock, out);
  }
  return out;
}

void heed_edits(Session& session, const StreamName& stream, std::vector<RawRecord>& records, std::vector<Held>& held) {
  std::map<Digest, QuarantineEdit> edits = edits_of(session, stream);
  if (edits.empty()) return;
  auto last = [&](Digest digest) {
    const QuarantineEdit* found = nullptr;
    for (size_t depth = 0; depth <= edits.size(); ++depth) {
      auto at = edits.find(digest);
      if (at == edits.end()) break;
      found = &at->second;
      digest = digest_of(found->payload);
    }
    return found;
  };
  auto take = [](RawRecord& record, const QuarantineEdit& edit) {
    record.id.key = edit.record.key;
    record.json = edit.payload;
    record.digest = digest_of(record.json);
  };
  for (RawRecord& record : records)
    if (const QuarantineEdit* edit = last(record.digest)) take(record, *edit);
  std::erase_if(held, [&](const Held& row) {
    const QuarantineEdit* edit = last(digest_of(row.payload));
    if (!edit) return false;
    RawRecord record;
    record.id = row.record;
    record.file = row.file;
    record.row = row.row;
    record.run = row.run;
    record.received_at = row.at;
    take(record, *edit);
    records.push_back(std::move(record));
    return true;
  });
}

}  // namespace musubi
