// A post as a record: its fields in UTF-8, its key, and whether a person sent it. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "connectors/form/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::form {

struct Post {
  std::string json;           // the record
  std::string key;            // "n-" and the page's nonce, else "c-" and a hash of the record, which a time goes with (once.hpp)
  bool has_nonce = false;
  bool robot = false;         // the honeypot was filled in
  bool undecodable = false;   // bytes of no known encoding; then only `raw` is there
  std::string raw;            // what is held: the fields as JSON, or the body; what is no character as %XX, nothing lost; also of what is refused
  const char* problem = nullptr;  // id of the sentence that says why it is refused
  Pairs problem_args;
};

/// Reads the body of `request` by its content type. `problem` "bad_type" is for a type that no form has.
Post read_post(const Settings& settings, const Request& request);

/// A new nonce for a page: 32 letters of 128 random bits.
std::string new_nonce();

/// Names that the plug-in keeps for itself.
inline constexpr std::string_view nonce_field = "_nonce", charset_field = "_charset_";

}  // namespace musubi::form
