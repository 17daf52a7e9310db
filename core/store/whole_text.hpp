// Addresses and numbers inside texts that others wrote.
#pragma once
#include <string>
#include <vector>

namespace musubi::store {

/// An expression of PostgreSQL that finds `text` (an e-mail address or a phone number) in a text or in JSON, in any case, where it stands as a whole:
/// ken@example.com is not in taken@example.com, ken@example.company or ken@example.com.au, 0312345678 not in 10312345678.
std::string whole_pattern(const std::string& text);

/// A condition: `what`, an SQL text, holds one of the texts of whole_texts(), which are the arguments $first and $first + 1. Where there are none it is false.
std::string holds_whole(const std::string& what, int first = 1);

/// The two arguments of holds_whole, as arrays.
std::vector<std::string> whole_texts(const std::vector<std::string>& texts);

}  // namespace musubi::store
