#include "core/pull/catalogue.hpp"

#include <nlohmann/json.hpp>

namespace musubi {

std::optional<std::vector<CatalogueStream>> read_catalogue(const std::string& json) {
  std::vector<CatalogueStream> out;
  try {
    auto catalogue = nlohmann::json::parse(json);
    for (const auto& stream : catalogue.at("streams")) {
      CatalogueStream one{{stream.at("name"), stream.value("key", std::vector<std::string>()), {}},
                          stream.value("cursor", "")};
      one.stream.files = stream.value("x-files", size_t{1});
      const nlohmann::json schema = stream.value("schema", nlohmann::json::object());
      if (schema.contains("properties") &&
          !(schema.contains("additionalProperties") && schema["additionalProperties"] == true))
        for (const auto& field : schema["properties"].items()) one.stream.fields.push_back(field.key());
      one.stream.sampled = schema.value("x-sampled", false);
      out.push_back(std::move(one));
    }
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  return out;
}

}  // namespace musubi
