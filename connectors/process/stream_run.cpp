#include "connectors/process/stream_run.hpp"

#include <optional>
#include <utility>

#include "connectors/process/echoes.hpp"
#include "connectors/process/fail.hpp"
#include "connectors/process/json_scan.hpp"
#include "connectors/process/messages.hpp"
#include "connectors/process/read_state.hpp"
#include "connectors/process/record_key.hpp"
#include "connectors/process/stream_names.hpp"
#include "core/text/long_text.hpp"
#include "core/text/utf8.hpp"

namespace musubi::process {
namespace {

/// A row as it is held.
std::string shown(std::string_view raw) {
  if (raw.size() <= text::LongText::kBeginning) return std::string(raw);
  text::LongText whole;
  whole.add(raw);
  return whole.told();
}

class StreamRun {
 public:
  StreamRun(Session& session, Program& program, const Stream& stream, StreamNames names,
            std::string_view state)
      : session_(session),
        host_(session.host()),
        program_(program),
        stream_(stream),
        names_(std::move(names)),
        state_(ReadState::parse(state, way(session.settings(), stream))),
        keys_(stream.key) {
    // A full read that came to its end begins again; one that was broken off goes on, if the program can.
    if (!stream.incremental && state_.done) state_ = {state_.by, "", false, ""};
    state_.done = false;
  }

  void run(const std::vector<Stream>& with) {
    std::vector<std::string> words = program_.reading(session_, stream_, with, state_.program);
    Ending end = session_.run(std::move(words), [&](std::string_view line, bool cut) { take(line, cut); });
    if (others_)
      host_.log(MU_LOG_DEBUG, std::to_string(others_) + " records of other streams were passed over");
    session_.judge(end, error_);
    judge_progress();
    judge_names();
    hold_logged();
    state_.done = true;
    host_.checkpoint(stream_.name, state_.text());
  }

 private:
  static std::string way(const Settings& settings, const Stream& stream) {
    std::string out = settings.protocol == Speech::airbyte ? "airbyte" : "singer";
    out += stream.incremental ? " incremental" : " full";
    return stream.cursor.empty() ? out : out + " " + stream.cursor;
  }

  /// A program that speaks of a stream's progress says COMPLETE at its end, whatever its exit code.
  void judge_progress() const {
    if (progress_.empty() || progress_ == "COMPLETE") return;
    session_.judge_words();
    std::string last = session_.voice().last_words();
    transient_failure("incomplete", {{"program", session_.settings().program()},
                                     {"stream", stream_.name},
                                     {"last", last.empty() ? "-" : last}});
  }

  void judge_names() const {
    std::string other = names_.stranger();
    if (!other.empty())
      data_failure("other_names",
                   {{"program", session_.settings().program()}, {"stream", stream_.name}, {"other", other}});
  }

  void take(std::string_view line, bool cut) {
    if (cut) return take_cut(line);
    Message m = read_message(session_.settings().protocol, line);
    if ((m.kind == Message::record || m.kind == Message::state) && is_logged(line)) return take_logged(m, line);
    switch (m.kind) {
      case Message::record:
        if (!takes_record(m.stream)) return void(++others_);
        echoes_.came(m.body);
        return deliver(m.body);
      case Message::state:
        return take_state(m);
      case Message::schema:
        names_.has_schema(m.stream);
        if (names_.is_ours(m.stream)) keys_.propose(m.body);
        return;
      case Message::activated:
        if (names_.is_ours(m.stream)) take_version(m.text);
        return;
      case Message::progress:
        if (names_.is_ours(m.stream) && m.text != "RUNNING") progress_ = m.text;
        return;
      case Message::broken:
        return unreadable(shown(line), "broken_line");
      case Message::chatter:
        return session_.voice().chatted(line);
      case Message::log:
        return session_.voice().log(m.level, m.text);
      case Message::error:
        if (!error_) error_ = m;
        return;
      case Message::renewed:
        if (is_object(m.body)) session_.renewed(Json::parse(m.body));
        return;
      case Message::unsupported:
        config_failure("unsupported", {{"program", session_.settings().program()}, {"type", m.text}});
      default:
        return;
    }
  }

  void take_cut(std::string_view line) {
    if (line[line.find_first_not_of(" \t")] != '{' && message_in(line) == line.npos)
      return session_.voice().chatted(line);
    unreadable(line, "long_line", {{"megabytes", std::to_string(session_.settings().line_size)}});
  }

  /// A log may tell of a record that is given besides, and of a state long past.
  void take_logged(const Message& m, std::string_view line) {
    if (m.kind == Message::record && names_.is_ours(m.stream)) echoes_.logged(m.body, shown(line), lone_);
    session_.voice().chatted(line);
  }

  void hold_logged() { echoes_.finish(lone_); }

  bool takes_record(const std::string& name) {
    bool first = names_.taken().empty(), ours = names_.takes_record(name);
    if (first && !names_.taken().empty())
      host_.log(MU_LOG_INFO, "records of " + name + " are taken for those of " + stream_.name);
    return ours;
  }

  /// What the tap had under the version before counts no longer, as far as it comes no more; only a whole
  /// list tells that.
  void take_version(const std::string& version) {
    bool anew = stream_.incremental && !state_.version.empty() && state_.version != version;
    state_.version = version;
    if (anew)
      host_.log(MU_LOG_WARN,
                sdk::english(messages, "new_version",
                             {{"program", session_.settings().program()}, {"stream", stream_.name}}));
  }

  void take_state(const Message& m) {
    if (!m.stream.empty() && !names_.is_ours(m.stream)) return;
    std::string next = program_.state_of(m);
    if (next.empty() || !names_.stranger().empty()) return;
    hold_logged();
    state_.program = std::move(next);
    host_.checkpoint(stream_.name, state_.text());
  }

  void deliver(std::string_view json) {
    std::string key = keys_.of(json);
    if (key.empty()) return unreadable(shown(json), "empty_key", {{"field", keys_.fields()}});
    if (!keys_.by_content() && is_gone(json)) return host_.deleted(stream_.name, key);
    // A field that is called as what the host takes off the front must not stand there.
    std::string first = first_name(json);
    if (first == "_row" || first == "_file" || first == "_file_date")
      return host_.record(stream_.name, key, json, Place{++reserved_, stream_.name, ""});
    host_.record(stream_.name, key, json);
  }

  /// By the fields in which programs that read a database's log say that a row was deleted.
  static bool is_gone(std::string_view json) {
    return !text_of(json, "_ab_cdc_deleted_at").empty() || !text_of(json, "_sdc_deleted_at").empty();
  }

  void unreadable(std::string_view raw, const std::string& id, Pairs more = {}) {
    more.emplace_back("stream", stream_.name);
    more.emplace_back("program", session_.settings().program());
    host_.unreadable(stream_.name, "", text::replace_invalid(raw), id, more);
  }

  Session& session_;
  const Host& host_;
  Program& program_;
  const Stream& stream_;
  StreamNames names_;
  ReadState state_;
  RecordKeys keys_;
  Echoes echoes_;
  const Echoes::Take lone_ = [this](std::string_view line) { unreadable(line, "logged_record"); };
  std::optional<Message> error_;
  std::string progress_;  // Airbyte: STARTED, COMPLETE or INCOMPLETE, as it was said last
  uint64_t others_ = 0;
  int64_t reserved_ = 0;
};

}  // namespace

void run_stream(Session& session, Program& program, const Stream& stream, const std::vector<Stream>& with,
                const std::vector<Stream>& all, std::string_view state) {
  StreamRun(session, program, stream, StreamNames(stream, with, all), state).run(with);
}

}  // namespace musubi::process
