#include "core/flow/clock_doubt.hpp"

#include "core/store/clock_seen.hpp"

namespace musubi {

std::optional<Message> clock_doubt(Session& session, Time now) {
  using namespace std::chrono_literals;
  if (auto silence = longest_silence(session, now); silence > longest_pause)
    return Message{"flow.clock_leapt", {{"now", format_utc(now)}, {"days", std::to_string(std::chrono::duration_cast<std::chrono::days>(silence).count())}}};
  if (std::optional<Time> there = database_clock(session); there && (*there > now + 10min || *there < now - 10min))
    return Message{"flow.clocks_differ", {{"now", format_utc(now)}, {"there", format_utc(*there)}}};
  keep_clock_seen(session, now);
  return {};
}

}  // namespace musubi
