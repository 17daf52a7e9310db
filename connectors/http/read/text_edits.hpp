// Transformations made on a record's text: members are cut out, replaced and put behind, the others stay as
// the source wrote them, and no tree is built. For the transformations of most streams: fields added and
// removed at the top.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/json_scan.hpp"

namespace musubi::http {

class TextEdits {
 public:
  /// Nothing where the selector needs the whole record as a tree. `scope` has the settings. Throws Trouble.
  static std::optional<TextEdits> plan(const Selector& selector, const Scope& scope);

  /// The changed record in `out`; false where the filter does not let it through. `raw` is an object; nullopt
  /// where this record must be changed as a tree after all. `names` are the record's names but `record`.
  std::optional<bool> run(std::string_view raw, const Names& names, const Clock& clock, std::string& out);

 private:
  struct Step {
    const Transformation::Field* add = nullptr;
    std::string name;  // of the member that is added or removed
  };
  struct Change {
    std::string name, value;
    bool removed = false, written = false;
  };
  void apply(const Scope& scope);
  Change& change_of(const std::string& name);
  void write(std::string_view raw, std::string& out);

  const Condition* filter_ = nullptr;
  bool filter_last_ = false;
  std::vector<Step> steps_;
  std::set<std::string> read_;  // members of the record that templates look at
  // Of the record at hand; kept for their memory.
  std::vector<JsonMember> members_;
  std::vector<Change> changes_;
  Json seen_ = Json::object();
};

}  // namespace musubi::http
