// Decoding gives UTF-8, whatever the bytes and the cuts; what CP932 can hold comes back; detecting ends, and
// what it calls valid is.
#include "core/text/encoding.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi::text;
using musubi::fuzz::require;

Decoded decode_in_chunks(std::string_view bytes, Encoding encoding, uint32_t seed) {
  Decoded result;
  Decoder decoder(encoding);
  musubi::fuzz::in_chunks(bytes, seed, [&](std::string_view chunk) { decoder.decode(chunk, result.text); });
  decoder.finish(result.text);
  result.bad = decoder.bad();
  result.first_bad = decoder.first_bad();
  return result;
}

void check_decoding(std::string_view bytes, Encoding encoding, uint32_t seed) {
  const Decoded whole = decode(bytes, encoding), cut = decode_in_chunks(bytes, encoding, seed);
  require(whole.text == cut.text && whole.bad == cut.bad && whole.first_bad == cut.first_bad);
  require(is_valid_utf8(whole.text));
  require((whole.bad == 0) == (whole.first_bad == kNowhere));
  if (whole.bad > 0) require(whole.first_bad < bytes.size());
  if (encoding != Encoding::cp932 || whole.bad > 0) return;
  uint64_t lost = 0;
  const std::string encoded = encode_cp932(whole.text, &lost);
  require(lost == 0 && decode(encoded, encoding).text == whole.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view input = musubi::fuzz::text_of(bytes, size);
  const auto seed = static_cast<uint32_t>(size * 31 + (size > 0 ? bytes[0] : 0));
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf8_bom, Encoding::utf16le, Encoding::utf16be,
                                  Encoding::cp932, Encoding::euc_jp, Encoding::iso_2022_jp, Encoding::windows_1252,
                                  Encoding::eucjp_ms, Encoding::cp50221, Encoding::cp51932}) {
    check_decoding(input, encoding, seed);
  }
  const std::string repaired = replace_invalid(input);
  require(is_valid_utf8(repaired) && (is_valid_utf8(input) == (repaired == input)));
  const Detection found = detect(input);
  if (found.why == "valid" || found.why == "ascii") require(is_valid_utf8(input));
  return 0;
}
