// What happened to one customer, oldest first: values that changed, records that came and left, and who or what was behind it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/record/link.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Who or what was behind a change. `rules`: published again, because settings changed or held rows were replayed; `unknown`:
/// nobody wrote it down.
struct Behind {
  enum class What : uint8_t { run, rules, steward, unknown };
  What what = What::unknown;
  int64_t run = 0;            // what = run
  std::string connection;     // its connection
  int64_t event = 0;          // what = steward: the word, of which kind, and what was said (steward_events.hpp)
  std::string kind;
  std::vector<std::string> said;
  std::string who, why;
  friend bool operator==(const Behind&, const Behind&) = default;
};

/// One field's golden values before and after; several for a field of many. Keys of the values are not filled in.
struct FieldChange {
  Field field;
  std::vector<Stated> before, after;
};

/// One thing that happened. `created`: it began with `fields`, from `records`, some of which were `other`'s (0: all new). `changed`:
/// `fields`. `joined`: `records` came, from `other`, or new (0). `left`: they went, to `other`, or count nowhere (0). `gone`: the
/// customer ended; its records went to `other` (0: nowhere). `whole`: the other ended (created, joined) or began (left) with it.
struct Happening {
  enum class What : uint8_t { created, joined, left, changed, gone };
  What what = What::changed;
  Time at{};
  Behind behind;
  std::vector<FieldChange> fields;
  std::vector<PartyKey> records;
  int64_t other = 0;
  bool whole = false;
};

/// The history of the customer `id` itself: what held under that number, also where it is retired. Changes of no golden value (of an
/// origin alone) are left out. Reads only.
std::vector<Happening> timeline(Session& session, int64_t id);

}  // namespace musubi
