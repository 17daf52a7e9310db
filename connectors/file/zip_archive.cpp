#include "connectors/file/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <vector>

#include "connectors/file/fail.hpp"
#include "core/text/encoding.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {

struct ZipArchive::Impl {
  struct Close {
    void operator()(zip_t* z) const { zip_discard(z); }
  };
  std::unique_ptr<zip_t, Close> zip;
};

ZipArchive::ZipArchive(std::string_view bytes, std::string file)
    : impl_(std::make_unique<Impl>()), file_(std::move(file)), size_(bytes.size()) {
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

namespace {

constexpr size_t never_too_big = size_t(64) << 20, most_unpacked = 300;

struct CloseEntry {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

}  // namespace

void ZipArchive::read(const std::string& entry, const std::function<bool(std::string_view)>& take, size_t most) const {
  zip_int64_t place = zip_name_locate(impl_->zip.get(), entry.c_str(), ZIP_FL_NOCASE);
  if (place < 0) data_failure("xlsx_damaged", {{"file", file_}});
  read_at(size_t(place), "", take, most);
}

std::vector<std::string> ZipArchive::names() const {
  std::vector<std::string> out;
  zip_int64_t count = zip_get_num_entries(impl_->zip.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* raw = zip_get_name(impl_->zip.get(), zip_uint64_t(i), ZIP_FL_ENC_RAW);
    std::string name = raw ? raw : "";
    out.push_back(text::is_valid_utf8(name) ? name : text::decode(name, text::Encoding::cp932).text);
  }
  return out;
}

void ZipArchive::read_at(size_t number, const std::string& password, const std::function<bool(std::string_view)>& take, size_t most) const {
  Entry file(password.empty() ? zip_fopen_index(impl_->zip.get(), number, 0) : zip_fopen_index_encrypted(impl_->zip.get(), number, 0, password.c_str()));
  if (!file) {
    int code = zip_error_code_zip(zip_get_error(impl_->zip.get()));
    if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD) throw Failure(MU_AUTH, "archive_password", {{"file", file_}});
    data_failure("xlsx_damaged", {{"file", file_}});
  }
  most = std::min(most, std::max(never_too_big, most_unpacked * size_));
  std::vector<char> buffer(1 << 16);
  for (size_t total = 0;;) {
    zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    // One byte tells whether a password of the old kind fits: some wrong ones come as far as the data.
    if (got < 0 && !password.empty()) throw Failure(MU_AUTH, "archive_password", {{"file", file_}});
    if (got < 0) data_failure("xlsx_damaged", {{"file", file_}});
    total += size_t(got);
    if (total > most) data_failure("archive_too_big", {{"file", file_}, {"inside", names()[number]}});
    if (got == 0 || !take({buffer.data(), static_cast<size_t>(got)})) return;
  }
}

}  // namespace musubi::file
