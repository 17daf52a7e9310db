// Which of a mapping file's targets (a field of a kind of party, an id, a column of a kind of fact) a source's headings can fill.
#pragma once
#include <string>
#include <vector>

#include "core/map/program.hpp"

namespace musubi::map {

/// A source's headings, as compared.
class Headings {
 public:
  explicit Headings(const std::vector<std::string>& names);
  /// "buyer.name" may be a path below buyer or a heading with a dot: either will do.
  bool has(const std::string& folded) const;
  bool has_one_of(const std::vector<std::string>& folded) const;

 private:
  std::vector<std::string> there_;
};

/// The names (as compared) of what no heading fills: of each target that all of its values want, the first; columns of keys; what the condition of a
/// party or a fact names where nothing else of the file reads it. A party or fact whose condition can never hold asks for nothing, unless no
/// party could come at all. Sorted. Pure.
std::vector<std::string> unfilled(const Mapping::Impl& program, const Headings& headings);

/// Of the names that were among `before`, those that `now` lacks though something is read from them: not where one of several names is still
/// there, and not where another column has come in for them. Sorted. Pure.
std::vector<std::string> lost(const Mapping::Impl& program, const Headings& before, const Headings& now);

}  // namespace musubi::map
