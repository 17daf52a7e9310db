// Encoded words (RFC 2047): =?charset?B|Q?text?=, and what mailers make of them.
#include <vector>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/headers.hpp"

namespace musubi::mail {
namespace {

/// A run of one kind: bytes under a label, or text that stands as it is (label "", plain).
struct Piece {
  std::string bytes, label;
  bool plain = true;
};

/// The encoded word at `at`; the offset behind it, 0 if there is none.
size_t word_at(std::string_view raw, size_t at, Piece& out) {
  if (raw.compare(at, 2, "=?") != 0) return 0;
  size_t charset = raw.find('?', at + 2);
  if (charset == raw.npos || charset + 2 >= raw.size() || raw[charset + 2] != '?') return 0;
  char kind = lower(raw[charset + 1]);
  size_t end = raw.find("?=", charset + 3);
  if ((kind != 'b' && kind != 'q') || end == raw.npos) return 0;
  std::string_view label = raw.substr(at + 2, charset - at - 2), text = raw.substr(charset + 3, end - charset - 3);
  out.label = lower(label.substr(0, label.find('*')));
  out.bytes = kind == 'b' ? from_base64(text) : from_quoted(text, true);
  out.plain = false;
  return end + 2;
}

std::vector<Piece> pieces_of(std::string_view raw) {
  std::vector<Piece> out;
  for (size_t at = 0; at < raw.size();) {
    Piece word;
    if (size_t next = word_at(raw, at, word)) {
      bool blank_between = out.size() >= 2 && out.back().plain && trimmed(out.back().bytes).empty() && !out[out.size() - 2].plain;
      if (blank_between) out.pop_back();
      // A character may be cut between two words, so their bytes are read together.
      if (!out.empty() && !out.back().plain && out.back().label == word.label)
        out.back().bytes += word.bytes;
      else
        out.push_back(std::move(word));
      at = next;
      continue;
    }
    if (out.empty() || !out.back().plain) out.push_back({});
    out.back().bytes += raw[at++];
  }
  return out;
}

}  // namespace

std::string header_text(std::string_view raw) {
  std::string out;
  for (const Piece& piece : pieces_of(raw)) out += decoded(piece.bytes, piece.label);
  for (char& c : out)
    if (c == '\r' || c == '\n' || c == '\t') c = ' ';
  return std::string(trimmed(out));
}

}  // namespace musubi::mail
