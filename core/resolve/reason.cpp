#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/resolve/resolve.hpp"

namespace musubi {
namespace {

// Which fields of a pair say what, by their names for people.
struct Findings {
  std::vector<std::string> agree, similar, differ;
  bool organisation = false, household = false;
};

std::string label(std::string_view name, Lang lang) {
  if (name.starts_with("id:"))
    return render({"resolve.id_label", {{"scheme", std::string(name.substr(3))}}}, lang);
  if (name.starts_with("device:"))
    return render({"resolve.device_label", {{"scheme", std::string(name.substr(7))}}}, lang);
  if (name.starts_with("contact:"))
    return render({"resolve.contact_label", {{"field", label(name.substr(8), lang)}}}, lang);
  if (name == "id") return render({"resolve.other_id_label", {}}, lang);
  const FieldDef* def = find_field(name);
  if (def && lang == Lang::ja) return std::string(def->ja);
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string piece(std::string id, Lang lang, std::vector<std::pair<std::string, std::string>> args = {}) {
  return render({std::move(id), std::move(args)}, lang);
}

void take_name_level(Findings& out, const Evidence& e, Lang lang) {
  std::string family = piece("resolve.family_label", lang), given = piece("resolve.given_label", lang);
  if (e.level == "family_alone") out.agree.push_back(family);
  if (e.level == "family") out.agree.push_back(family), out.differ.push_back(given);
  if (e.level == "given") out.agree.push_back(given), out.differ.push_back(family);
  if (e.level == "fits_family" || e.level == "unfit_given") out.similar.push_back(family);
  if (e.level == "fits_given" || e.level == "unfit_family") out.similar.push_back(given);
  if (e.level == "unfit_family") out.differ.push_back(family);
  if (e.level == "unfit_given") out.differ.push_back(given);
}

void take(Findings& out, const Evidence& e, Lang lang) {
  auto is = [&](auto... levels) { return ((e.level == levels) || ...); };
  bool naming = e.field == "name" || e.field == "kana";
  if (e.field == "kind")
    out.organisation = true;
  else if (e.field == "household")
    out.household = true;
  else if (naming && is("family_alone", "family", "given", "fits_family", "fits_given", "unfit_family", "unfit_given"))
    take_name_level(out, e, lang);
  else if (e.field == "email" && is("domain"))
    out.agree.push_back(piece("resolve.domain_label", lang));
  else if (is("exact", "same", "house", "from_name", "used", "used_by", "knows", "known_by"))
    out.agree.push_back(label(e.field, lang));
  else if (is("different", "clash", "unfit", "branch"))
    out.differ.push_back(label(e.field, lang));
  else
    out.similar.push_back(label(e.field, lang));
}

void keep_first_of_each(std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (std::string& n : names)
    if (std::find(out.begin(), out.end(), n) == out.end()) out.push_back(std::move(n));
  names = std::move(out);
}

Findings findings_of(const Pair& pair, Lang lang) {
  Findings out;
  for (const Evidence& e : pair.evidence) take(out, e, lang);
  for (auto* list : {&out.agree, &out.similar, &out.differ}) keep_first_of_each(*list);
  return out;
}

std::string listed(const std::vector<std::string>& names, Lang lang) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += lang == Lang::ja ? "と" : i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::string veto_piece(const Pair& pair, Lang lang) {
  if (pair.veto.starts_with("scheme:"))
    return piece("resolve.veto_scheme", lang, {{"scheme", pair.veto.substr(7)}});
  if (pair.veto == "decision") return piece("resolve.veto_decision", lang);
  if (pair.veto == "cohesion") return piece("resolve.veto_cohesion", lang);
  if (pair.veto == "device") return piece("resolve.veto_device", lang);
  if (pair.veto == "contact") return piece("resolve.veto_contact", lang);
  if (pair.veto == "branch") return piece("resolve.veto_branch", lang);
  return "";  // the differing field says it
}

std::string clause(const std::vector<std::string>& names, const char* id, Lang lang) {
  return names.empty() ? "" : piece(id, lang, {{"fields", listed(names, lang)}});
}

// "A が一致し、B は異なりますが、": what agrees carries the verdict, what differs only qualifies it.
std::string for_the_match(const Findings& f, Lang lang) {
  bool nothing_differs = f.differ.empty();
  std::string out =
      clause(f.agree, nothing_differs && f.similar.empty() ? "resolve.agree_end" : "resolve.agree_mid", lang);
  out += clause(f.similar, nothing_differs ? "resolve.similar_end" : "resolve.similar_mid", lang);
  return out + clause(f.differ, "resolve.differ_but", lang);
}

// "A が一致しますが、B が異なるため、": what differs, or what is missing, carries the verdict.
std::string against_it(const Findings& f, const std::string& veto, Lang lang) {
  std::string out = clause(f.agree, f.similar.empty() ? "resolve.agree_but" : "resolve.agree_mid", lang);
  out += clause(f.similar, "resolve.similar_but", lang);
  if (!veto.empty()) return out + clause(f.differ, "resolve.differ_mid", lang) + veto;
  if (!f.differ.empty()) return out + clause(f.differ, "resolve.differ_end", lang);
  return out + piece(out.empty() ? "resolve.nothing_end" : "resolve.lack_end", lang);
}

std::string verdict_id(const Pair& pair, const Findings& f) {
  if (pair.band == Band::match)
    return f.organisation ? "resolve.verdict_match_organisation" : "resolve.verdict_match";
  if (f.household) return pair.band == Band::no ? "resolve.verdict_no_household" : "resolve.verdict_household";
  if (pair.band == Band::review)
    return f.organisation ? "resolve.verdict_review_organisation" : "resolve.verdict_review";
  return f.organisation ? "resolve.verdict_no_organisation" : "resolve.verdict_no";
}

}  // namespace

std::string reason(const Pair& pair, Lang lang) {
  Findings f = findings_of(pair, lang);
  std::string out =
      pair.band == Band::match ? for_the_match(f, lang) : against_it(f, veto_piece(pair, lang), lang);
  out += piece(verdict_id(pair, f), lang, {{"weight", fmt::format("{:.1f}", pair.weight)}});
  if (!out.empty()) out.front() = char(std::toupper(static_cast<unsigned char>(out.front())));
  return out;
}

}  // namespace musubi
