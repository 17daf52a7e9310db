#include "core/flow/named.hpp"

#include "core/map/map.hpp"

namespace musubi {
namespace {

bool makes_something(const Rules& rules, const RawRecord& record) {
  const Mapping* mapping = rules.mapping({record.id.connection, record.id.stream});
  if (!mapping) return true;
  Mapped mapped = map_record(*mapping, record, rules.context(record.id.connection));
  return mapped.problem || !mapped.profiles.empty() || !mapped.facts.empty();
}

}  // namespace

Named named_by(const FetchRules& fetches, const Rules& rules, const RawRecord& record) {
  Named out{fetches.marks(record.id.stream, record.json), {}, true};
  const std::string path = fetches.path(record.id.stream);
  if (!out.marks.empty() || path.empty() || record.deleted) return out;
  out.nothing = Message{"flow.names_nothing", {{"connection", record.id.connection}, {"stream", record.id.stream}, {"key", path}}};
  out.made_else = makes_something(rules, record);
  return out;
}

}  // namespace musubi
