#include "core/map/map.hpp"

#include <algorithm>
#include <set>

#include "core/map/facts.hpp"
#include "core/map/file_text.hpp"
#include "core/map/forbidden.hpp"
#include "core/map/party.hpp"
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

}  // namespace

bool Mapping::knows_field(std::string_view field) const {
  return std::binary_search(impl_->known.begin(), impl_->known.end(), map::folded(field)) ||
         map::refusal_of(field) == map::Refusal::forbidden;
}

std::vector<std::string> Mapping::missing_fields(const std::vector<std::string>& fields) const {
  std::vector<std::string> there;
  std::set<std::string> out;
  for (const std::string& field : fields) there.push_back(map::folded(field));
  // "buyer.name" may be a path below buyer or a heading with a dot: either will do.
  auto has = [&](const std::string& name) {
    return std::any_of(there.begin(), there.end(), [&](const std::string& field) { return field == name || field.starts_with(name + "."); });
  };
  for (const std::vector<std::string>& names : impl_->reads) {
    auto plain = std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.find('.') == std::string::npos; });
    if (plain != names.end() && std::none_of(names.begin(), names.end(), has)) out.insert(*plain);
  }
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
