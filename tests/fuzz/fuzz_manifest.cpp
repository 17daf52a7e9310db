// Any bytes are a manifest, or say what it lacks: nothing hangs, grows without end or breaks.
#include "connectors/http/manifest/manifest.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  musubi::http::read_manifest(musubi::fuzz::text_of(bytes, size));
  return 0;
}
