// A file's bytes in chunks, unpacked where it is gzip.
#pragma once
#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

/// How a file stands on the disk.
struct FileStamp {
  uint64_t size = 0;
  int64_t modified = 0;  // nanoseconds since 1970
};
/// Throws Failure MU_TRANSIENT where the file has gone.
FileStamp stamp_of(const std::filesystem::path& path);

/// Reads once from the beginning to the end; rewind() begins again. No memory map: a file that is cut off
/// while it is read must not end the program.
class ByteFile {
 public:
  /// `name`: as people know it. Throws Failure MU_CONFIG (no permission, a folder) or MU_TRANSIENT (gone).
  ByteFile(const std::filesystem::path& path, std::string name);
  /// Bytes that stand in memory already, under a name.
  ByteFile(std::string name, std::string bytes);
  ~ByteFile();
  ByteFile(const ByteFile&) = delete;
  ByteFile& operator=(const ByteFile&) = delete;

  /// The next bytes, empty at the end; valid until the next call. Throws Failure MU_DATA for gzip that is
  /// damaged or cut off, MU_TRANSIENT where the disk gives an error.
  std::string_view next();
  void rewind();
  const std::string& name() const { return name_; }

 private:
  std::string name_;  // without folders, as people know it
  gzFile file_ = nullptr;
  std::string memory_;  // where there is no file
  size_t at_ = 0;       // in memory_
  std::vector<char> buffer_;
};

/// What a first pass over a file finds out.
struct Overview {
  std::string digest;   // XXH3-128 of the unpacked bytes, in hex
  std::string sample;   // the beginning, up to 1 MiB
  std::string telling;  // bytes that tell the encoding: the beginning, or where the first byte stands that is
                        // not ASCII
  bool empty = true;    // not a byte but white space and byte order marks
};
/// `between` is called for each chunk and may throw.
Overview look_over(ByteFile& file, const std::function<void()>& between);

}  // namespace musubi::file
