#include <algorithm>

#include "core/resolve/compare_kinds.hpp"
#include "core/resolve/compare_values.hpp"

namespace musubi {
namespace resolving {
namespace {

// An id that says "the same party" needs no weights; vetoes still stand.
void mark_identified(const std::string& scheme, const Model::Impl& model, Pair& out) {
  out.evidence.insert(out.evidence.begin(), {"id:" + scheme, "same", model.identified});
  out.weight = model.identified;
  out.band = Band::match;
}

// What is known by a device alone belongs to whoever used it: cluster() decides whether that is one party.
void mark_device(const Used& used, const Model::Impl& model, Pair& out) {
  out.evidence.insert(out.evidence.begin(), {"device:" + *used.scheme, used.first_is_device ? "used_by" : "used", model.identified});
  out.weight = model.identified;
  out.band = Band::match;
}

// What is known by one contact alone belongs to whoever has it: of two such records nothing says that they are two; else cluster() decides
// whether that is one party.
void mark_contact(std::string_view contact, const Features& first, const Features& second, const Model::Impl& model, Pair& out) {
  const char* level = first.lone && second.lone ? "same" : first.lone ? "known_by" : "knows";
  out.weight = std::max(out.weight, rounded(model.match_from));
  out.evidence.assign(1, {"contact:" + std::string(contact), level, rounded(out.weight - model.prior)});
  out.band = Band::match;
}

}  // namespace

void count_once(std::vector<Evidence*> same_place) {
  std::erase_if(same_place, [](const Evidence* e) { return e == nullptr || e->weight <= 0; });
  if (same_place.size() < 2) return;
  auto strongest = std::max_element(same_place.begin(), same_place.end(),
                                    [](auto* a, auto* b) { return a->weight < b->weight; });
  for (auto at = same_place.begin(); at != same_place.end(); ++at)
    if (at != strongest) (*at)->weight = rounded((*at)->weight / 4);
}

double total(const std::vector<Evidence>& evidence, double prior) {
  double sum = prior;
  for (const Evidence& e : evidence) sum += e.weight;
  return rounded(sum);
}

}  // namespace resolving

Pair compare(const Features& x, const Features& y, const Model& model) {
  using namespace resolving;
  const Features &first = x.id <= y.id ? x : y, &second = x.id <= y.id ? y : x;
  const Model::Impl& m = model.impl();
  Pair out;
  out.a = first.id;
  out.b = second.id;
  if (x.kind != y.kind) {
    out.weight = m.prior;
    return out;
  }
  if (x.kind == Kind::person)
    compare_persons(first, second, m, out);
  else
    compare_organisations(first, second, m, out);
  if (const std::string* scheme = identified(first, second)) mark_identified(*scheme, m, out);
  if (Used used = used_device(first, second); used.scheme && out.band != Band::match) mark_device(used, m, out);
  if (std::string_view contact = only_contact(first, second); !contact.empty()) mark_contact(contact, first, second, m, out);
  if (const std::string* scheme = contradicting_scheme(first, second)) out.veto = "scheme:" + *scheme;
  if (!out.veto.empty() && out.band == Band::match) out.band = Band::review;
  return out;
}

}  // namespace musubi
