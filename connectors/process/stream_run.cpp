#include "connectors/process/stream_run.hpp"

#include <optional>
#include <utility>

#include "connectors/process/changes.hpp"
#include "connectors/process/echoes.hpp"
#include "connectors/process/fail.hpp"
#include "connectors/process/json_scan.hpp"
#include "connectors/process/messages.hpp"
#include "connectors/process/read_state.hpp"
#include "connectors/process/record_key.hpp"
#include "connectors/process/stream_names.hpp"
#include "connectors/process/tally.hpp"
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
  StreamRun(Session& session, Program& program, const StreamRead& read)
      : session_(session),
        host_(session.host()),
        program_(program),
        stream_(read.stream),
        with_(read.with),
        names_(read.stream, read.with, read.all),
        state_(ReadState::parse(read.state, way(session.settings(), read.stream))),
        checkpoint_(read.checkpoint),
        keys_(read.stream.key) {
    if (!stream_.incremental && (state_.done || read.state != checkpoint_)) state_ = {state_.by, "", false, ""};
    state_.done = false;
  }

  void run() {
    std::vector<std::string> words = program_.reading(session_, stream_, with_, state_.program);
    Ending end = session_.run(std::move(words), [&](std::string_view line, bool cut) { take(line, cut); });
    if (others_)
      host_.log(MU_LOG_DEBUG, std::to_string(others_) + " records of other streams were passed over");
    session_.judge(end, error_);
    judge_progress();
    judge_names();
    hold_logged();
    state_.done = true;
    checkpoint();
  }

 private:
  void checkpoint() {
    session_.look_for_renewed();
    checkpoint_ = state_.text();
    host_.checkpoint(stream_.name, checkpoint_);
  }

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
    session_.refuse("incomplete", {{"stream", stream_.name}, {"last", last.empty() ? "-" : last}});
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
        if (!takes_record(m.stream)) return pass_over();
        tally_.came(true);
        session_.got_on();
        echoes_.came(m.body);
        return deliver(m.body, m.meta);
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
        if (m.limited) session_.limited(m.until);
        if (names_.is_ours(m.stream) && m.text != "RUNNING") progress_ = m.text;
        return;
      case Message::broken:
        tally_.unsure();
        return unreadable(shown(line), "broken_line");
      case Message::chatter:
        return session_.voice().chatted(line);
      case Message::log:
        return session_.voice().log(m.level, m.text);
      case Message::error:
        return take_error(m);
      case Message::renewed:
        if (is_object(m.body)) session_.renewed(Json::parse(m.body));
        return;
      case Message::unsupported:
        config_failure("unsupported", {{"program", session_.settings().program()}, {"type", m.text}});
      default:
        return;
    }
  }

  void pass_over() {
    ++others_;
    tally_.came(false);
  }

  /// Of several errors the first that may be this stream's.
  void take_error(const Message& m) {
    auto is_other = [&](const Message& e) { return !e.stream.empty() && !names_.is_ours(e.stream); };
    if (!error_ || (is_other(*error_) && !is_other(m))) error_ = m;
  }

  void take_cut(std::string_view line) {
    if (line[line.find_first_not_of(" \t")] != '{' && message_in(line) == line.npos)
      return session_.voice().chatted(line);
    tally_.unsure();
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
      host_.note(MU_LOG_WARN, "new_version", {{"program", session_.settings().program()}, {"stream", stream_.name}});
  }

  void take_state(const Message& m) {
    if (!m.stream.empty() && !names_.is_ours(m.stream)) return;
    std::string next = program_.state_of(m);
    if (next.empty() || !names_.stranger().empty()) return;
    hold_logged();
    judge_count(m.body);
    state_.program = std::move(next);
    checkpoint();
  }

  /// Records that the program has sent and that did not come are lost on the way; too many are not.
  void judge_count(std::string_view state) {
    auto count = tally_.at_state(state);
    if (!count) return;
    const Pairs args{{"program", session_.settings().program()},
                     {"stream", stream_.name},
                     {"said", std::to_string(count->said)},
                     {"came", std::to_string(count->came)}};
    if (count->said > count->came) transient_failure("fewer_records", args);
    host_.note(MU_LOG_WARN, "more_records", args);
  }

  void deliver(std::string_view json, std::string_view meta) {
    std::string key = keys_.of(json);
    if (std::string lost = lost_values(meta); !lost.empty())
      return unreadable(shown(json), "lost_values", {{"fields", lost}}, keys_.by_content() ? "" : key);
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

  void unreadable(std::string_view raw, const std::string& id, Pairs more = {}, const std::string& key = "") {
    more.emplace_back("stream", stream_.name);
    more.emplace_back("program", session_.settings().program());
    host_.unreadable(stream_.name, key, text::replace_invalid(raw), id, more);
  }

  Session& session_;
  const Host& host_;
  Program& program_;
  const Stream& stream_;
  const std::vector<Stream>& with_;
  StreamNames names_;
  ReadState state_;
  std::string& checkpoint_;
  RecordKeys keys_;
  Echoes echoes_;
  Tally tally_;
  const Echoes::Take lone_ = [this](std::string_view line) {
    tally_.unsure();
    unreadable(line, "logged_record");
  };
  std::optional<Message> error_;
  std::string progress_;  // Airbyte: STARTED, COMPLETE or INCOMPLETE, as it was said last
  uint64_t others_ = 0;
  int64_t reserved_ = 0;
};

}  // namespace

void run_stream(Session& session, Program& program, const StreamRead& read) {
  StreamRun(session, program, read).run();
}

}  // namespace musubi::process
