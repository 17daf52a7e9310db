// What ends an evaluation. Python's kinds matter, since the format's own rules tell them apart: a name that
// is not there falls back to the default, a TypeError leaves the text as it stands, anything else is an
// error.
#pragma once
#include <stdexcept>
#include <string>

namespace musubi::http {

struct Trouble : std::runtime_error {
  enum class Kind { undefined, type, other } kind;
  std::string expression = {};  // the template as the manifest has it; "" = none
  Trouble(Kind k, const std::string& what) : std::runtime_error(what), kind(k) {}
};

/// What went wrong, for people, without values: names that don't stand in the expression are left out.
std::string spoken(const Trouble& trouble);

[[noreturn]] inline void undefined_trouble(const std::string& name) {
  throw Trouble(Trouble::Kind::undefined,
                name.empty() ? "a value is undefined" : "'" + name + "' is undefined");
}
[[noreturn]] inline void type_trouble(const std::string& what) {
  throw Trouble(Trouble::Kind::type, what);
}
constexpr size_t kLongestText = 4 * 1024 * 1024;      // that an expression makes
constexpr size_t kMostCharacters = 1024 * 1024;        // of a text that is taken for a list

[[noreturn]] inline void trouble(const std::string& what) {
  throw Trouble(Trouble::Kind::other, what);
}
/// Text of `size` bytes: trouble where that is more than an expression may make.
inline void heed_length(size_t size) {
  if (size > kLongestText) trouble("a text becomes too long");
}

}  // namespace musubi::http
