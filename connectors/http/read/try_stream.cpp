#include <optional>

#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/partitions.hpp"
#include "connectors/http/read/readings.hpp"
#include "connectors/http/read/stream_run.hpp"
#include "connectors/http/read/turns.hpp"

namespace musubi::http {
namespace {

struct Enough {};

}  // namespace

void try_stream(Session& session, const Stream& stream) {
  const Names names = session.names();
  std::optional<Cursor> cursor;
  if (stream.cursor) cursor.emplace(*stream.cursor, Scope{names, session.clock()});
  Readings readings(session, stream);
  const auto enough = [] { throw Enough(); };
  ParentStates parents;
  Turns turns(session, 1);
  try {
    readings.run([&] {
      for_each_partition(turns, session, stream, parents, [&](const Slice& partition) {
        Slice slice = partition;
        if (cursor)
          if (auto stretches = cursor->stretches(std::nullopt); !stretches.empty())
            slice.times = stretches.back();
        const auto read = readings.begin(
            slice, nullptr, [&](Record&) { enough(); }, [](const Json&) -> bool { throw Enough(); }, {.asked_after = enough});
        turns.complete(*read);
      });
    });
  } catch (const Enough&) {
    readings.end_early();
  }
}

}  // namespace musubi::http
