// Numbers of other countries, through libphonenumber.
#pragma once
#include <string>

namespace musubi::normalize {

struct ForeignPhone {
  std::string e164, shown;  // +16502530000, +1 650-253-0000; both empty if there is no such number
};
/// `international`: with + and country code, ASCII digits. About 25 µs. Thread-safe.
ForeignPhone foreign_phone(const std::string& international);

}  // namespace musubi::normalize
