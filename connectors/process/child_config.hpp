// The program's own configuration: the free settings with the secrets they name, and the way back, where a
// program has renewed one.
//   {secret: NAME}  the secret secrets.NAME, a text
//   {json: VALUE}   VALUE, which YAML gives as a text, read as JSON: {json: 100}, {json: true}, {json: "[1,2]"}
#pragma once
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/process/settings.hpp"

namespace musubi::process {

/// A free object, filled in.
struct Filled {
  Json value;
  std::vector<std::pair<Json::json_pointer, std::string>> secrets;  // where which of them stands
};

/// What a secret of that name is; throws where there is none.
using SecretOf = std::function<std::string(const std::string& name)>;

/// `where` names the setting ("settings"). Throws Failure MU_CONFIG for a {json} that is none.
Filled fill(const Json& free, const std::string& where, const SecretOf& secret_of);

/// Texts of `value` as the types that `schema` (JSON Schema) asks for: "100" → 100 where it wants an integer.
/// What does not fit stays as it is; the program itself complains of it.
void fit_types(Json& value, const Json& schema);

/// The secrets that stand otherwise in `renewed`, a later form of `filled.value`: name → value.
std::map<std::string, std::string> renewed_secrets(const Filled& filled, const Json& renewed);

/// The first setting that `schema` calls a secret (`airbyte_secret`) and that no secret filled: "" if none.
std::string open_secret(const Filled& filled, const Json& schema);

}  // namespace musubi::process
