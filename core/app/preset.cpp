// musubi preset list | describe: what known systems can be connected, and what each was proven against.
#include "core/app/presets.hpp"

#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/base/nearest.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& words, const char* between = ", ") { return fmt::format("{}", fmt::join(words, between)); }

const char* kind_word(const Context& context, const PresetQuestion& question) {
  switch (question.kind) {
    case PresetQuestion::Kind::secret: return context.say("秘密", "secret");
    case PresetQuestion::Kind::address:
    case PresetQuestion::Kind::host: return context.say("アドレス", "address");
    case PresetQuestion::Kind::path: return context.say("ファイル", "file");
    case PresetQuestion::Kind::text: return question.is_list() ? context.say("一覧", "list") : "";
  }
  return "";
}

std::string json_of(const Preset& preset) {
  auto words = [](const TwoLanguages& two) { return fmt::format("{{\"ja\": {}, \"en\": {}}}", json_text(two.ja), json_text(two.en)); };
  std::string questions, addresses, streams;
  for (const PresetQuestion& q : preset.questions)
    questions += fmt::format("{}{{\"key\": {}, \"ask\": {}, \"secret\": {}, \"list\": {}, \"asked\": {}, \"default\": {}, \"env\": {}}}", questions.empty() ? "" : ", ", json_text(q.key), words(q.ask),
                             q.kind == PresetQuestion::Kind::secret, q.is_list(), q.asked, json_text(q.fallback), json_text(q.env));
  for (const std::string& one : preset.mappings) streams += (streams.empty() ? "" : ", ") + json_text(one);
  for (const std::string& one : preset.proven.at) addresses += (addresses.empty() ? "" : ", ") + json_text(one);
  return fmt::format("{{\"name\": {}, \"title\": {}, \"connector\": {}, \"touchpoint\": {}, \"streams\": [{}], \"against\": {}, \"version\": {}, \"read\": {}, \"at\": [{}], \"deletions\": {}, \"questions\": [{}], \"notes\": {}}}",
                     json_text(preset.name), words(preset.title), json_text(preset.connector), words(preset.touchpoint), streams, json_text(std::string(against_word(preset.proven.against))), json_text(preset.proven.version),
                     json_text(preset.proven.read), addresses, json_text(preset.proven.deletions), questions, words(preset.notes));
}

}  // namespace

std::vector<fs::path> own_preset_folders() {
  std::error_code none;
  fs::path here = fs::read_symlink("/proc/self/exe", none).parent_path();
  return {here / "presets", here.parent_path() / "share/musubi/presets"};
}

Preset preset_named(const std::string& word) {
  std::error_code none;
  if (word.find('/') != word.npos && fs::exists(fs::path(word) / "preset.yaml", none)) return read_preset(word);
  auto all = find_presets(own_preset_folders());
  if (auto found = all.find(word); found != all.end()) return read_preset(found->second);
  std::vector<std::string> names;
  for (const auto& [name, folder] : all) names.push_back(name);
  std::string near = nearest(word, names);
  throw Error(near.empty() ? "app.no_such_preset" : "app.no_such_preset_near", {{"preset", word}, {"nearest", near}});
}

std::string proven_text(const Context& context, const Proven& proven) {
  if (proven.against == Proven::Against::system) return fmt::format("{} {}", context.say("実物のシステム", "real system"), proven.version);
  if (proven.against == Proven::Against::programs) return fmt::format("{} {}", context.say("公開のプログラムと覚え書き", "public programs and notes"), proven.read);
  return fmt::format("{} {}", context.say("公式文書", "vendor's documentation"), proven.read);
}

int run_preset_list(Context& context) {
  Grid grid;
  grid.add({context.say("名前", "name"), context.say("システム", "system"), context.say("接続の種類", "connector"), context.say("データ種類", "streams"), context.say("確かめた相手", "proven against")});
  std::string json;
  int broken = 0;
  for (const auto& [name, folder] : find_presets(own_preset_folders())) {
    try {
      Preset preset = read_preset(folder);
      grid.add({name, preset.title.in(context.lang), preset.connector, joined(preset.mappings), proven_text(context, preset.proven)});
      json += (json.empty() ? "" : ", ") + json_of(preset);
    } catch (const Error& e) {  // the others are there all the same
      print_failure(context, e.message());
      ++broken;
    }
  }
  if (context.json) return fmt::print("{{\"presets\": [{}]}}\n", json), broken ? 1 : 0;
  fmt::print("{}{}\n", grid.text(60), context.say("使うには: musubi init --preset 名前", "To use one: musubi init --preset NAME"));
  return broken ? 1 : 0;
}

int run_preset_describe(Context& context, const std::string& name) {
  Preset preset = preset_named(name);
  if (context.json) return fmt::print("{}\n", json_of(preset)), 0;
  fmt::print("{} — {}\n{}: {}\n", preset.name, preset.title.in(context.lang), context.say("データ種類", "streams"), joined(preset.mappings));
  fmt::print("{}: {}\n  {}\n", context.say("確かめた相手", "proven against"), proven_text(context, preset.proven), joined(preset.proven.at, "\n  "));
  if (const std::string& notes = preset.notes.in(context.lang); !notes.empty()) fmt::print("{}\n", notes);
  Grid grid;
  grid.add({context.say("項目", "key"), context.say("種類", "kind"), context.say("既定値", "default"), context.say("説明", "meaning")});
  for (const PresetQuestion& q : preset.questions) grid.add({q.key, kind_word(context, q), q.env.empty() ? q.fallback : "env:" + q.env, q.ask.in(context.lang)});
  if (!preset.questions.empty()) fmt::print("{}", grid.text(60));
  return 0;
}

}  // namespace musubi
