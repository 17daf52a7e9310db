#include "core/settings/touchpoints.hpp"

#include "core/settings/document.hpp"

namespace musubi {
namespace {

constexpr StageWord stages[] = {{"潜在", "potential"}, {"見込", "prospect"}, {"商談可能", "qualified"}, {"営業", "negotiation"}, {"受注", "won"}, {"リピート", "repeat"}};

std::string stage_named(const Document& file, const std::string& touchpoint, const Json& word) {
  if (word.is_string())
    for (const StageWord& s : stages)
      if (word == s.ja || word == s.en) return std::string(s.ja);
  throw at_setting(file, "settings.no_such_stage", below("", touchpoint));
}

}  // namespace

std::span<const StageWord> stage_words() { return stages; }

std::map<std::string, std::vector<std::string>> read_touchpoints(const std::filesystem::path& directory) {
  std::map<std::string, std::vector<std::string>> out;
  std::filesystem::path path = directory / "touchpoints.yaml";
  if (!std::filesystem::exists(path)) return out;
  Document file = read_document(path);
  for (const auto& [name, value] : file.value.items()) {
    std::vector<std::string>& own = out[name];
    if (value.is_null()) continue;
    for (const Json& word : value.is_array() ? value : Json::array({value})) own.push_back(stage_named(file, name, word));
  }
  return out;
}

}  // namespace musubi
