#include "connectors/mail/state.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "connectors/mail/hash.hpp"

namespace musubi::mail {
namespace {

constexpr int kVersion = 1;

}  // namespace

State::State(std::string_view text, std::string settings) : settings_(std::move(settings)) {
  auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("v", 0) != kVersion || json.value("settings", "") != settings_) return;
  std::string tokens = json.value("seen", "");
  for (size_t at = 0; at + 16 <= tokens.size(); at += 16) before_.insert(from_hex(std::string_view(tokens).substr(at, 16)));
}

void State::add(uint64_t token) {
  if (token) now_.insert(token);
}

std::string State::so_far() const {
  return written(true);
}

std::string State::at_end() const {
  return written(false);
}

std::string State::written(bool with_before) const {
  std::vector<uint64_t> all(now_.begin(), now_.end());
  if (with_before) all.insert(all.end(), before_.begin(), before_.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::string tokens;
  tokens.reserve(all.size() * 16);
  for (uint64_t token : all) tokens += in_hex(token);
  return nlohmann::json{{"v", kVersion}, {"settings", settings_}, {"seen", tokens}}.dump();
}

}  // namespace musubi::mail
