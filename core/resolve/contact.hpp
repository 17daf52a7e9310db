// Phone numbers and e-mail addresses as matching sees them: what is shared by everybody says nothing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace musubi::resolving {

/// The digits as one number without country code 81 or leading zero: "+819012345678", "090-1234-5678" →
/// 9012345678. An extension (behind anything but digits, spaces, brackets and hyphens) is left out. 0 where
/// there are fewer than 6 digits or more than 17.
uint64_t phone_number(std::string_view text);

/// True for what people type when they want to give none: one digit over and over (six times at the end), 12345678,
/// and the like.
bool is_dummy_phone(uint64_t number);

/// True for numbers (0120-…) that a company pays for: no person is called there.
bool is_toll_free(uint64_t number);

/// True for a Japanese mobile number (070, 080, 090), which one person carries.
bool is_mobile(uint64_t number);

/// True for domains that give addresses to anybody (gmail.com, docomo.ne.jp …).
bool is_public_domain(std::string_view domain);

/// ASCII letters in lower case.
std::string lower(std::string_view text);

}  // namespace musubi::resolving
