// The words of a message, which go once its sender takes it back (`words` of a mapping; docs/decisions/0046). Pure.
#pragma once
#include <string>
#include <string_view>

#include "core/map/map.hpp"

namespace musubi {

/// Whether the mapping says where a message has its words.
bool names_words(const Mapping& mapping);

/// The payload without the words of the message that is called so: of a list, of those elements alone that name it as a JSON string. The same text
/// where the mapping names no words.
std::string without_words(const Mapping& mapping, std::string_view json, std::string_view message);

}  // namespace musubi
