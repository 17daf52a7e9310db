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

HttpResponse openapi(const HttpRequest& request) {
  Query query(request, {});
  HttpResponse out;
  out.body = files[0].contents;
  return out;
}

}  // namespace musubi
