#include "connectors/mail/imap/reply_reader.hpp"

#include <charconv>

namespace musubi::mail {

void ReplyReader::feed(std::string_view bytes) {
  waiting_.erase(0, at_);
  at_ = 0;
  waiting_ += bytes;
}

std::optional<Reply> ReplyReader::next() {
  if (refused_) refuse(refused_);
  while (!whole_)
    if (!(left_ ? take_literal() : take_line())) return {};
  auto reply = parse_reply(line_, std::move(literals_));
  line_.clear();
  literals_.clear();
  taken_ = 0;
  whole_ = false;
  if (!reply) refuse("garbage_reply");
  return reply;
}

bool ReplyReader::take_literal() {
  size_t there = static_cast<size_t>(std::min<uint64_t>(left_, waiting_.size() - at_));
  if (!there) return false;
  literals_.back().append(waiting_, at_, there);
  at_ += there;
  left_ -= there;
  return true;
}

bool ReplyReader::take_line() {
  size_t end = waiting_.find('\n', at_), size = std::min(end, waiting_.size()) - at_;
  if (line_.size() + size > kLongestLine) refuse("endless_line");
  if (end == waiting_.npos) return false;
  std::string_view piece = std::string_view(waiting_).substr(at_, size);
  if (piece.ends_with('\r')) piece.remove_suffix(1);
  line_ += piece;
  at_ = end + 1;
  auto literal = announced(line_);
  if (!literal) {
    whole_ = true;
    return true;
  }
  taken_ += *literal;
  if (*literal > longest_literal_ || taken_ > longest_literal_) refuse("literal_too_long");
  line_.resize(line_.rfind('{'));
  if (line_.ends_with('~')) line_.pop_back();
  line_ += kLiteralMark;
  literals_.emplace_back();
  left_ = *literal;
  return true;
}

std::optional<uint64_t> ReplyReader::announced(std::string_view line) const {
  if (!line.ends_with('}') || !line.starts_with("* ")) return {};
  // Free text ends the states; a brace in it is only that.
  for (std::string_view state : {"* OK ", "* NO ", "* BAD ", "* BYE ", "* PREAUTH "})
    if (line.starts_with(state)) return {};
  size_t open = line.rfind('{');
  if (open == line.npos) return {};
  std::string_view digits = line.substr(open + 1, line.size() - open - 2);
  if (digits.ends_with('+')) digits.remove_suffix(1);
  uint64_t out = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (digits.empty() || end != digits.data() + digits.size()) return {};
  return error == std::errc() ? out : UINT64_MAX;
}

void ReplyReader::refuse(const char* id) {
  refused_ = id;
  throw BadReply{id};
}

}  // namespace musubi::mail
