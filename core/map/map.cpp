#include "core/map/map.hpp"

#include <algorithm>
#include <set>

#include "core/map/facts.hpp"
#include "core/map/file_text.hpp"
#include "core/map/forbidden.hpp"
#include "core/map/party.hpp"
#include "core/map/sources.hpp"
#include "core/map/tree.hpp"

namespace musubi {
namespace {

Mapped held(Mapped out, map::Held why) {
  out.profiles.clear();
  out.facts.clear();
  out.notes.clear();
  out.problem = std::move(why.message);
  out.problem_step = std::move(why.step);
  out.problem_field = std::move(why.field);
  return out;
}

std::vector<std::string> without(std::vector<std::string> names, const std::set<std::string>& left_out) {
  std::erase_if(names, [&](const std::string& name) { return left_out.contains(name); });
  return names;
}

}  // namespace

bool Mapping::knows_field(std::string_view field) const {
  return std::binary_search(impl_->known.begin(), impl_->known.end(), map::folded(field)) ||
         map::refusal_of(field) == map::Refusal::forbidden;
}

std::vector<std::string> Mapping::missing_fields(const std::vector<std::string>& fields) const {
  const map::Headings headings(fields);
  std::set<std::string> out;
  for (const std::vector<std::string>& names : impl_->reads) {
    auto plain = std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.find('.') == std::string::npos; });
    if (plain != names.end() && !headings.has_one_of(names)) out.insert(*plain);
  }
  return {out.begin(), out.end()};
}

std::vector<std::string> Mapping::unfilled_fields(const std::vector<std::string>& fields) const { return without(map::unfilled(*impl_, map::Headings(fields)), impl_->ignored); }

std::vector<std::string> Mapping::lost_fields(const std::vector<std::string>& before, const std::vector<std::string>& now) const {
  return without(map::lost(*impl_, map::Headings(before), map::Headings(now)), impl_->ignored);
}

std::vector<std::string> Mapping::read_fields(const std::vector<std::string>& fields) const {
  const map::Headings headings(fields);
  std::set<std::string> out;
  for (const std::vector<std::string>& names : impl_->reads)
    for (const std::string& name : names)
      if (headings.has(name)) out.insert(name);
  return {out.begin(), out.end()};
}

bool Mapping::speaks_of(TableId kind) const {
  return std::any_of(impl_->facts.begin(), impl_->facts.end(), [&](const map::FactProgram& f) { return f.kind->table == kind; });
}

Mapped map_record(const Mapping& mapping, const RawRecord& record, const MapContext& context) {
  Mapped out;
  out.record = record.id;
  if (record.deleted) return out;
  map::RecordTree tree;
  if (auto problem = tree.parse(record.json)) return held(std::move(out), {*problem, "map", {}});
  map::Scope top{tree, map::RecordTree::top, record, context, out.notes};
  std::vector<map::MadeParty> parties;
  if (auto why = map::make_parties(mapping.impl(), top, parties))
    return held(std::move(out), std::move(*why));
  if (auto why = map::make_facts(mapping.impl(), top, parties, out.facts))
    return held(std::move(out), std::move(*why));
  for (map::MadeParty& made : parties) out.profiles.push_back(std::move(made.profile));
  return out;
}

}  // namespace musubi
