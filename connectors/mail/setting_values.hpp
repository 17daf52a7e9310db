// Values out of the settings' JSON; each throws Failure MU_CONFIG naming the setting that is wrong.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace musubi::mail {

[[noreturn]] void unfit(const std::string& setting);
/// `where`: the path of the object's members, "auth/".
void refuse_unknown(const nlohmann::json& object, const std::vector<std::string>& known, const std::string& where);
/// A text or a list of texts; empty where there is none.
std::vector<std::string> texts_at(const nlohmann::json& object, const char* name, const std::string& where);
std::string text_at(const nlohmann::json& object, const char* name, const std::string& where);
bool flag_at(const nlohmann::json& object, const char* name, const std::string& where);
uint64_t number_at(const nlohmann::json& object, const char* name, uint64_t otherwise);

}  // namespace musubi::mail
