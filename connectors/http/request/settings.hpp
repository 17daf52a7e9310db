// The settings of this connector (config.schema.json), read into values.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/request/http_client.hpp"
#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// How a person logs in, where the manifest does not say it or another way is wanted.
struct ConsentSettings {
  std::string endpoint;        // where they give their consent; "" = as the manifest says
  std::string token_endpoint;  // where the code becomes tokens; "" = where tokens are renewed
  std::string redirect = "http://127.0.0.1:8087/callback";
  std::string scope;
  Pairs parameters;  // further ones of `endpoint`
  int days = 0;      // for so long a login holds; 0 = as the source says
};

struct Settings {
  std::string manifest;              // path of the file
  Json values = Json::object();      // the manifest's own settings, without secrets
  std::vector<std::string> streams;  // those to offer; empty: all
  HttpSettings http;
  ConsentSettings consent;
  Json credential_ends;  // of a key whose end nobody else states, as the host reads it; null: none is stated
  bool report = false;  // nothing but what the manifest lacks
};

/// Throws Failure MU_CONFIG that names the setting.
Settings read_settings(std::string_view config);

/// Throws Failure MU_CONFIG for a value that is written as secrets are ({env: NAME}, {file: PATH}), unless it is a group of the specification: it
/// would be used as it is.
void refuse_secrets(const Json& values, const Json& specification);

/// Turns the texts of `values`, those in lists and groups too, into what the manifest's specification wants
/// (numbers, booleans in YAML 1.1's words or as 1 and 0, choices; of several types the first that fits) and fills
/// its defaults in. Whole numbers beyond 64 bits, and choices in another case, stay texts. Throws Failure
/// MU_CONFIG for one that does not fit.
void fit_to_specification(Json& values, const Json& specification);

/// Paths of all single values a specification names ("credentials.token").
std::vector<std::string> value_paths(const Json& specification);
/// Whether a specification calls the value at this path a secret.
bool is_secret(const Json& specification, std::span<const std::string> path);
/// What a specification requires and `values` lacks, by its path; "" if nothing.
std::string missing_value(const Json& values, const Json& specification);

/// values[a][b] = value for "a.b".
void set_at(Json& values, const std::vector<std::string>& path, Json value);
const Json* find_at(const Json& values, const std::vector<std::string>& path);
std::vector<std::string> parts_of_path(std::string_view dotted);

}  // namespace musubi::http
