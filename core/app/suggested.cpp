#include "core/app/suggested.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/app/ask.hpp"
#include "core/app/print.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

std::string option_word(const Context& context, Role role) { return std::string(role_word(role, context.lang)); }

/// A few values of a column, for the eyes of whoever answers.
std::string some_values(const SeenColumn& column) {
  std::string out;
  for (size_t i = 0; i < std::min<size_t>(3, column.samples.size()); ++i) out += (out.empty() ? "" : ", ") + column.samples[i];
  return out;
}

std::string question_of(const Context& context, const LookedAt& looked, const Doubt& doubt) {
  const SeenColumn& column = looked.list.columns[doubt.column];
  if (doubt.kind == Doubt::key)
    return fmt::format(fmt::runtime(context.say("列「{}」を行の名前（キー）にしますか。同じ値や空の行が {} 行あり、キーにするとその行は保留になります",
                                                "Does column “{}” name the rows (key)? {} rows repeat a value or have none; as the key it would hold them")),
                       column.name, doubt.rows);
  return fmt::format(fmt::runtime(context.say("列「{}」（例: {}）は何ですか", "What is column “{}” (e.g. {})?")), column.name, some_values(column));
}

/// True if an answer was given that is not the proposal.
void put(const Context& context, const LookedAt& looked, const Doubt& doubt, const Suggestion& suggestion, Answers& answers) {
  std::vector<std::string> options;
  if (doubt.kind == Doubt::key) {
    bool proposed = !suggestion.key.empty();
    std::vector<std::string> two = {context.say("キーにする", "yes, the key"), context.say("行の中身をキーにする", "no, the row's content is its key")};
    if (!proposed) std::swap(two[0], two[1]);
    answers.key_column = (choose(context, question_of(context, looked, doubt), two) == 0) == proposed;
    return;
  }
  for (Role role : doubt.options) options.push_back(option_word(context, role));
  answers.roles[doubt.column] = doubt.options[choose(context, question_of(context, looked, doubt), options)];
}

bool is_pattern(const std::string& path) { return path.find_first_of("*?") != path.npos; }

}  // namespace

ListChoice chosen_list(const ImportOptions& options) {
  fs::path path = fs::absolute(options.file).lexically_normal();
  std::error_code failed;
  if (fs::is_directory(path, failed)) path /= "*";
  else if (!is_pattern(options.file) && !fs::exists(path, failed)) throw Error("app.cannot_read", {{"file", options.file}});
  std::string password;
  if (!options.password_env.empty()) password = fmt::format(R"({{"env": {}}})", json_text(options.password_env));
  if (!options.password_file.empty()) password = fmt::format(R"({{"file": {}}})", json_text(fs::absolute(options.password_file).string()));
  return {path.string(), options.sheet, options.inside, password};
}

LookedAt look_at_chosen(Context& context, Plugins& plugins, ListChoice& choice, bool yes, int* asked) {
  LookedAt looked = look_at(context, plugins, choice);
  auto several = [&](const std::vector<std::string>& names, std::string& chosen, const std::string& taken, const char* question) {
    if (names.size() < 2 || !chosen.empty()) return;
    chosen = taken;
    if (!yes) {
      ++*asked;
      std::vector<std::string> options = names;
      std::stable_partition(options.begin(), options.end(), [&](const std::string& n) { return n == taken; });
      chosen = options[choose(context, question, options)];
    }
    if (chosen != taken) looked = look_at(context, plugins, choice);
  };
  several(looked.entries, choice.inside, looked.inside, context.say("どのファイルですか", "Which file?"));
  several(looked.sheets, choice.sheet, looked.sheet, context.say("どのシートですか", "Which sheet?"));
  return looked;
}

Suggestion asked_suggestion(const Context& context, const LookedAt& looked, bool yes, const std::string& file, int* asked) {
  Answers answers;
  Suggestion out = suggest(looked.list);
  if (!yes)
    for (const Doubt& doubt : std::vector<Doubt>(out.doubts)) {
      ++*asked;
      put(context, looked, doubt, out, answers);
    }
  if (!answers.roles.empty() || answers.key_column) out = suggest(looked.list, answers);
  if (looked.list.rows == 0) throw Error("app.import_no_rows", {{"file", file}});
  if (out.main == Suggestion::nobody) throw Error("app.import_nobody", {{"file", file}, {"count", fmt::to_string(looked.list.columns.size())}});
  return out;
}

void print_suggestion(const Context& context, const LookedAt& looked, const Suggestion& suggestion) {
  Grid grid;
  grid.add({context.say("列", "column"), context.say("項目", "field"), ""});
  std::string unused;
  size_t left_out = 0;
  for (size_t i = 0; i < looked.list.columns.size(); ++i) {
    const SuggestedColumn& column = suggestion.columns[i];
    const std::string& name = looked.list.columns[i].name;
    bool used = column.role != Role::unused && column.role != Role::own_staff && column.role != Role::row_number && column.role != Role::company_kana;
    if (!used) {
      if (++left_out <= 20) unused += (unused.empty() ? "" : ", ") + name;
      continue;
    }
    bool key = std::find(suggestion.key.begin(), suggestion.key.end(), i) != suggestion.key.end();
    grid.add({"  " + name, option_word(context, column.role), key ? context.say("行の名前（キー）", "names the row (key)") : column.by_content ? context.say("中身から", "by content") : ""});
  }
  fmt::print("{}", grid.text(40));
  if (left_out) fmt::print("  {} {}{}\n", context.say("使わない列:", "not used:"), unused, left_out > 20 ? fmt::format(" … ({})", left_out) : "");
}

}  // namespace musubi
