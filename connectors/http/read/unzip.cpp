#include "connectors/http/read/unzip.hpp"

#include <zlib.h>

#include <algorithm>

#include "connectors/http/fail.hpp"

namespace musubi::http {
namespace {

constexpr size_t kHead = 30, kMostDescriptor = 24, kSignature = 4;
constexpr std::string_view file_sign = "PK\x03\x04", directory_sign = "PK\x01\x02", end_sign = "PK\x05\x06", descriptor_sign = "PK\x07\x08";
constexpr uint16_t kEncrypted = 1, kDescriptor = 8, kWideExtra = 1;
constexpr uint32_t kWide = 0xFFFFFFFF;  // the size stands in a further field

uint64_t number_at(std::string_view bytes, size_t at, size_t size) {
  uint64_t out = 0;
  for (size_t i = size; i > 0; --i) out = out << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return out;
}

/// The packed size that a further field of a head has; nothing where none does.
uint64_t wide_size(std::string_view extra) {
  while (extra.size() >= 4) {
    const size_t size = std::min<size_t>(number_at(extra, 2, 2), extra.size() - 4);
    if (number_at(extra, 0, 2) == kWideExtra && size >= 16) return number_at(extra, 12, 8);
    extra.remove_prefix(4 + size);
  }
  return 0;
}

}  // namespace

struct Unzip::Inflating {
  z_stream z{};
  std::string chunk = std::string(256 << 10, '\0');
  Inflating() { inflateInit2(&z, -15); }
  ~Inflating() { inflateEnd(&z); }
  Inflating(const Inflating&) = delete;
};

Unzip::Unzip(std::string endpoint) : endpoint_(std::move(endpoint)), inflating_(std::make_unique<Inflating>()) {}
Unzip::~Unzip() = default;

void Unzip::fail(const char* reason) const {
  data_failure("bad_compression", {{"endpoint", endpoint_}, {"reason", reason}});
}

void Unzip::take(std::string_view bytes, bool last, const Takes& takes) {
  rest_ = bytes;
  while (step(takes)) {
  }
  if (last && state_ != State::over) fail("it is cut off");
}

/// False where more has to come, or nothing does.
bool Unzip::step(const Takes& takes) {
  switch (state_) {
    case State::head: return take_head(takes);
    case State::stored: return take_stored(takes);
    case State::deflated: return take_deflated(takes);
    case State::descriptor: return take_descriptor(takes);
    case State::over: break;
  }
  return false;
}

bool Unzip::take_head(const Takes& takes) {
  auto want = [&](size_t size) {
    const size_t more = std::min(size - std::min(size, kept_.size()), rest_.size());
    kept_ += rest_.substr(0, more);
    rest_.remove_prefix(more);
    return kept_.size() >= size;
  };
  if (!want(kSignature)) return false;
  const std::string_view sign = std::string_view(kept_).substr(0, kSignature);
  if (sign == directory_sign || sign == end_sign) return state_ = State::over, false;
  if (sign != file_sign) fail("it is no ZIP");
  if (!want(kHead)) return false;
  const size_t name = number_at(kept_, 26, 2), extra = number_at(kept_, 28, 2);
  if (!want(kHead + name + extra)) return false;
  const uint64_t flags = number_at(kept_, 6, 2), method = number_at(kept_, 8, 2);
  if (flags & kEncrypted) fail("it is encrypted");
  has_descriptor_ = flags & kDescriptor;
  due_ = static_cast<uint32_t>(number_at(kept_, 14, 4));
  stored_ = number_at(kept_, 18, 4);
  if (stored_ == kWide) stored_ = wide_size(std::string_view(kept_).substr(kHead + name));
  kept_.clear();
  sum_ = 0;
  if (method == Z_DEFLATED) {
    inflateReset(&inflating_->z);
    state_ = State::deflated;
  } else if (method == 0 && !has_descriptor_) {
    state_ = State::stored;
    if (!stored_) end_file(due_, takes);
  } else if (method == 0) {
    fail("a file in it is not packed and tells its size only behind itself");
  } else {
    fail("it is packed in another way than by deflate");
  }
  return true;
}

void Unzip::pass(std::string_view text, const Takes& takes) {
  sum_ = static_cast<uint32_t>(crc32(sum_, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
  if (!text.empty()) takes.text(text);
}

bool Unzip::take_stored(const Takes& takes) {
  const std::string_view some = rest_.substr(0, std::min<uint64_t>(stored_, rest_.size()));
  rest_.remove_prefix(some.size());
  stored_ -= some.size();
  pass(some, takes);
  if (stored_) return false;
  end_file(due_, takes);
  return true;
}

bool Unzip::take_deflated(const Takes& takes) {
  z_stream& z = inflating_->z;
  std::string& chunk = inflating_->chunk;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
  z.avail_in = static_cast<uInt>(rest_.size());
  z.next_out = reinterpret_cast<Bytef*>(chunk.data());
  z.avail_out = static_cast<uInt>(chunk.size());
  const int result = inflate(&z, Z_NO_FLUSH);
  if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) fail(z.msg ? z.msg : "it is broken");
  rest_.remove_prefix(rest_.size() - z.avail_in);
  const size_t got = chunk.size() - z.avail_out;
  pass(std::string_view(chunk).substr(0, got), takes);
  if (result != Z_STREAM_END) return got == chunk.size() || !rest_.empty();
  if (has_descriptor_)
    state_ = State::descriptor;
  else
    end_file(due_, takes);
  return true;
}

/// Its form is not said: it may have a sign of its own, and sizes of 4 or 8 bytes. What follows has a sign in any case.
bool Unzip::take_descriptor(const Takes& takes) {
  const size_t more = std::min(kMostDescriptor + kSignature - kept_.size(), rest_.size());
  kept_ += rest_.substr(0, more);
  rest_.remove_prefix(more);
  if (kept_.size() < kMostDescriptor + kSignature) return false;
  for (const size_t size : {size_t{12}, size_t{16}, size_t{20}, kMostDescriptor}) {
    const std::string_view next = std::string_view(kept_).substr(size, kSignature);
    const bool has_sign = std::string_view(kept_).starts_with(descriptor_sign) && size % 8 == 0;
    if ((next != file_sign && next != directory_sign) || has_sign != (size % 8 == 0)) continue;
    const uint32_t sum = static_cast<uint32_t>(number_at(kept_, has_sign ? kSignature : 0, 4));
    kept_.erase(0, size);
    end_file(sum, takes);
    return true;
  }
  fail("it is broken");
}

void Unzip::end_file(uint32_t sum, const Takes& takes) {
  if (sum != sum_) fail("its checksum does not fit");
  state_ = State::head;
  takes.file_ended();
}

}  // namespace musubi::http
