// Codes of currencies, ISO 4217.
#pragma once
#include <string_view>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The code that three Latin letters of either case are, in upper case and alive as long as the program; "" if they are none. A few of
/// former currencies are among them.
std::string_view currency_code(View letters);
/// Whether `code` is one of the currencies that the sign or word for `usual` may mean as well: SGD where $ stands for USD.
bool may_mean(std::string_view usual, std::string_view code);
/// Whether those who pay with `code` part thousands with points and write a comma before the cents.
bool has_decimal_comma(std::string_view code);
/// Whether nobody writes cents of `code`, so that its points part thousands.
bool has_no_cents(std::string_view code);

}  // namespace musubi::normalize
