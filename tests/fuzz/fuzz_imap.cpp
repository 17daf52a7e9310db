// Any bytes of an IMAP server: replies or a refusal, the same however they are cut; names of folders become UTF-8.
#include "connectors/mail/imap/mutf7.hpp"
#include "connectors/mail/imap/reply_reader.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using musubi::fuzz::require;

constexpr uint64_t kLongest = 4096;

std::string spelled(const mail::Value& value) {
  std::string out(1, static_cast<char>('0' + static_cast<int>(value.kind)));
  out += value.text;
  for (const mail::Value& one : value.list) out += "(" + spelled(one) + ")";
  return out;
}

std::string spelled(const mail::Reply& reply) {
  std::string out = std::to_string(static_cast<int>(reply.kind)) + reply.tag + "|" + std::to_string(reply.number) + reply.word + "|" + reply.code + "|" + reply.code_value + reply.text;
  for (const mail::Value& one : reply.values) out += "\n" + spelled(one);
  return out;
}

/// Takes what is whole; false where the rest was refused.
bool drain(mail::ReplyReader& reader, std::string& out) {
  try {
    while (auto reply = reader.next()) {
      out += spelled(*reply) + "\n\n";
      size_t literals = 0;
      for (const mail::Value& one : reply->values) {
        literals += one.text.size();
        if (reply->word == "LIST") require(text::is_valid_utf8(mail::from_mutf7(one.text)));
      }
      require(literals <= kLongest + mail::ReplyReader::kLongestLine);
    }
    return true;
  } catch (const mail::BadReply& bad) {
    out += bad.id;
    return false;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view input = musubi::fuzz::text_of(bytes, size);
  uint32_t seed = musubi::fuzz::take_byte(input);
  require(text::is_valid_utf8(mail::from_mutf7(input)));
  std::string whole, cut;
  mail::ReplyReader at_once(kLongest), in_pieces(kLongest);
  at_once.feed(input);
  drain(at_once, whole);
  bool going = true;
  musubi::fuzz::in_chunks(input, seed, [&](std::string_view chunk) {
    if (!going) return;
    in_pieces.feed(chunk);
    going = drain(in_pieces, cut);
  });
  require(whole == cut);
  return 0;
}
