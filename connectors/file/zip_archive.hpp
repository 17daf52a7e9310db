// The entries of a zip archive that stands in memory.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

class ZipArchive {
 public:
  /// Bytes that an entry may come to where it is kept in memory, and where it is passed through.
  static constexpr size_t most_kept = size_t(1) << 30, most_passed = size_t(8) << 30;

  /// `bytes` must outlive it. Throws Failure MU_DATA xlsx_damaged with `file` where it is no archive.
  ZipArchive(std::string_view bytes, std::string file);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  bool has(const std::string& entry) const;
  /// Hands the unpacked bytes of an entry over in chunks until `take` returns false. Throws Failure MU_DATA
  /// where it is damaged or absent, and archive_too_big where it comes to more than `most` bytes, or to more than 64 MiB and
  /// 300 times what the whole archive has: lists do not pack so well, what is made to exhaust a machine does.
  void read(const std::string& entry, const std::function<bool(std::string_view)>& take, size_t most = most_kept) const;
  /// All entries as UTF-8, by their number; names of old archives are CP932. Folders end in '/'.
  std::vector<std::string> names() const;
  /// As read, by number. Throws Failure MU_AUTH archive_password where `password` is not the one it needs.
  void read_at(size_t number, const std::string& password, const std::function<bool(std::string_view)>& take, size_t most = most_kept) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::string file_;
  size_t size_;
};

}  // namespace musubi::file
