#include "core/resolve/list_settings.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/base/error.hpp"
#include "core/base/nearest.hpp"

namespace musubi {
namespace {

using resolving::ColumnKind;

constexpr std::array<std::string_view, 6> kind_words = {"ignore", "text", "words", "code", "date", "number"};  // as ColumnKind
constexpr std::array<std::string_view, 3> matcher_words = {"automatic", "customers", "general"};             // as Matcher

std::string line_of(const YAML::Node& at) {
  return fmt::to_string(at.Mark().line + 1);
}

// The place of a scalar among the words that may stand there.
size_t choice(const YAML::Node& node, std::span<const std::string_view> known, const std::string& file) {
  std::vector<std::string> words(known.begin(), known.end());
  std::string said = node.IsScalar() ? node.Scalar() : "";
  auto at = std::find(words.begin(), words.end(), said);
  if (at != words.end()) return size_t(at - words.begin());
  std::string near = nearest(said, words);
  throw Error("resolve.unknown_word", {{"file", file}, {"line", line_of(node)}, {"name", said}, {"nearest", near.empty() ? fmt::format("{}", fmt::join(words, ", ")) : near}});
}

void read_columns(ListSettings& out, const YAML::Node& node, const std::string& file) {
  if (!node.IsMap()) throw Error("resolve.not_a_map", {{"file", file}, {"line", line_of(node)}});
  for (const auto& entry : node)
    out.columns.push_back({entry.first.Scalar(), ColumnKind(choice(entry.second, kind_words, file)), entry.first.Mark().line + 1});
}

void read_band(double& out, const YAML::Node& node) {
  if (!node || !node.IsScalar()) return;
  double p = node.as<double>(0);
  if (p > 0 && p < 1) out = std::log2(p / (1 - p));
}

}  // namespace

std::string_view word(ColumnKind kind) {
  return kind_words[size_t(kind)];
}

ListSettings load_list_settings(std::string_view yaml, const std::string& file) {
  ListSettings out;
  try {
    YAML::Node root = YAML::Load(std::string(yaml));
    if (!root.IsMap()) return out;
    if (root["matcher"]) out.matcher = Matcher(choice(root["matcher"], matcher_words, file));
    if (root["columns"] && !root["columns"].IsNull()) read_columns(out, root["columns"], file);
    if (const YAML::Node bands = root["bands"]; bands && bands.IsMap()) {
      read_band(out.match_from, bands["match"]);
      read_band(out.review_from, bands["review"]);
      out.review_from = std::min(out.review_from, out.match_from);
    }
  } catch (const YAML::Exception& e) {
    throw Error("resolve.bad_yaml", {{"file", file}, {"line", fmt::to_string(e.mark.line + 1)}});
  }
  return out;
}

}  // namespace musubi
