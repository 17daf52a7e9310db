// Facts that hang on a record which has not come yet, as reports say them.
#pragma once
#include <string>
#include <vector>

#include "core/app/command.hpp"

namespace musubi {

/// `facts` of one kind, of one stream, wait for `keys` records of another.
struct Waiting {
  StreamName stream;
  std::string table;
  StreamName awaited;
  int64_t facts = 0, keys = 0;
};

/// Those of one connection's facts, or, with "", all. Reads only.
std::vector<Waiting> waiting(Session& session, const std::string& connection);

Message waiting_message(const Context& context, const Waiting& one);
/// A JSON array.
std::string json_waiting(const std::vector<Waiting>& all);

}  // namespace musubi
