#include "core/store/connection_string.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <map>
#include <memory>

#include "core/base/error.hpp"

namespace musubi::store {
namespace {

std::map<std::string, std::string> own_defaults() {
  return {{"connect_timeout", "5"},    {"keepalives_idle", "5"},      {"keepalives_interval", "2"},
          {"keepalives_count", "3"},   {"tcp_user_timeout", "60000"}};
}

}  // namespace

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// SOCI takes connection strings apart at spaces and "=". A URL with its values percent-encoded passes it whole.
std::string connection_string(const std::string& url) {
  char* complaint = nullptr;
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &complaint), PQconninfoFree);
  std::unique_ptr<char, decltype(&PQfreemem)> reason(complaint, PQfreemem);
  if (!options) throw Error("store.down", {{"reason", reason ? std::string(first_line(reason.get())) : ""}});
  std::map<std::string, std::string> settings = own_defaults();
  for (const PQconninfoOption* o = options.get(); o->keyword; ++o)
    if (o->val) settings[o->keyword] = o->val;
  settings["application_name"] = "musubi";
  std::string out = "postgresql://?";
  for (const auto& [name, value] : settings) {
    out += (out.ends_with('?') ? "" : "&") + name + "=";
    for (unsigned char c : value) out += fmt::format("%{:02X}", c);
  }
  return out;
}

}  // namespace musubi::store
