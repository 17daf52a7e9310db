#include "connectors/process/session.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>

#include "connectors/process/blame.hpp"
#include "connectors/process/fail.hpp"
#include "connectors/process/lines.hpp"
#include "connectors/process/strays.hpp"

namespace musubi::process {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr char kConfig[] = "config.json";
constexpr size_t kSaidLine = 1 << 16;
// What those that it started still write behind its end is read at least so far and so long; its own fits
// into that.
constexpr int kLatePieces = 64;
constexpr seconds kAfterEnd{2};
constexpr seconds kRest{3600};
constexpr milliseconds kBetweenPieces{50};

/// Drives one program: reads both of its pipes until it has ended and they are empty.
class Course {
 public:
  /// `each_second` is called about so often.
  Course(Session& session, const Session::Rest& rest, const Child::Start& start, std::function<void()> each_second)
      : host_(session.host()),
        settings_(session.settings()),
        voice_(session.voice()),
        rest_(rest),
        each_second_(std::move(each_second)),
        child_(start),
        output_(size_t(settings_.line_size) << 20) {}

  /// Nothing where it had to be ended after `most`.
  std::optional<Ending> run(const Session::TakeLine& take, std::optional<seconds> most) {
    std::optional<Clock::time_point> ended;
    int late = 0;
    bool drained = false, wrote_on = false;  // what it left itself was read; another one writes output
    for (bool over = false; !over;) {
      if (host_.stopping()) throw Stopped(MU_STOPPED);
      if (most && Clock::now() - begun_ > *most) return std::nullopt;
      over = child_.has_ended();
      if (!over) child_.wait(open() ? milliseconds(100) : milliseconds(5));
      if (over && !ended) ended = Clock::now();
      if (drained) child_.wait(kBetweenPieces);
      if (const Heard heard = hear(take); heard.any) {
        wrote_on |= heard.output && (drained || late >= kLatePieces);
        over = ended && ++late > kLatePieces && Clock::now() - *ended > kAfterEnd;
        heard_ = Clock::now();
      } else if (over && !drained && child_.is_open(Child::Pipe::output)) {
        drained = true;
        over = false;
      }
      watch_time(most.has_value());
    }
    if (wrote_on && child_.is_open(Child::Pipe::output))
      transient_failure("writes_on", {{"program", settings_.program()}, {"last", voice_.last_words()}});
    output_.finish(take);
    said_.finish([&](std::string_view line, bool) { voice_.said(line); });
    return child_.end(milliseconds(0));
  }

 private:
  bool open() const { return child_.is_open(Child::Pipe::output) || child_.is_open(Child::Pipe::said); }

  struct Heard {
    bool output, any;
  };
  Heard hear(const Session::TakeLine& take) {
    std::string_view bytes = child_.read(Child::Pipe::output);
    output_.feed(bytes, take);
    const bool output = !bytes.empty();
    bytes = child_.read(Child::Pipe::said);
    said_.feed(bytes, [&](std::string_view line, bool) { voice_.said(line); });
    return {output, output || !bytes.empty()};
  }

  void watch_time(bool is_trial) {
    auto now = Clock::now();
    if (now - looked_ >= seconds(1)) {
      looked_ = now;
      each_second_();
    }
    if (is_trial) return;  // which has a time of its own
    bool silent = now - std::max(heard_, rest_.until) > seconds(settings_.timeout);
    if (!silent && now - begun_ <= seconds(settings_.time_limit)) return;
    const std::string last = voice_.recent_words();
    const std::string id = !silent ? "too_long" : rest_.is_on ? "silent_rate" : "silent";
    throw Failure(rest_.is_on ? MU_RATE : MU_TRANSIENT, id,
                  {{"program", settings_.program()},
                   {"seconds", std::to_string(silent ? settings_.timeout : settings_.time_limit)},
                   {"last", last.empty() ? "-" : last}});
  }

  const Host& host_;
  const Settings& settings_;
  Voice& voice_;
  const Session::Rest& rest_;
  const std::function<void()> each_second_;
  Child child_;
  Lines output_, said_{kSaidLine};
  Clock::time_point begun_ = Clock::now(), heard_ = begun_, looked_ = begun_;
};

std::string id_of(const char* front, int32_t code) {
  const char* act = code == MU_AUTH     ? "_auth"
                    : code == MU_CONFIG ? "_config"
                    : code == MU_RATE   ? "_rate"
                                        : "";
  return std::string(front) + act;
}

}  // namespace

Session::Session(const Host& host, const Settings& settings)
    : host_(host), settings_(settings), voice_(host, strike_) {
  auto secret_of = [&](const std::string& name) {
    std::optional<std::string> value = host.secret("secrets/" + name);
    if (!value) config_failure("no_secret", {{"secret", name}});
    strike_.add(*value);
    return *value;
  };
  config_ = fill(settings.config, "settings", secret_of);
  variables_ = fill(settings.environment, "environment", secret_of);
}

void Session::fit(const Json& spec) {
  fit_types(config_.value, spec);
  std::string open = open_secret(config_, spec);
  if (!open.empty()) config_failure("open_secret", {{"setting", open}, {"program", settings_.program()}});
}

std::vector<std::string> Session::environment() const {
  const char* path = std::getenv("PATH");
  Json all{{"PATH", path ? path : "/usr/local/bin:/usr/bin:/bin"},
           {"HOME", folder_.path()},
           {"TMPDIR", folder_.path()},
           {"LANG", "C.UTF-8"},
           {"PYTHONUNBUFFERED", "1"},
           {"PYTHONHASHSEED", "0"},  // or fields of a record change places from run to run
           {"PYTHONUTF8", "1"}};
  all.update(variables_.value);
  std::vector<std::string> out{mark_of(folder_.path())};
  for (const auto& [name, value] : all.items())
    out.push_back(name + "=" + (value.is_string() ? value.get<std::string>() : value.dump()));
  return out;
}

Ending Session::run(std::vector<std::string> words, const TakeLine& take) {
  return run_within(std::move(words), take, std::nullopt).value();
}

std::optional<Ending> Session::run_for(std::vector<std::string> words, const TakeLine& take, seconds most) {
  return run_within(std::move(words), take, most);
}

std::optional<Ending> Session::run_within(std::vector<std::string> words, const TakeLine& take,
                                          std::optional<seconds> most) {
  rest_ = {};
  written_ = config_.value.dump();
  std::string config = folder_.write(kConfig, written_);
  std::replace(words.begin(), words.end(), std::string("{config}"), config);
  words.insert(words.begin(), settings_.command.begin(), settings_.command.end());
  std::string directory = settings_.directory.empty() ? folder_.path() : settings_.directory;
  try {
    Child::Start start{std::move(words), environment(), std::move(directory), size_t(settings_.memory) << 20,
                       mark_of(folder_.path())};
    std::optional<Ending> end = Course(*this, rest_, start, [this] { look_for_renewed(); }).run(take, most);
    look_for_renewed();
    return end;
  } catch (...) {
    look_for_renewed();
    throw;
  }
}

void Session::judge(const Ending& end, const std::optional<Message>& error) const {
  if (!error && end.is_good()) return;
  std::string last = voice_.last_words(), complaint = voice_.complaint(),
              said = error ? strike_.out_of(error->text) : "";
  Pairs args{{"program", settings_.program()}, {"last", last.empty() ? "-" : last}};
  if (out_of_memory(said.empty() ? complaint : error->text + '\n' + error->detail)) {
    args.emplace_back("memory", std::to_string(settings_.memory));
    config_failure("out_of_memory", std::move(args));
  }
  if (error) {
    bool theirs = error->failure_type == "config_error";
    int32_t result = blamed(error->text + '\n' + error->detail, theirs ? MU_CONFIG : unblamed());
    args.emplace_back("said", said.empty() ? last : said);
    throw Failure(result, id_of("said", result), std::move(args));
  }
  if (end.signal == SIGABRT) judge_words();  // so some runtimes end what nobody has caught
  args.emplace_back("code", std::to_string(end.signal ? end.signal : end.code));
  if (end.signal) transient_failure("killed", std::move(args));
  int32_t result = blamed(complaint, unblamed());
  if (std::string first = voice_.first_blame(); result == MU_TRANSIENT && !first.empty() && !may_pass(complaint)) {
    result = blamed(first, result);
    if (last.find(first) == last.npos) args[1].second = first + " … " + args[1].second;
  }
  throw Failure(result, id_of("exited", result), std::move(args));
}

int32_t Session::unblamed() const {
  return rest_.is_on ? MU_RATE : MU_TRANSIENT;
}

void Session::refuse(const std::string& id, Pairs args) const {
  args.emplace_back("program", settings_.program());
  throw Failure(unblamed(), id, std::move(args));
}

void Session::limited(int64_t until) {
  using std::chrono::system_clock;
  const auto most = seconds(settings_.time_limit);
  auto wait = until ? milliseconds(until) - system_clock::now().time_since_epoch() : system_clock::duration(kRest);
  wait = std::clamp<system_clock::duration>(wait, milliseconds(0), most);
  rest_ = {true, Clock::now() + wait};
}

void Session::got_on() {
  if (rest_.is_on) rest_ = {};
  voice_.overcome();
}

void Session::judge_words() const {
  int32_t result = blamed(voice_.complaint(), MU_OK);
  if (result == MU_OK) return;
  throw Failure(result, id_of("said", result),
                {{"program", settings_.program()}, {"said", voice_.last_words()}});
}

void Session::renewed(const Json& config) {
  for (const auto& [name, value] : renewed_secrets(config_, config)) {
    strike_.add(value);
    for (const auto& [at, secret] : config_.secrets)
      if (secret == name) config_.value[at] = value;
    host_.keep_secret("secrets/" + name, value);
  }
}

/// Some programs write a renewed token into the file of their configuration.
void Session::look_for_renewed() {
  std::string text = folder_.read(kConfig);
  Json now = text == written_ ? Json() : Json::parse(text, nullptr, false);
  if (!now.is_object()) return;  // as it was, or half written
  written_ = std::move(text);
  renewed(now);
}

}  // namespace musubi::process
