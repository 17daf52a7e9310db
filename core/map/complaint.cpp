#include "core/map/complaint.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/nearest.hpp"

namespace musubi::map {

void complain(const std::string& file, int line, std::string id, Arguments args) {
  args.insert(args.begin(), {{"file", file}, {"line", std::to_string(line)}});
  throw Error(std::move(id), std::move(args));
}

void complain_unknown(const std::string& file, const Node& word, std::string_view where,
                      const std::vector<std::string>& right) {
  if (word.text.find("：") != std::string::npos)
    complain(file, word.line, "map.full_width_colon", {{"word", word.text}});
  Arguments args = {{"word", word.text}, {"where", std::string(where)}};
  std::string meant = nearest(word.text, right);
  if (meant.empty()) {
    args.emplace_back("right", listed(right));
    complain(file, word.line, "map.unknown_word", std::move(args));
  }
  args.emplace_back("nearest", meant);
  complain(file, word.line, "map.unknown_word_near", std::move(args));
}

void complain_shape(const std::string& file, const Node& node, std::string_view where,
                    std::string_view wanted) {
  complain(file, node.line, "map.wrong_shape_" + std::string(wanted), {{"where", std::string(where)}});
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

}  // namespace musubi::map
