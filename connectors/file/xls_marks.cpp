#include "connectors/file/xls_marks.hpp"

#include <algorithm>

#include "core/text/encoding.hpp"

namespace musubi::file {
namespace {

uint32_t number_at(std::string_view bytes, size_t at, size_t size) {
  uint32_t out = 0;
  for (size_t i = 0; i < size && at + i < bytes.size(); ++i) out |= uint32_t(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return out;
}
uint32_t two(std::string_view bytes, size_t at) { return number_at(bytes, at, 2); }
uint32_t four(std::string_view bytes, size_t at) { return number_at(bytes, at, 4); }

/// The sectors of a container. Every chain ends after as many sectors as the file has.
class Container {
 public:
  explicit Container(std::string_view bytes) : bytes_(bytes), sector_(size_t(1) << std::clamp<uint32_t>(two(bytes, 30), 7, 12)) {
    for (size_t i = 0; i < 109; ++i) add_fat(four(bytes_, 76 + 4 * i));
    uint32_t next = four(bytes_, 68);
    for (size_t i = 0; i < limit() && next < ends; ++i) {
      size_t at = place(next);
      for (size_t k = 0; k + 4 < sector_; k += 4) add_fat(four(bytes_, at + k));
      next = four(bytes_, at + sector_ - 4);
    }
  }

  /// The stream of that name, "" if there is none.
  std::string stream(std::string_view name) const {
    std::string directory = chain(four(bytes_, 48), SIZE_MAX), root;
    std::string wanted;
    for (char c : name) (wanted += c) += '\0';
    for (size_t at = 0; at + 128 <= directory.size(); at += 128) {
      std::string_view entry = std::string_view(directory).substr(at, 128);
      if (at == 0) root = chain(four(entry, 116), four(entry, 120));
      if (two(entry, 64) != wanted.size() + 2 || entry.substr(0, wanted.size()) != wanted) continue;
      uint32_t start = four(entry, 116), size = four(entry, 120);
      return size >= four(bytes_, 56) ? chain(start, size) : small_chain(root, start, size);
    }
    return "";
  }

 private:
  static constexpr uint32_t ends = 0xFFFFFFFA;
  size_t limit() const { return bytes_.size() / sector_ + 1; }
  size_t place(uint32_t number) const { return (size_t(number) + 1) * sector_; }
  void add_fat(uint32_t number) {
    if (number >= ends || place(number) + sector_ > bytes_.size() || fat_.size() > limit() + sector_) return;
    for (size_t k = 0; k < sector_; k += 4) fat_.push_back(four(bytes_, place(number) + k));
  }
  std::string chain(uint32_t number, size_t size) const {
    std::string out;
    for (size_t i = 0; i < limit() && number < ends && out.size() < size && place(number) < bytes_.size(); ++i) {
      out += bytes_.substr(place(number), sector_);
      number = number < fat_.size() ? fat_[number] : ends;
    }
    if (out.size() > size) out.resize(size);
    return out;
  }
  std::string small_chain(const std::string& root, uint32_t number, size_t size) const {
    std::string table = chain(four(bytes_, 60), SIZE_MAX), out;
    for (size_t i = 0; i < limit() * 64 && number < ends && out.size() < size && size_t(number) * 64 < root.size(); ++i) {
      out += root.substr(size_t(number) * 64, 64);
      number = four(table, size_t(number) * 4);
    }
    return out.substr(0, size);
  }

  std::string_view bytes_;
  size_t sector_;
  std::vector<uint32_t> fat_;
};

/// The number formats of a book, as cells refer to them.
class Formats {
 public:
  void take(uint32_t type, std::string_view data) {
    if (type == 0x41E && data.size() > 5) codes_[two(data, 0)] = code_of(data);
    if (type == 0xE0 && data.size() > 4) cells_.push_back(two(data, 2));
  }
  /// Of each cell format by its number, once the whole book has been read.
  std::vector<CellFormat> all() const {
    std::vector<CellFormat> out;
    for (uint32_t id : cells_) {
      auto own = codes_.find(id);
      out.push_back(own == codes_.end() ? builtin_format(int(id)) : cell_format(own->second));
    }
    return out;
  }

 private:
  static std::string code_of(std::string_view data) {
    bool wide = data[4] & 1;
    size_t size = two(data, 2) * (wide ? 2 : 1);
    std::string_view text = data.substr(5, size);
    return wide ? text::decode(text, text::Encoding::utf16le).text : std::string(text);
  }
  std::map<uint32_t, std::string> codes_;
  std::vector<uint32_t> cells_;
};

struct Record {
  uint32_t type = 0;
  std::string_view data;
};

/// The record at `at`, and `at` moved behind it; type 0 at the end.
Record next_record(std::string_view stream, size_t& at) {
  if (at + 4 > stream.size()) return {};
  Record out{two(stream, at), stream.substr(at + 4, two(stream, at + 2))};
  at += 4 + out.data.size();
  return out.data.size() == two(stream, at - out.data.size() - 2) ? out : Record{};
}

void read_sheet(std::string_view stream, size_t at, XlsMarks& out) {
  auto note = [&](uint32_t row, uint32_t column, uint32_t format) {
    if (format < out.formats.size() && out.formats[format].kind == CellFormat::digits) out.digits[{row, column}] = format;
  };
  for (Record r = next_record(stream, at); r.type && r.type != 0x0A; r = next_record(stream, at)) {
    if ((r.type == 0x203 || r.type == 0x27E || r.type == 0x06) && r.data.size() >= 6) note(two(r.data, 0), two(r.data, 2), two(r.data, 4));
    if (r.type == 0xBD)
      for (size_t k = 4, column = two(r.data, 2); k + 8 <= r.data.size(); k += 6, ++column) note(two(r.data, 0), uint32_t(column), two(r.data, k));
    if (r.type == 0xE5)
      for (size_t k = 2; k + 8 <= r.data.size(); k += 8)
        if (two(r.data, k + 2) > two(r.data, k)) out.merges.push_back({two(r.data, k + 4), int64_t(two(r.data, k)) + 1, int64_t(two(r.data, k + 2)) + 1});
  }
  std::stable_sort(out.merges.begin(), out.merges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

}  // namespace

std::vector<XlsMarks> read_xls_marks(std::string_view bytes) {
  if (bytes.size() < 512) return {};
  Container container(bytes);
  std::string stream = container.stream("Workbook");
  if (stream.empty()) return {};  // BIFF 5 writes its formats otherwise
  std::vector<std::pair<size_t, bool>> sheets;
  Formats formats;
  size_t at = 0;
  for (Record r = next_record(stream, at); r.type && r.type != 0x0A; r = next_record(stream, at)) {
    formats.take(r.type, r.data);
    if (r.type == 0x85 && r.data.size() > 5) sheets.emplace_back(four(r.data, 0), r.data[4] != 0);
  }
  std::vector<XlsMarks> out;
  for (auto [offset, hidden] : sheets) {
    out.emplace_back();
    out.back().hidden = hidden;
    out.back().formats = formats.all();
    read_sheet(stream, offset, out.back());
  }
  return out;
}

}  // namespace musubi::file
