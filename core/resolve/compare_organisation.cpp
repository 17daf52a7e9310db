#include "core/resolve/compare_kinds.hpp"
#include "core/resolve/compare_name.hpp"
#include "core/resolve/compare_values.hpp"

namespace musubi::resolving {
namespace {

bool share_own_domain(const Features& x, const Features& y) {
  for (const Mailbox& a : x.emails)
    for (const Mailbox& b : y.emails)
      if (a.domain == b.domain && !a.public_domain) return true;
  return false;
}

// The name must agree, and one fact beside it; a branch is not its head office.
Band band_of(std::optional<Level> name, bool any_fact, double weight, const Model::Impl& model) {
  Band band = model.band(weight);
  bool may_match = name == Level::organisation_exact && any_fact;
  return band == Band::match && !may_match ? Band::review : band;
}

}  // namespace

void compare_organisations(const Features& x, const Features& y, const Model::Impl& model, Pair& out) {
  out.evidence.push_back({"kind", "organisation", 0});
  auto name = compare_organisation_names(x, y);
  bool numbers = x.corporate_number != 0 && y.corporate_number != 0;
  bool same_number = numbers && x.corporate_number == y.corporate_number;
  if (numbers)
    out.evidence.push_back({"corporate_number", same_number ? "same" : "clash",
                            same_number ? model.identified : -model.identified});
  if (name) out.evidence.push_back(evidence(*name, model));
  size_t phone = out.evidence.size();
  auto add = [&](std::optional<Level> level) {
    if (level) out.evidence.push_back(evidence(*level, model));
    return level.has_value();
  };
  bool has_phone = add(compare_phones(x, y)), has_place = add(compare_places(x.place, y.place));
  if (has_phone && has_place) count_once({&out.evidence[phone], &out.evidence[phone + 1]});
  if (share_own_domain(x, y)) add(Level::domain_same);
  if (share_id(x, y)) add(Level::id_same);
  bool any_fact = false;
  for (size_t i = phone; i < out.evidence.size(); ++i) any_fact |= out.evidence[i].weight > 0;
  out.weight = total(out.evidence, model.organisation_prior);
  out.band = band_of(name, any_fact, out.weight, model);
  bool apart = name == Level::organisation_branch || other_branch(x, y);  // however the names are spelt
  if (same_number) out.band = apart ? Band::no : Band::match;
  if (same_number && apart) out.veto = "branch";
  if (numbers && !same_number) out.veto = "corporate_number";
}

}  // namespace musubi::resolving
