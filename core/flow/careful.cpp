#include "core/flow/careful.hpp"

#include <new>

namespace musubi {
namespace {

/// The class of the SQLSTATE that PostgreSQL refused with; "" for any other failure.
std::string refused_class(const std::exception& e) {
  const auto* error = dynamic_cast<const Error*>(&e);
  if (!error || error->message().id != "store.refused") return "";
  for (const auto& [name, value] : error->message().args)
    if (name == "state") return value.substr(0, 2);
  return "";
}

/// Whether another choice of records may do better: not where the database is gone, full, shutting down or another than expected.
bool for_a_records_sake(const std::exception& e) {
  if (dynamic_cast<const std::bad_alloc*>(&e)) return false;
  std::string refused = refused_class(e);
  if (!refused.empty()) return refused == "21" || refused == "22" || refused == "23" || refused == "54";
  const auto* error = dynamic_cast<const Error*>(&e);
  return !error || !error->message().id.starts_with("store.");
}

bool met_another_transaction(const std::exception& e) { return refused_class(e) == "40"; }

Message reason_of(const std::exception& e, const RecordKey& record) {
  if (const auto* error = dynamic_cast<const Error*>(&e)) return error->message();
  return {"flow.unpublishable", {{"connection", record.connection}, {"stream", record.stream}, {"reason", e.what()}}};
}

/// Its last version, or none of its versions, counts.
void hold(const Pending& record, const std::exception& e, const Attempt& attempt) {
  Culprit culprit{record.id, reason_of(e, record.record.id), false};
  std::vector<Pending> tried;
  if (!record.earlier.empty()) {
    try {
      return attempt(1, culprit, tried);
    } catch (const std::exception& again) {
      if (tried.empty() || !for_a_records_sake(again)) throw;
    }
  }
  culprit.wholly = true;
  attempt(1, culprit, tried);
}

}  // namespace

void mark(std::vector<Pending>& chunk, const std::optional<Culprit>& culprit) {
  if (!culprit || chunk.empty() || chunk[0].id != culprit->id) return;
  chunk[0].refused = culprit->reason;
  chunk[0].refused_wholly = culprit->wholly;
}

bool publish_carefully(size_t most, const Attempt& attempt, const std::function<bool()>& stopped) {
  if (stopped()) return false;
  std::vector<Pending> tried;
  for (int collisions = 0;; ++collisions) {
    try {
      tried.clear();
      attempt(most, {}, tried);
      return !tried.empty();
    } catch (const std::exception& e) {
      if (met_another_transaction(e) && collisions < 5) continue;
      if (tried.empty() || !for_a_records_sake(e)) throw;
      if (tried.size() == 1) return hold(tried[0], e, attempt), true;
      break;
    }
  }
  size_t half = tried.size() / 2, rest = tried.size() - half;
  return publish_carefully(half, attempt, stopped) && publish_carefully(rest, attempt, stopped);
}

}  // namespace musubi
