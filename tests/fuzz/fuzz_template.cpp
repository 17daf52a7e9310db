// Any bytes are a template, or an error: nothing hangs, grows without end or breaks.
#include "connectors/http/template/interpolation.hpp"
#include "connectors/http/template/trouble.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace musubi;
using namespace musubi::http;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const Json config = Json::parse(R"({"a": "x", "n": 3, "list": [1, "b", null], "deep": {"k": {"v": 1.5}}})");
  Names names;
  names.set("config", Value::borrowed(config));
  names.set("record", Value::borrowed(config));
  const Clock clock = [] { return int64_t{1'769'850'487'000'000}; };
  try {
    Interpolated(std::string(fuzz::text_of(bytes, size)))
        .value({names, clock})
        .dump(-1, ' ', false, Json::error_handler_t::replace);
  } catch (const Trouble& trouble) {
    fuzz::require(!spoken(trouble).empty());
  }
  return 0;
}
