// Digests of files that are read in chunks.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace musubi::file {

/// content_hash of core/sdk for bytes that come in chunks.
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
