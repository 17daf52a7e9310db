#include <fmt/format.h>

#include <cctype>

#include "core/resolve/match_list.hpp"

namespace musubi {
namespace {

std::string listed(const std::vector<std::string>& names, Lang lang) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += lang == Lang::ja ? "と" : i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::string clause(const char* id, const std::vector<std::string>& names, Lang lang) {
  return names.empty() ? "" : render({id, {{"fields", listed(names, lang)}}}, lang);
}

}  // namespace

std::string row_reason(const Pair& pair, Lang lang) {
  std::vector<std::string> agree, similar, differ;
  for (const Evidence& e : pair.evidence) (e.level == "exact" ? agree : e.level == "similar" ? similar : differ).push_back(e.field);
  bool one = pair.band == Band::match;
  std::string out;
  if (one) {
    out = clause(differ.empty() && similar.empty() ? "resolve.agree_end" : "resolve.agree_mid", agree, lang);
    out += clause(differ.empty() ? "resolve.similar_end" : "resolve.similar_mid", similar, lang);
    out += clause("resolve.differ_but", differ, lang);
  } else {
    out = clause(similar.empty() ? "resolve.agree_but" : "resolve.agree_mid", agree, lang);
    out += clause("resolve.similar_but", similar, lang);
    out += clause("resolve.differ_end", differ, lang);
    if (!pair.veto.empty()) out += render({"resolve.veto_rows", {}}, lang);
    else if (differ.empty()) out += render({"resolve.lack_end", {}}, lang);
  }
  out += render({one ? "resolve.verdict_match_row" : "resolve.verdict_review_row", {{"weight", fmt::format("{:.1f}", pair.weight)}}}, lang);
  if (lang == Lang::en) out.front() = char(std::toupper(static_cast<unsigned char>(out.front())));
  return out;
}

}  // namespace musubi
