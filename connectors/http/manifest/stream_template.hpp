// A template of streams and how values make streams of it. The values stand in the settings or in the manifest, or they are
// records that the source is asked for (read/asked_streams.hpp).
#pragma once
#include <span>
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

struct TemplateChange {
  std::vector<Interpolated> path;
  Interpolated value;
  Wanted wanted = Wanted::any;
  Condition condition;
  bool creates = false;
};

struct StreamTemplate {
  std::string name;                      // of the entry of dynamic_streams
  std::string path;                      // where the template stands
  Json stream;                           // the template itself
  std::vector<TemplateChange> changes;
  bool parents_win = true;               // of two parameters of a name
  enum class Texts { yaml, yaml_unless_wanted, plain } texts = Texts::yaml;  // what texts that changes give are read as
  std::shared_ptr<const Stream> asked;   // whose records are the values; null: they are known
};

/// What one stream is made of.
struct TemplateValues {
  Json values;
  Json slice = nullptr;  // of `asked`, in which they came
};

/// Adds a stream for each of `all`, and what these lack, each once. `scope`: the settings. Throws Trouble.
void add_streams(const StreamTemplate& of, std::span<const TemplateValues> all, const Scope& scope, Manifest& into);

}  // namespace musubi::http
