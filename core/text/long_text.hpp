// A text too long to be held in memory: how it begins, how long it is, and a digest of the whole.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace musubi::text {

/// Takes a text piece by piece, wherever it is cut. One thread at a time; memory: the beginning. Linear, about 1 GB a second.
class LongText {
 public:
  static constexpr size_t kBeginning = 64 * 1024;

  void add(std::string_view piece);
  /// Bytes so far.
  uint64_t size() const { return size_; }
  /// The first kBeginning bytes of it, cut wherever that is.
  std::string_view beginning() const { return beginning_; }
  /// " … (SIZE bytes, FNV-1a DIGEST)", where DIGEST is FNV-1a of the whole in 16 hexadecimal digits: texts that begin alike are told apart.
  std::string mark() const;
  /// Of UTF-8: the beginning, not cut inside a character, and the mark behind it.
  std::string told() const;

 private:
  std::string beginning_;
  uint64_t size_ = 0, digest_ = 0xCBF29CE484222325;
};

}  // namespace musubi::text
