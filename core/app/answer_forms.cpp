#include "core/app/answer_forms.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "core/text/fold.hpp"
#include "core/text/trim.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;
using Asked = PresetQuestion::Kind;

/// Says which question it was: `asked`, in both languages.
Error unlike(const PresetQuestion& q, const char* id, const TwoLanguages& asked, const std::string& words = {}) {
  return Error(id, {{"key", q.key}, {"ja", asked.ja}, {"en", asked.en}, {"words", words}});
}

/// A file is named from where the command is typed; what is not there is left to the configuration's own folder.
std::string as_path(const std::string& answer) {
  std::error_code none;
  fs::path folder = fs::path(answer).parent_path();
  bool here = fs::exists(answer, none) || (!folder.empty() && fs::is_directory(folder, none));
  return here ? fs::absolute(answer).lexically_normal().string() : answer;
}

/// As people type it: shop.example/ is https://shop.example.
std::string as_address(std::string answer) {
  if (answer.find("://") == answer.npos) answer = "https://" + answer;
  while (answer.ends_with('/')) answer.pop_back();
  if (!answer.starts_with("http://") && !answer.starts_with("https://")) throw Error("app.want_address", {{"word", answer}});
  return answer;
}

/// As a browser shows it, with what stands behind the host. A word alone is the host of nobody.
std::string as_host(const PresetQuestion& q, const std::string& answer) {
  static const std::regex form(R"((https?://)?(localhost(:[0-9]+)?|[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+(:[0-9]+)?)([/?#].*)?)");
  std::smatch found;
  const std::string plain = text::fold_case(answer);
  if (!std::regex_match(plain, found, form)) throw unlike(q, "app.want_host", q.ask);
  return (found[1].matched ? found[1].str() : "https://") + found[2].str();
}

std::string as_word(const PresetQuestion& q, const std::string& answer, const std::vector<std::string>& words) {
  const std::string plain = text::fold_case(text::nfkc(answer));
  const auto at = std::find_if(words.begin(), words.end(), [&](const std::string& word) { return text::fold_case(word) == plain; });
  if (at == words.end()) throw unlike(q, "app.want_word", q.ask, fmt::format("{}", fmt::join(words, ", ")));
  return *at;
}

}  // namespace

std::string tidied_answer(const PresetQuestion& question, const std::string& answer) {
  const std::string plain(text::trimmed(answer));
  const bool address = question.kind == Asked::address || question.kind == Asked::host;
  if (!address && (question.kind != Asked::text || question.is_list() || question.pattern.empty())) return plain;
  const std::string folded = text::squeeze_spaces(text::nfkc(plain));
  return address ? text::fold_hyphens(folded) : folded;
}

std::string formed_answer(const PresetQuestion& q, const std::string& answer, const std::map<std::string, std::vector<std::string>>& allowed) {
  std::string out = answer;
  if (q.kind == Asked::path) out = as_path(out);
  if (q.kind == Asked::address) out = as_address(out);
  if (q.kind == Asked::host) out = as_host(q, out);
  for (const std::string& place : q.to)
    if (auto words = allowed.find(place); words != allowed.end()) out = as_word(q, out, words->second);
  if (!q.pattern.empty() && !std::regex_match(out, std::regex(q.pattern))) throw unlike(q, "app.want_pattern", {"「" + q.ask.ja + "」には" + q.want.ja, q.want.en + " for “" + q.ask.en + "”"});
  return out;
}

}  // namespace musubi
