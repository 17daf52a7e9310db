// Where a request ends, judged before anything of it is acted on (RFC 9112 §6 and §7.1). Pure. Stricter than the RFC where two readers
// might come to different answers: who reads a request's end elsewhere than the proxy before it can be made to answer what nobody asked.
//
//   head     request-line CRLF (name ":" value CRLF)* CRLF      no other CR, LF or NUL; no blank before ":"; no folded lines
//   length   one Content-Length of digits alone, or one Transfer-Encoding: chunked in HTTP/1.1, never both
//   chunked  (hex+ [";" anything] CRLF bytes CRLF)* "0"+ [";" anything] CRLF (trailer CRLF)* CRLF
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

/// The largest head that is read; a larger one is refused (431).
inline constexpr size_t kHeadLimit = 64 * 1024;

struct Framing {
  std::string method;
  bool chunked = false;
  uint64_t length = 0;  // of the body, in bytes; 0 where chunked
  bool has_body() const { return chunked || length > 0; }
};

/// How the request with this head (its empty line included) is framed; nullopt where that is not certain, so that it must be refused
/// and its connection closed. The request line is looked at for the method and the version alone.
std::optional<Framing> framing_of(std::string_view head);

/// Follows a chunked body as its bytes go by. Constant memory.
class ChunkWatch {
 public:
  /// False where the body is not framed as above, a line in it is longer than 4 KB, all lines behind the last chunk than 64 KB, or a chunk than 1 TB.
  bool take(std::string_view bytes);
  /// True once its last byte has gone by. Bytes behind it are an error.
  bool over() const { return at_ == At::end; }

 private:
  enum class At { size, extension, size_end, bytes, bytes_end, bytes_end_2, trailer, trailer_end, end, fault };
  At after(char c);
  At line_ended() const;

  At at_ = At::size;
  uint64_t left_ = 0;  // of the chunk
  size_t digits_ = 0, line_ = 0, trailers_ = 0;
};

}  // namespace musubi
