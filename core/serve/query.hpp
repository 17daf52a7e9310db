// The query of a request, checked.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/serve/http.hpp"

namespace musubi {

class Query {
 public:
  /// Throws Refusal 400 for a parameter that is not one of `known` (with the nearest), one that stands twice, and text that is not
  /// UTF-8 or holds control characters.
  Query(const HttpRequest& request, const std::vector<std::string>& known);
  /// nullopt where it is not given. Throws Refusal 400 where it is empty.
  std::optional<std::string> text(std::string_view name) const;
  /// Throws Refusal 400 for what is no integer from `least` to `most`.
  int64_t integer(std::string_view name, int64_t absent, int64_t least, int64_t most) const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// True for at most 100 characters of UTF-8 without control characters.
bool is_plain(const std::string& text);

/// A whole text as an integer from `least` to `most`.
std::optional<int64_t> integer_in(std::string_view text, int64_t least, int64_t most);

}  // namespace musubi
