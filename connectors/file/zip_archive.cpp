#include "connectors/file/zip_archive.hpp"

#include <zip.h>

#include <vector>

#include "connectors/file/fail.hpp"

namespace musubi::file {

struct ZipArchive::Impl {
  struct Close {
    void operator()(zip_t* z) const { zip_discard(z); }
  };
  std::unique_ptr<zip_t, Close> zip;
};

ZipArchive::ZipArchive(std::string_view bytes, std::string file)
    : impl_(std::make_unique<Impl>()), file_(std::move(file)) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source) impl_->zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (source && !impl_->zip) zip_source_free(source);
  zip_error_fini(&error);
  if (!impl_->zip) data_failure("xlsx_damaged", {{"file", file_}});
}

ZipArchive::~ZipArchive() = default;

bool ZipArchive::has(const std::string& entry) const {
  return zip_name_locate(impl_->zip.get(), entry.c_str(), ZIP_FL_NOCASE) >= 0;
}

void ZipArchive::read(const std::string& entry, const std::function<bool(std::string_view)>& take) const {
  struct Close {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  std::unique_ptr<zip_file_t, Close> file(zip_fopen(impl_->zip.get(), entry.c_str(), ZIP_FL_NOCASE));
  if (!file) data_failure("xlsx_damaged", {{"file", file_}});
  std::vector<char> buffer(1 << 16);
  for (;;) {
    zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) data_failure("xlsx_damaged", {{"file", file_}});
    if (got == 0 || !take({buffer.data(), static_cast<size_t>(got)})) return;
  }
}

}  // namespace musubi::file
