#include "core/pull/scrub.hpp"

#include <algorithm>

#include "core/sdk/host.hpp"
#include "core/text/spellings.hpp"

namespace musubi {
namespace {

/// The digits of base64 that `s` alone decides when `before` bytes (modulo 3) stand in front of it.
std::string base64(std::string_view s, size_t before) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string padded(before, ' '), out;
  padded += s;
  unsigned bits = 0, held = 0;
  for (unsigned char c : padded) {
    held = held << 8 | c;
    for (bits += 8; bits >= 6; bits -= 6) out += digits[held >> (bits - 6) & 63];
  }
  return out.substr(before ? before + 1 : 0);
}

void replace_all(std::string& text, const std::string& what) {
  for (size_t at = 0; (at = text.find(what, at)) != text.npos; at += 3) text.replace(at, what.size(), "***");
}

}  // namespace

void Scrubber::add(std::string_view secret) {
  if (secret.empty()) return;
  std::string json = json_text(secret);
  std::vector<std::string> forms = text::spellings(secret);
  forms.push_back(json.substr(1, json.size() - 2));
  for (size_t before = 0; before < 3 && secret.size() > 4; ++before) forms.push_back(base64(secret, before));
  std::lock_guard lock(mutex_);
  forms_.insert(forms_.end(), forms.begin(), forms.end());
  std::sort(forms_.begin(), forms_.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
}

std::string Scrubber::clean(std::string_view text) const {
  std::string out(text);
  std::lock_guard lock(mutex_);
  for (const std::string& form : forms_) replace_all(out, form);
  return out;
}

}  // namespace musubi
