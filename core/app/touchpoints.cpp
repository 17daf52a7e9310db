// musubi touchpoints: where customers are met, at which stage, by which connection, and for what their data may be used; and where
// nobody is listening.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/settings/touchpoints.hpp"

namespace musubi {
namespace {

struct Touchpoint {
  std::vector<std::string> stages, connections;  // stages as people say them in Japanese
};
using Catalogue = std::map<std::string, Touchpoint>;

Catalogue catalogue(const Configuration& configuration, std::vector<std::string>& nowhere) {
  Catalogue out;
  for (auto& [name, stages] : read_touchpoints(configuration.directory)) out[name].stages = std::move(stages);
  for (const ConnectionSettings& c : configuration.connections) {
    if (c.touchpoint.empty()) nowhere.push_back(c.name);
    else out[c.touchpoint].connections.push_back(c.name);
  }
  return out;
}

std::string stage_word(const Context& context, std::string_view ja) {
  for (const StageWord& s : stage_words())
    if (s.ja == ja) return std::string(context.lang == Lang::ja ? s.ja : s.en);
  return std::string(ja);
}

std::vector<std::string> empty_stages(const Catalogue& all) {
  std::set<std::string> met;
  for (const auto& [name, t] : all)
    if (!t.connections.empty()) met.insert(t.stages.begin(), t.stages.end());
  std::vector<std::string> out;
  for (const StageWord& s : stage_words())
    if (!met.contains(std::string(s.ja))) out.emplace_back(s.ja);
  return out;
}

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + json_text(text);
  return "[" + out + "]";
}

void print_purposes(const Context& context, const std::vector<ConnectionSettings>& connections) {
  if (connections.empty()) return;
  Grid grid;
  grid.add({context.say("接続", "connection"), context.say("利用目的", "purpose"), context.say("配信", "mailing"), ""});
  for (const ConnectionSettings& c : connections)
    grid.add({c.name, c.purpose, c.mailing ? context.say("可", "yes") : context.say("不可", "no"),
              c.purpose.empty() ? context.say("⚠ 利用目的が書かれていません", "⚠ no purpose given") : ""});
  fmt::print("\n{}", grid.text());
}

void print_json(const Catalogue& all, const std::vector<std::string>& nowhere, const std::vector<ConnectionSettings>& connections) {
  std::string rows, purposes;
  for (const ConnectionSettings& c : connections)
    purposes += fmt::format("{}{{\"connection\": {}, \"purpose\": {}, \"mailing\": {}}}", purposes.empty() ? "" : ", ", json_text(c.name), json_text(c.purpose), c.mailing);
  for (const auto& [name, t] : all)
    rows += fmt::format("{}{{\"touchpoint\": {}, \"stages\": {}, \"connections\": {}, \"gap\": {}}}", rows.empty() ? "" : ", ", json_text(name), listed(t.stages), listed(t.connections),
                        t.connections.empty() || t.stages.empty());
  fmt::print("{{\"touchpoints\": [{}], \"stages_without\": {}, \"connections_without\": {}, \"connections\": [{}]}}\n", rows, listed(empty_stages(all)), listed(nowhere), purposes);
}

}  // namespace

int run_touchpoints(Context& context) {
  Configuration configuration = configured(context);
  std::vector<std::string> nowhere;
  Catalogue all = catalogue(configuration, nowhere);
  if (context.json) {
    print_json(all, nowhere, configuration.connections);
    return 0;
  }
  Grid grid;
  grid.add({context.say("顧客接点", "touchpoint"), context.say("段階", "stage"), context.say("接続", "connection"), ""});
  for (const auto& [name, t] : all) {
    std::string said;
    for (const std::string& s : t.stages) said += (said.empty() ? "" : context.say("・", ", ")) + stage_word(context, s);
    std::string gap = t.connections.empty() ? context.say("⚠ まだつながっていません", "⚠ not connected yet") : t.stages.empty() ? context.say("⚠ 段階が書かれていません", "⚠ no stage given") : "";
    grid.add({name, said, fmt::format("{}", fmt::join(t.connections, " ")), gap});
  }
  for (const std::string& name : nowhere) grid.add({"—", "", name, context.say("⚠ 接点が書かれていません", "⚠ no touchpoint given")});
  fmt::print("{}", grid.text());
  print_purposes(context, configuration.connections);
  for (const std::string& s : empty_stages(all)) fmt::print("⚠ {}: {}\n", stage_word(context, s), context.say("この段階の顧客接点がありません", "no touchpoint at this stage"));
  if (!empty_stages(all).empty() || !nowhere.empty())
    fmt::print("{}\n", context.say("→ touchpoints.yaml に「接点: 段階」を、connections/*.yaml に touchpoint: 接点 を書きます。", "→ Write “touchpoint: stage” in touchpoints.yaml, and touchpoint: NAME in connections/*.yaml."));
  return 0;
}

}  // namespace musubi
