#include "core/text/long_text.hpp"

#include <charconv>

namespace musubi::text {
namespace {

constexpr uint64_t kPrime = 0x100000001B3;

std::string digits_of(uint64_t digest) {
  char buffer[16];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, digest, 16).ptr;
  const auto count = static_cast<size_t>(end - buffer);
  return std::string(sizeof buffer - count, '0') + std::string(buffer, count);
}

bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

void LongText::add(std::string_view piece) {
  size_ += piece.size();
  uint64_t digest = digest_;
  for (const char byte : piece) digest = (digest ^ static_cast<unsigned char>(byte)) * kPrime;
  digest_ = digest;
  beginning_ += piece.substr(0, kBeginning - beginning_.size());
}

std::string LongText::mark() const {
  return " … (" + std::to_string(size_) + " bytes, FNV-1a " + digits_of(digest_) + ")";
}

std::string LongText::told() const {
  std::string out = beginning_;
  if (size_ > out.size()) {  // the last character may be cut
    size_t at = out.size();
    for (int back = 0; back < 3 && at > 0 && goes_on(out[at - 1]); ++back) --at;
    if (at > 0 && static_cast<unsigned char>(out[at - 1]) >= 0xC0) out.resize(at - 1);
  }
  return out + mark();
}

}  // namespace musubi::text
