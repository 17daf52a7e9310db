#include "core/flow/whole_list.hpp"

#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

constexpr int64_t few = 20, share_percent = 20;

}  // namespace

std::optional<Message> vanished(const StreamName& stream, int64_t gone, int64_t stood) {
  if (gone < few || gone * 100 <= stood * share_percent) return {};
  return Message{"flow.vanished", {{"connection", stream.connection}, {"stream", stream.stream}, {"count", std::to_string(gone)}, {"total", std::to_string(stood)}}};
}

void heed_vanished(Session& session, const StreamName& stream, int64_t run, const std::optional<Message>& what, Time at) {
  resolve_alert(session, stream.connection, "vanished", at, stream.stream);
  if (what) raise_alert(session, {0, stream.connection, "vanished", run, *what, at, {}, {}, 0, stream.stream});
}

void heed_unsure(Session& session, const StreamName& stream, int64_t run, const std::optional<Message>& why, Time at) {
  if (why)
    raise_alert(session, {0, stream.connection, "unsure", run, *why, at, {}, {}, 0, stream.stream});
  else
    resolve_alert(session, stream.connection, "unsure", at, stream.stream);
}

}  // namespace musubi
