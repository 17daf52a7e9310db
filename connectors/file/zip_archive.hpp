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
  /// `bytes` must outlive it. Throws Failure MU_DATA xlsx_damaged with `file` where it is no archive.
  ZipArchive(std::string_view bytes, std::string file);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  bool has(const std::string& entry) const;
  /// Hands the unpacked bytes of an entry over in chunks until `take` returns false. Throws Failure MU_DATA
  /// where it is damaged or absent.
  void read(const std::string& entry, const std::function<bool(std::string_view)>& take) const;
  /// All entries as UTF-8, by their number; names of old archives are CP932. Folders end in '/'.
  std::vector<std::string> names() const;
  /// As read, by number. Throws Failure MU_AUTH archive_password where `password` is not the one it needs.
  void read_at(size_t number, const std::string& password, const std::function<bool(std::string_view)>& take) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  std::string file_;
};

}  // namespace musubi::file
