#include <zlib.h>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/decode.hpp"

namespace musubi::http {
namespace {

struct Inflation {
  z_stream z{};
  Inflation() { inflateInit2(&z, 15 + 32); }
  ~Inflation() { inflateEnd(&z); }
};

}  // namespace

std::string unpacked(std::string bytes, size_t largest, const std::string& endpoint) {
  if (!bytes.starts_with("\x1f\x8b")) return bytes;
  std::string out;
  Inflation inflation;
  z_stream& z = inflation.z;
  z.next_in = reinterpret_cast<Bytef*>(bytes.data());
  z.avail_in = static_cast<uInt>(bytes.size());
  std::string chunk(256 * 1024, '\0');
  while (z.avail_in) {
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = static_cast<uInt>(chunk.size());
    int result = inflate(&z, Z_NO_FLUSH);
    out.append(chunk, 0, chunk.size() - z.avail_out);
    if (out.size() > largest)
      data_failure("body_too_large", {{"endpoint", endpoint}, {"megabytes", std::to_string(largest >> 20)}});
    if (result == Z_STREAM_END) {
      inflateReset(&z);  // a further member may follow
    } else if (result != Z_OK || (z.avail_in == 0 && z.avail_out != 0)) {
      data_failure("bad_compression", {{"endpoint", endpoint}, {"reason", z.msg ? z.msg : "it is cut off"}});
    }
  }
  return out;
}

}  // namespace musubi::http
