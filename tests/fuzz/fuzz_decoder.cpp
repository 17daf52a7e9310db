// Any bytes are an answer's body, packed or not, in whatever encoding, or an error; in whatever pieces they arrive.
#include "connectors/http/read/arriving_body.hpp"
#include "connectors/http/read/extract.hpp"
#include "core/text/json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using namespace musubi::http;
using musubi::fuzz::require;

constexpr const char* kEncodings[] = {"", "utf-8", "cp932", "euc-jp", "iso-2022-jp", "utf-16"};

void look_at(const Documents& documents) {
  for (std::string_view one : documents.all) {
    require(!text::check_json(one));
    std::vector<std::string_view> found;
    extract_records(one, {"a", "*"}, found);
    extract_records(one, {"a"}, found);
    for (std::string_view record : found) require(!text::check_json(record));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view input = fuzz::text_of(bytes, size);
  const uint8_t choice = fuzz::take_byte(input), encoding = fuzz::take_byte(input);
  Decoder decoder;
  decoder.kind = static_cast<Decoder::Kind>(choice % 5);
  decoder.gzip = choice & 0x80;
  decoder.encoding = kEncodings[encoding % std::size(kEncodings)];
  const std::string type = "text/plain; charset=" + decoder.encoding;
  try {
    if (ArrivingBody::can(decoder, type)) {
      ArrivingBody body(decoder, "https://example.com/", type);
      fuzz::in_chunks(input, choice, [&](std::string_view piece) { body.take(piece, false, look_at); });
      body.take("", true, look_at);
    } else {
      HttpAnswer answer{200, {{"content-type", type}}, std::string(input), "https://example.com/"};
      look_at(decode_body(decoder, answer));
    }
  } catch (const Failure& failure) {
    require(failure.code == MU_DATA);
  }
  return 0;
}
