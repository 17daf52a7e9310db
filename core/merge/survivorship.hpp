// The inside of Survivorship: by what, and in which order, values are preferred.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/merge/merge.hpp"

namespace musubi {
namespace merging {

enum class Criterion : unsigned char { entered_by, source, recency, agreement, completeness };

/// How the values of one field are ranked. `sources`: connections ("pos") or streams ("pos.members"), best
/// first; those not listed come after all of them.
struct Rules {
  std::vector<Criterion> order = {Criterion::entered_by, Criterion::source, Criterion::recency,
                                  Criterion::agreement, Criterion::completeness};
  std::vector<EnteredBy> entered_by = {EnteredBy::self, EnteredBy::other, EnteredBy::staff, EnteredBy::import,
                                       EnteredBy::system};
  std::vector<std::string> sources;
};

}  // namespace merging

struct Survivorship::Impl {
  merging::Rules common;
  std::map<Field, merging::Rules> fields;  // only where they differ

  const merging::Rules& of(Field f) const {
    auto at = fields.find(f);
    return at == fields.end() ? common : at->second;
  }
};

}  // namespace musubi
