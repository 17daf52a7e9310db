#include "connectors/file/byte_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "connectors/file/fail.hpp"
#include "connectors/file/hash.hpp"

namespace musubi::file {
namespace {

constexpr size_t kChunk = 1 << 18;
constexpr size_t kSample = 1 << 20;

bool is_telling(char c) {
  return (c & 0x80) != 0 || c == '\x1b' || c == '\0';
}

bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of(std::string_view(" \t\r\n\0\xEF\xBB\xBF\xFE\xFF", 10)) == bytes.npos;
}

}  // namespace

FileStamp stamp_of(const std::filesystem::path& path) {
  struct stat s {};
  if (::stat(path.c_str(), &s) != 0) transient_failure("file_gone", {{"file", path.filename().string()}});
  return {static_cast<uint64_t>(s.st_size), int64_t{s.st_mtim.tv_sec} * 1'000'000'000 + s.st_mtim.tv_nsec};
}

ByteFile::ByteFile(const std::filesystem::path& path, std::string name) : name_(std::move(name)), buffer_(kChunk) {
  if (std::filesystem::is_directory(path)) config_failure("is_folder", {{"file", path.string()}});
  errno = 0;
  file_ = gzopen(path.c_str(), "rb");
  if (file_) {
    gzbuffer(file_, 1 << 16);
    return;
  }
  if (errno == ENOENT) transient_failure("file_gone", {{"file", name_}});
  config_failure("cannot_open",
                 {{"file", path.string()}, {"reason", errno ? std::strerror(errno) : "out of memory"}});
}

ByteFile::ByteFile(std::string name, std::string bytes) : name_(std::move(name)), memory_(std::move(bytes)) {}

ByteFile::~ByteFile() {
  if (file_) gzclose_r(file_);
}

std::string_view ByteFile::next() {
  if (!file_) {
    std::string_view chunk = std::string_view(memory_).substr(at_, kChunk);
    at_ += chunk.size();
    return chunk;
  }
  int got = gzread(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
  int error = Z_OK;
  if (got <= 0) gzerror(file_, &error);
  if (error == Z_ERRNO) transient_failure("disk_error", {{"file", name_}});
  if (error != Z_OK && error != Z_STREAM_END) data_failure("gzip_damaged", {{"file", name_}});
  return {buffer_.data(), static_cast<size_t>(std::max(got, 0))};
}

void ByteFile::rewind() {
  at_ = 0;
  if (file_) gzrewind(file_);
}

Overview look_over(ByteFile& file, const std::function<void()>& between) {
  Overview out;
  Hasher hasher;
  bool told = false;
  file.rewind();
  for (std::string_view chunk = file.next(); !chunk.empty(); chunk = file.next()) {
    between();
    hasher.add(chunk);
    if (out.empty) out.empty = is_blank(chunk);
    size_t room = kSample - std::min(kSample, out.sample.size());
    out.sample.append(chunk.substr(0, room));
    if (!told && std::any_of(chunk.begin(), chunk.end(), is_telling)) {
      told = true;
      out.telling = room ? std::string() : std::string(chunk);
    }
  }
  if (out.telling.empty()) out.telling = out.sample;
  out.digest = hasher.hex();
  file.rewind();
  return out;
}

}  // namespace musubi::file
