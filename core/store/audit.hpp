// The audit log: who read or changed which customer, when and why. It holds ids and names of fields, never values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// One read or change.
struct Audited {
  Time at{};
  std::string door = "command";    // or "api"
  std::string who, what, why;      // who: a token's name, or of commands a person's; what: "customer show"
  std::vector<std::string> asked;  // how customers were looked for, never what for: "text", "phone"
  std::vector<int64_t> customers;  // who was shown or changed
  std::optional<int64_t> up_to;    // everybody, up to this id; then `customers` is empty
  int64_t rows = 0;                // how many were shown or changed: customers, held rows
  std::vector<std::string> fields;
};

/// Keeps it with the session's transaction: one INSERT. A read is kept, and committed, before anything of it is shown. `rows` of 0
/// becomes the number of customers.
void keep_audit(Session& session, Audited one);

/// Everybody, for an export: `up_to` and `rows`.
void take_everybody(Session& session, Audited& one);

struct AuditQuestion {
  int64_t customer = 0;  // 0: all; else also what was read of it under other ids that its records had
  std::string who;       // "" = everybody
  std::optional<Time> since;
  size_t limit = 100;
};
/// Newest first.
std::vector<Audited> audit_log(Session& session, const AuditQuestion& question);

/// Forgets what is older. Returns how many rows went.
int64_t forget_audit(Session& session, Time before);

}  // namespace musubi
