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

void close_alerts_of_others(Session& session, const std::string& connection, const std::set<std::string>& read, Time at) {
  for (const Alert& open : open_alerts(session)) {
    const bool of_lists = open.kind == "vanished" || open.kind == "unsure";
    if (of_lists && open.connection == connection && !read.contains(open.stream)) resolve_alert(session, connection, open.kind, at, open.stream);
  }
}

}  // namespace musubi
