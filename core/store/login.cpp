#include "core/store/login.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace musubi::store {

Login login_of(const std::string& url) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
  if (!options) return {url, ""};
  Login out;
  for (const PQconninfoOption* o = options.get(); o->keyword; ++o) {
    if (!o->val) continue;
    if (o->keyword == std::string_view("password")) {
      out.password = o->val;
      continue;
    }
    out.address += (out.address.empty() ? "" : " ") + std::string(o->keyword) + "='";
    for (const char* c = o->val; *c; ++c) out.address += (*c == '\'' || *c == '\\' ? "\\" : "") + std::string(1, *c);
    out.address += "'";
  }
  return out;
}

}  // namespace musubi::store
