// Whether the shop's server has signed a login: HMAC-SHA256 of "TIME.MEMBER" in hexadecimal digits.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "connectors/beacon/event.hpp"

namespace musubi::beacon {

/// nullptr where one of `secrets` has signed it and its time is within `tolerance` of `now`; else the id of the sentence that says what
/// is wrong. Compares in constant time.
const char* check_login(const Event& login, const std::vector<std::string>& secrets, std::chrono::seconds tolerance, std::chrono::system_clock::time_point now);

}  // namespace musubi::beacon
