// What an event names to be fetched, or why nothing can be told of it. Private to receive.cpp and quarantine_edit.cpp.
#pragma once
#include <optional>
#include <vector>

#include "core/flow/fetch_rules.hpp"
#include "core/flow/rules.hpp"

namespace musubi {

struct Named {
  std::vector<FetchMark> marks;
  std::optional<Message> nothing;  // why there are none though its stream is set to name some: flow.names_nothing
  bool made_else = true;           // its mapping makes something of it besides; told only where it names nothing
};

/// Of a record of one's own connection, by `fetches`, its settings. Pure.
Named named_by(const FetchRules& fetches, const Rules& rules, const RawRecord& record);

}  // namespace musubi
