// XXH3-128 in hex, for digests of files and for keys made of content.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace musubi::file {

/// 32 hex digits.
std::string hash_of(std::string_view bytes);

/// The same of bytes that come in chunks.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  void add(std::string_view bytes);
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace musubi::file
