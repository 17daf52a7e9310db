// The questions of a preset: answered on the command line, typed, or by their defaults.
#include <fmt/format.h>
#include <unistd.h>

#include <cctype>

#include "core/app/answer_forms.hpp"
#include "core/app/ask.hpp"
#include "core/app/presets.hpp"
#include "core/base/nearest.hpp"

namespace musubi {
namespace {

using Asked = PresetQuestion::Kind;

const PresetQuestion& question_of(const Preset& preset, const std::string& key) {
  std::vector<std::string> known;
  for (const PresetQuestion& q : preset.questions) {
    if (q.key == key) return q;
    known.push_back(q.key);
  }
  throw Error("app.no_such_answer", {{"preset", preset.name}, {"key", key}, {"nearest", nearest(key, known)}, {"known", fmt::format("{}", fmt::join(known, " "))}});
}

/// Each connection has variables of its own: SHOPIFY_TOKEN, and SHOPIFY_TOKEN_OUTLET of the connection outlet.
std::string variable_of(const Preset& preset, const PresetQuestion& q, const std::string& connection) {
  if (connection == preset.name) return q.env;
  std::string out = q.env + "_";
  for (char c : connection) out += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::string default_of(const Preset& preset, const PresetQuestion& q, const std::string& connection) {
  if (q.kind != Asked::secret) return q.fallback;
  return q.optional ? "" : "env:" + variable_of(preset, q, connection);
}

std::string typed(const Context& context, const PresetQuestion& q, const std::string& otherwise) {
  std::string hint;
  if (q.optional) hint = context.say("（Enter: なし。あとで musubi connection login）", " (Enter: none; musubi connection login gives it)");
  else if (q.kind == Asked::secret) hint = fmt::format(fmt::runtime(context.say("（Enter: 環境変数 {} から読む）", " (Enter: read from the variable {})")), otherwise.substr(4));
  else if (!otherwise.empty()) hint = fmt::format(fmt::runtime(context.say("（Enter: {}）", " (Enter: {})")), otherwise);
  if (q.is_list()) hint = context.say("（いくつもなら「、」か「,」で区切る）", " (several are parted by “,”)") + hint;
  std::string question = q.ask.in(context.lang) + hint + ": ";
  std::string answer = q.kind == Asked::secret ? asked_secret(context, question) : asked_line(context, question);
  return answer.empty() ? otherwise : answer;
}

/// An answer in its question's form; "" for none where there need be none.
std::string accepted(const Preset& preset, const PresetQuestion& q, const std::string& said, const std::map<std::string, std::vector<std::string>>& allowed) {
  std::string answer = tidied_answer(q, said);
  if (!answer.empty()) return formed_answer(q, answer, allowed);
  if (!q.optional) throw Error("app.want_answer", {{"preset", preset.name}, {"key", q.key}, {"ja", q.ask.ja}, {"en", q.ask.en}});
  return answer;
}

/// On a terminal what does not fit is asked again, three times at most; lines from elsewhere are not, as the next one answers the next question.
std::string accepted_typed(const Context& context, const Preset& preset, const PresetQuestion& q, const std::string& otherwise, const std::map<std::string, std::vector<std::string>>& allowed) {
  for (int tries = 1;; ++tries) {
    try {
      return accepted(preset, q, typed(context, q, otherwise), allowed);
    } catch (const Error& e) {
      if (tries == 3 || !isatty(STDIN_FILENO)) throw;
      fmt::print(stderr, "{}\n", render(e.message(), context.lang));
    }
  }
}

}  // namespace

PresetAnswers set_answers(const Preset& preset, const std::vector<std::string>& set) {
  PresetAnswers out;
  for (const std::string& one : set) {
    size_t equal = one.find('=');
    if (equal == one.npos || equal + 1 == one.size()) throw Error("app.want_key_value", {{"word", one}});
    out[question_of(preset, one.substr(0, equal)).key] = one.substr(equal + 1);
  }
  return out;
}

PresetAnswers preset_answers(const Context& context, const Preset& preset, const std::string& connection, const std::vector<std::string>& set, bool yes) {
  PresetAnswers out = set_answers(preset, set);
  const auto allowed = allowed_words(preset);
  for (const PresetQuestion& q : preset.questions) {
    std::string& answer = out[q.key];
    const std::string otherwise = default_of(preset, q, connection);
    bool ask = answer.empty() && !yes && q.asked;
    answer = ask ? accepted_typed(context, preset, q, otherwise, allowed) : accepted(preset, q, answer.empty() ? otherwise : answer, allowed);
  }
  return out;
}

}  // namespace musubi
