#include "connectors/http/read/delegate.hpp"

#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/state.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// Where a state stands, by the cursor of `of`: the earliest of its partitions'; nothing where it is none of that cursor.
std::optional<Moment> stands_at(const Stream& of, std::string_view state, const Scope& scope) {
  if (!of.cursor) return std::nullopt;
  const Cursor cursor(*of.cursor, scope);
  const State read = State::read(state, cursor.field());
  if (read.cursor) return cursor.read(Json(*read.cursor));
  std::optional<Moment> out;
  for (const auto& [name, value] : read.cursors) {
    const auto one = cursor.read(Json(value));
    if (!one) return std::nullopt;
    if (!out || one->utc() < out->utc()) out = one;
  }
  return out;
}

/// Whether the source may have dropped changes since the state was written: only the whole is to be relied on.
bool is_too_old(const Session& session, const Stream& stream, std::string_view state) {
  if (!stream.retention) return false;
  const Names names = session.names();
  const Scope scope{names, session.clock()};
  const std::string period = stream.retention->text(scope);
  if (period.empty()) return false;
  const auto span = parse_duration(period);
  if (!span) trouble("api_retention_period is no ISO 8601 duration");
  auto at = stands_at(stream, state, scope);
  if (!at) at = stands_at(*stream.going_on, state, scope);
  return !at || at->utc() < shifted(utc_moment(session.clock()()), *span, -1).utc();
}

bool has_state(std::string_view state) {
  const Json json = Json::parse(state, nullptr, false);
  return json.is_object() && json.contains("state");
}

}  // namespace

Delegate delegate_of(const Session& session, const Stream& stream, std::string_view state) {
  if (!stream.going_on || !has_state(state)) return {stream, false};
  if (is_too_old(session, stream, state)) return {stream, true};
  return {*stream.going_on, false};
}

}  // namespace musubi::http
