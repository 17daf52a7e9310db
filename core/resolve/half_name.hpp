// One half of a name beside a whole one: 俊介 or shunsuke of 国分 俊介, 柳沢 with a reading that goes on.
#pragma once
#include <optional>

#include "core/resolve/compare_name.hpp"

namespace musubi::resolving {

/// Bits of the given name where all that one side gives is the other's given name, in whatever script; nothing where it is not. Symmetric.
std::optional<double> given_alone(const Features& x, const Features& y, const Frequency& frequency);

/// True where one side spells a family name alone, or a given name, and the readings tell how whole names agree. Symmetric.
bool readings_say_more(NameCase spelling, const Features& x, const Features& y);

}  // namespace musubi::resolving
