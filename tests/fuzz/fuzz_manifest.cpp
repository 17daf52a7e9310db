// Any bytes are a template, a manifest and an answer, or an error: nothing hangs, grows without end or
// breaks.
#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/template/interpolation.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/text/json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi;
using namespace musubi::http;
using musubi::fuzz::require;

void evaluate(std::string_view text) {
  static const Json config =
      Json::parse(R"({"a": "x", "n": 3, "list": [1, "b", null], "deep": {"k": {"v": 1.5}}})");
  Names names;
  names.set("config", Value::borrowed(config));
  names.set("record", Value::borrowed(config));
  const Clock clock = [] { return int64_t{1'769'850'487'000'000}; };
  try {
    Interpolated(std::string(text))
        .value({names, clock})
        .dump(-1, ' ', false, Json::error_handler_t::replace);
  } catch (const Trouble&) {
    return;
  }
}

void decode(std::string_view text, uint8_t kind) {
  Decoder decoder;
  decoder.kind = static_cast<Decoder::Kind>(kind % 5);
  HttpAnswer answer{200, {}, std::string(text), "https://example.com/"};
  try {
    Documents documents = decode_body(decoder, answer);
    for (std::string_view one : documents.all) {
      require(!text::check_json(one));
      std::vector<std::string_view> found;
      extract_records(one, {"a", "*"}, found);
      extract_records(one, {"a"}, found);
      for (std::string_view record : found) require(!text::check_json(record));
    }
  } catch (const Failure& failure) {
    require(failure.code == MU_DATA);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view input = fuzz::text_of(bytes, size);
  const uint8_t choice = fuzz::take_byte(input);
  if (choice % 3 == 0)
    evaluate(input);
  else if (choice % 3 == 1)
    read_manifest(input);
  else
    decode(input, choice / 3);
  return 0;
}
