// What a person's browser brings back from a login by OAuth 2 (RFC 6749 §4.1.2). Header only, std only; pure.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

#include "form_text.hpp"
#include "host.hpp"

namespace musubi {

namespace sdk {

/// The error codes of RFC 6749 are words; what else a source writes there is not repeated.
inline std::string plain_word(const std::string& error) {
  bool word = error.size() <= 60 && std::all_of(error.begin(), error.end(),
                                                [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return word ? error : "error";
}

inline bool is_blank_end(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

}  // namespace sdk

/// The code in `returned`: the address that the browser was sent back to (its query and its fragment are
/// looked at), or the code alone, as people paste it. `state`: what this login asked with. `code_name`,
/// `state_name`: what the source calls the two. Throws Failure MU_AUTH with an id that the connector's
/// messages must have: login_no_code, login_of_another, login_denied (with {reason}).
inline std::string code_in(std::string_view returned, std::string_view state, std::string_view code_name = "code",
                           std::string_view state_name = "state") {
  constexpr size_t most = 200;
  while (!returned.empty() && sdk::is_blank_end(returned.back())) returned.remove_suffix(1);
  while (!returned.empty() && sdk::is_blank_end(returned.front())) returned.remove_prefix(1);
  std::string code, back, error;
  size_t begin = returned.find_first_of("?#");
  if (begin == returned.npos) {
    bool address = returned.find("://") != returned.npos || returned.starts_with('/');
    if (!address) code = sdk::unescaped(returned, '+');
    if (code.empty()) throw Failure(MU_AUTH, "login_no_code");
    return code;
  }
  while (begin != returned.npos) {
    size_t end = std::min(returned.find_first_of("?#", begin + 1), returned.size());
    if (auto fields = urlencoded(returned.substr(begin + 1, end - begin - 1), most))
      for (const FormField& one : *fields) {
        if (one.name == code_name) code = one.value;
        if (one.name == state_name) back = one.value;
        if (one.name == "error") error = one.value;
      }
    begin = end < returned.size() ? end : returned.npos;
  }
  if (back != state) throw Failure(MU_AUTH, "login_of_another");
  if (!error.empty()) throw Failure(MU_AUTH, "login_denied", {{"reason", sdk::plain_word(error)}});
  if (code.empty()) throw Failure(MU_AUTH, "login_no_code");
  return code;
}

}  // namespace musubi
