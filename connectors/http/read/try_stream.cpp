#include <optional>

#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/partitions.hpp"
#include "connectors/http/read/reader.hpp"
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
  Reader reader(session, stream);
  ParentStates parents;
  Turns turns(session, 1);
  try {
    for_each_partition(turns, session, stream, parents, [&](const Slice& partition) {
      Slice slice = partition;
      if (cursor)
        if (auto stretches = cursor->stretches(std::nullopt); !stretches.empty())
          slice.times = stretches.back();
      SliceRead read(
          reader, slice, nullptr, [](Record&) { throw Enough(); },
          [](const Json&) -> bool { throw Enough(); });
      turns.complete(read);
    });
  } catch (const Enough&) {
    return;
  }
}

}  // namespace musubi::http
