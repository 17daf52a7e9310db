#include <nlohmann/json.hpp>

#include "core/serve/handlers.hpp"

namespace musubi {
namespace {

struct ApiFile {
  std::string_view name, contents;
};
constexpr ApiFile files[] = {
#include "api_files.inc"
};

}  // namespace

/// The document for a hub with these inboxes: they are the values that {connection} can have.
HttpResponse openapi(Desk& desk, const HttpRequest& request) {
  Query query(request, {});
  auto document = nlohmann::ordered_json::parse(files[0].contents);
  for (const char* path : {"/form/{connection}", "/in/{connection}"}) {
    auto& methods = document["paths"][path];
    for (auto& method : methods) method["parameters"][0]["schema"]["enum"] = desk.inbox.connections();
    if (desk.inbox.connections().empty()) document["paths"].erase(path);
  }
  HttpResponse out;
  out.body = document.dump(1) + "\n";
  return out;
}

}  // namespace musubi
