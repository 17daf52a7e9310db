#include "connectors/mail/imap/uid_state.hpp"

#include <nlohmann/json.hpp>

#include "connectors/mail/imap/reply.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

constexpr int kVersion = 2;  // 1 is that of files

}  // namespace

UidState::UidState(std::string_view text, std::string settings) : settings_(std::move(settings)) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("folders") || !json["folders"].is_object()) return;
  if (json.value("v", Json()) != kVersion || json.value("settings", Json()) != settings_) return;
  for (const auto& [name, at] : json["folders"].items()) {
    if (!at.is_array() || at.size() != 2 || !at[0].is_number_unsigned() || !at[1].is_number_unsigned()) continue;
    folders_[name] = {at[0].get<uint32_t>(), at[1].get<uint32_t>()};
  }
}

uint32_t UidState::read_up_to(const std::string& folder, uint32_t validity) const {
  auto at = folders_.find(folder);
  return at != folders_.end() && at->second.validity == validity ? at->second.uid : 0;
}

void UidState::set(const std::string& folder, uint32_t validity, uint32_t uid) {
  folders_[folder] = {validity, uid};
  seen_.insert(folder);
}

std::string UidState::so_far() const {
  return written(true);
}

std::string UidState::at_end() const {
  return written(false);
}

std::string UidState::written(bool all) const {
  Json folders = Json::object();
  for (const auto& [name, at] : folders_)
    if (all || seen_.contains(name)) folders[name] = {at.validity, at.uid};
  return Json{{"v", kVersion}, {"settings", settings_}, {"folders", folders}}.dump();
}

}  // namespace musubi::mail
