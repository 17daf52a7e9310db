// Replies out of the bytes that arrive, however they are cut.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/imap/reply.hpp"

namespace musubi::mail {

/// Bytes that are no reply, or one without end. `id` names a sentence of this connector.
struct BadReply {
  const char* id;
};

class ReplyReader {
 public:
  /// `longest_literal`: more bytes than that are not taken in one reply.
  explicit ReplyReader(uint64_t longest_literal) : longest_literal_(longest_literal) {}

  void feed(std::string_view bytes);
  /// The next reply that is whole; nullopt: more bytes are needed. Throws BadReply, and then always.
  std::optional<Reply> next();

  static constexpr size_t kLongestLine = 256 * 1024;

 private:
  bool take_literal();
  bool take_line();
  /// The size in a line that ends with {size}, where the rest of the line allows a literal.
  std::optional<uint64_t> announced(std::string_view line) const;
  [[noreturn]] void refuse(const char* id);

  uint64_t longest_literal_;
  std::string waiting_;  // not looked at yet, from at_
  size_t at_ = 0;
  std::string line_;  // of the reply at hand, with marks
  std::vector<std::string> literals_;
  uint64_t left_ = 0, taken_ = 0;  // of the literal at hand; of all literals of the reply
  bool whole_ = false;
  const char* refused_ = nullptr;
};

}  // namespace musubi::mail
