#include "connectors/http/read/arriving_body.hpp"

#include <zlib.h>

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/content_hash.hpp"

namespace musubi::http {
namespace {

constexpr size_t kPart = 1 << 20, kLongestLine = 16 << 20;

/// Whatever the punctuation: UTF-16, utf_16_le, UCS-2, ISO-2022-JP (also in a content type, behind "charset").
bool has_lines(std::string_view encoding) {
  std::string plain;
  for (char c : encoding)
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  for (std::string_view wide : {"utf16", "utf32", "ucs2", "ucs4", "unicode", "iso2022", "csiso2022"})
    if (plain.find(wide) != plain.npos) return false;
  return true;
}

}  // namespace

/// What is packed by gzip, member by member; what is not is passed on as it is.
struct ArrivingBody::Unpacking {
  z_stream z{};
  bool known = false, packed = false, ended = false;
  std::string head, chunk = std::string(256 << 10, '\0');

  Unpacking() { inflateInit2(&z, 15 + 32); }
  ~Unpacking() { inflateEnd(&z); }
  Unpacking(const Unpacking&) = delete;
};

bool ArrivingBody::can(const Decoder& decoder, std::string_view content_type) {
  const bool by_lines = decoder.kind == Decoder::Kind::lines || decoder.kind == Decoder::Kind::csv || decoder.kind == Decoder::Kind::iterable;
  return by_lines && has_lines(decoder.kind == Decoder::Kind::csv ? std::string_view(decoder.encoding) : content_type);
}

ArrivingBody::ArrivingBody(const Decoder& decoder, std::string endpoint, std::string content_type)
    : decoder_(decoder),
      endpoint_(std::move(endpoint)),
      type_(std::move(content_type)),
      unpacking_(decoder.gzip ? std::make_unique<Unpacking>() : nullptr),
      unzip_(decoder.zip ? std::make_unique<Unzip>(endpoint_) : nullptr),
      rows_(decoder.kind == Decoder::Kind::csv ? std::make_unique<CsvLines>(decoder) : nullptr) {}

ArrivingBody::~ArrivingBody() = default;

void ArrivingBody::take(std::string_view bytes, bool last, const EachPart& each) {
  if (unzip_)
    return unzip_->take(bytes, last, {[&](std::string_view text) { add(text, each); }, [&] { end_file(each); }});
  if (unpacking_)
    unpack(bytes, last, each);
  else
    add(bytes, each);
  if (last) end_file(each);
}

/// What comes behind it in an archive is another file, with a header of its own.
void ArrivingBody::end_file(const EachPart& each) {
  if (long_) give_long(each);
  give(text_.size(), true, each);
  if (rows_) rows_ = std::make_unique<CsvLines>(decoder_);
  first_ = true;
}

void ArrivingBody::unpack(std::string_view bytes, bool last, const EachPart& each) {
  Unpacking& u = *unpacking_;
  if (!u.known) {
    u.head += bytes;
    if (u.head.size() < 2 && !last) return;
    u.known = true;
    u.packed = u.head.starts_with("\x1f\x8b");
    bytes = u.head;
  }
  if (!u.packed) return add(bytes, each);
  u.z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  u.z.avail_in = static_cast<uInt>(bytes.size());
  for (bool full = true; u.z.avail_in || full;) {
    u.z.next_out = reinterpret_cast<Bytef*>(u.chunk.data());
    u.z.avail_out = static_cast<uInt>(u.chunk.size());
    if (u.ended && u.z.avail_in) inflateReset(&u.z), u.ended = false;  // a further member
    const int result = u.ended ? Z_BUF_ERROR : inflate(&u.z, Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
      data_failure("bad_compression", {{"endpoint", endpoint_}, {"reason", u.z.msg ? u.z.msg : "it is no gzip"}});
    u.ended = u.ended || result == Z_STREAM_END;
    full = u.z.avail_out == 0;
    add(std::string_view(u.chunk).substr(0, u.chunk.size() - u.z.avail_out), each);
  }
  if (last && !u.ended) data_failure("bad_compression", {{"endpoint", endpoint_}, {"reason", "it is cut off"}});
  u.head.clear();
}

void ArrivingBody::add(std::string_view text, const EachPart& each) {
  while (!text.empty()) {
    const std::string_view some = text.substr(0, kPart), begun = some.substr(0, some.find('\n'));
    if (long_ || text_.size() - begun_ + begun.size() > kLongestLine) {
      pass_long(begun, begun.size() < some.size(), each);
      text.remove_prefix(std::min(begun.size() + 1, some.size()));
      continue;
    }
    text.remove_prefix(some.size());
    text_ += some;
    const size_t end = some.rfind('\n');
    if (end == some.npos) continue;
    begun_ = text_.size() - some.size() + end + 1;
    if (text_.size() >= kPart) give(begun_, false, each);
  }
}

void ArrivingBody::give(size_t size, bool last, const EachPart& each) {
  std::string rest = text_.substr(size);
  text_.resize(size);
  lines_ += static_cast<uint64_t>(std::ranges::count(text_, '\n'));
  begun_ = 0;
  Documents part = decode_lines(decoder_, std::exchange(text_, std::move(rest)), {endpoint_, type_, first_, last, rows_.get()});
  name_ = content_hash(name_ + content_hash(part.body));
  first_ = false;
  each(part);
}

void ArrivingBody::pass_long(std::string_view part, bool ended, const EachPart& each) {
  if (rows_) data_failure("row_too_long", {{"endpoint", endpoint_}, {"megabytes", std::to_string(kLongestLine >> 20)}});
  if (!long_) {
    long_.emplace().add(std::string_view(text_).substr(begun_));
    text_.resize(begun_);
    if (!text_.empty()) give(text_.size(), false, each);
  }
  long_->add(part);
  if (ended) give_long(each);
}

void ArrivingBody::give_long(const EachPart& each) {
  Documents part;
  part.unread.push_back({readable(long_->beginning(), type_) + long_->mark(), "line_held", "line_too_long",
                         {{"endpoint", endpoint_}, {"row", std::to_string(++lines_)}, {"bytes", std::to_string(long_->size())}}});
  name_ = content_hash(name_ + content_hash(part.unread.back().told));
  long_.reset();
  first_ = false;
  each(part);
}

}  // namespace musubi::http
