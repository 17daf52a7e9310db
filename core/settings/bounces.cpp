#include "core/settings/bounces.hpp"

#include "core/settings/document.hpp"
#include "core/settings/schema.hpp"

namespace musubi {

const std::string_view bounces_schema = R"({
  "type": "object", "additionalProperties": false, "default": {},
  "properties": {"refusals": {"type": "integer", "minimum": 1, "maximum": 100, "default": 5},
                 "days": {"type": "integer", "minimum": 1, "maximum": 3650, "default": 30}}})";

BounceSettings bounce_settings(const std::filesystem::path& directory) {
  BounceSettings out;
  if (!std::filesystem::exists(directory / "musubi.yaml")) return out;
  Checked checked = check_settings(read_document(directory / "musubi.yaml"), R"({"type": "object", "properties": {"bounces": )" + std::string(bounces_schema) + "}}",
                                   {"musubi.yaml", directory, "", {}});
  const Json& said = checked.value["bounces"];
  return {said.value("refusals", out.refusals), said.value("days", out.days)};
}

}  // namespace musubi
