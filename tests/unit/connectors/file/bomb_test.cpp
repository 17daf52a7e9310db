// Archives that unpack to far more than they look like: refused with a reason, before they fill the memory.
#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

std::string little(uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += char(number >> (8 * i));
  return out;
}

/// An entry of an archive: `before`, then `times` MiB of blanks, then `after`. The blanks are packed once.
struct PackedEntry {
  PackedEntry(std::string entry, const std::string& before, size_t times, const std::string& after) : name(std::move(entry)) {
    const std::string blanks(1 << 20, ' ');
    add(pack(before, Z_FULL_FLUSH), before, 1);
    add(pack(blanks, Z_FULL_FLUSH), blanks, times);
    add(pack(after, Z_FINISH), after, 1);
  }
  std::string name, packed;
  uint64_t size = 0;
  uLong sum = crc32(0, nullptr, 0);

 private:
  static std::string pack(const std::string& text, int flush) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 64, 0);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, flush);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
  }
  void add(const std::string& piece, const std::string& text, size_t times) {
    uLong one = crc32(0, reinterpret_cast<const Bytef*>(text.data()), uInt(text.size()));
    for (size_t i = 0; i < times; ++i) {
      packed += piece;
      sum = crc32_combine(sum, one, z_off_t(text.size()));
    }
    size += times * text.size();
  }
};

void write_zip(const std::string& path, const std::vector<PackedEntry>& entries) {
  std::string local, directory;
  for (const PackedEntry& e : entries) {
    std::string common = little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + little(e.sum, 4) + little(e.packed.size(), 4) + little(e.size, 4) +
                         little(e.name.size(), 2) + little(0, 2);
    directory += "PK\1\2" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(local.size(), 4) + e.name;
    local += "PK\3\4" + common + e.name + e.packed;
  }
  std::ofstream(path, std::ios::binary) << local << directory << "PK\5\6" << little(0, 4) << little(entries.size(), 2) << little(entries.size(), 2)
                                        << little(directory.size(), 4) << little(local.size(), 4) << little(0, 2);
}

struct FileBomb : testing::Test {
  FakeHost host;
  Folder folder;
  int32_t read(const std::string& file) { return read_list(host, "\"path\":\"" + folder.path(file) + "\""); }
};

TEST_F(FileBomb, AnArchiveIsReadWhateverItPacksToWithinReason) {
  write_zip(folder.path("list.zip"), {{"list.csv", "id,name\n1,a", 20, "\n2,b\n"}});
  EXPECT_EQ(read("list.zip"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records.size(), 2u);
}

TEST_F(FileBomb, AnArchiveIsRefused) {
  write_zip(folder.path("list.zip"), {{"list.csv", "id,name\n1,a", 200, "\n2,b\n"}});
  EXPECT_LT(std::filesystem::file_size(folder.path("list.zip")), 300'000u);
  EXPECT_EQ(read("list.zip"), MU_DATA);
  EXPECT_EQ(host.failed_id, "archive_too_big");
  EXPECT_NE(host.failed_sentence.find("list.csv inside list.zip"), std::string::npos) << host.failed_sentence;
  EXPECT_TRUE(host.records.empty());
}

TEST_F(FileBomb, APartOfAWorkbookIsRefused) {
  const std::string relations = R"(<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)",
                    inner = R"(<Relationships><Relationship Id="s1" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="t1" Type="x/sharedStrings" Target="texts.xml"/></Relationships>)",
                    book = R"(<workbook><sheets><sheet name="a" r:id="s1" xmlns:r="r"/></sheets></workbook>)",
                    sheet = R"(<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>id</t></is></c></row>)";
  for (bool texts : {true, false}) {
    write_zip(folder.path("list.xlsx"), {{"_rels/.rels", relations, 0, ""}, {"xl/workbook.xml", book, 0, ""}, {"xl/_rels/workbook.xml.rels", inner, 0, ""},
                                         {"xl/texts.xml", "<sst><si><t>", texts ? 200u : 0u, "</t></si></sst>"},
                                         {"xl/sheet.xml", sheet, texts ? 0u : 200u, "</sheetData></worksheet>"}});
    EXPECT_EQ(read("list.xlsx"), MU_DATA) << texts;
    EXPECT_EQ(host.failed_id, "archive_too_big") << host.failed_sentence;
    EXPECT_NE(host.failed_sentence.find("list.xlsx"), std::string::npos) << host.failed_sentence;
  }
}

}  // namespace
}  // namespace musubi::test
