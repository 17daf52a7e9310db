#include "connectors/process/strike.hpp"

#include <algorithm>

#include "core/sdk/host.hpp"

namespace musubi::process {
namespace {

std::string percent(std::string_view s, std::string_view hex) {
  std::string out;
  for (unsigned char c : s) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                 std::string_view("-._~").find(static_cast<char>(c)) != std::string_view::npos;
    if (plain)
      out += static_cast<char>(c);
    else
      out += {'%', hex[c >> 4], hex[c & 15]};
  }
  return out;
}

}  // namespace

void Strike::add(std::string_view secret) {
  if (secret.empty()) return;
  std::string json = json_text(secret);
  for (std::string form : {std::string(secret), json.substr(1, json.size() - 2),
                           percent(secret, "0123456789ABCDEF"), percent(secret, "0123456789abcdef")})
    if (std::find(forms_.begin(), forms_.end(), form) == forms_.end()) forms_.push_back(std::move(form));
  std::stable_sort(forms_.begin(), forms_.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string Strike::out_of(std::string_view text) const {
  std::string out(text);
  for (const std::string& form : forms_)
    for (size_t at = 0; (at = out.find(form, at)) != out.npos; at += 3) out.replace(at, form.size(), "***");
  return out;
}

}  // namespace musubi::process
