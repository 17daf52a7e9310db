#include "tests/contract/kit/symbols.hpp"

#include <elf.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "tests/contract/kit/fixture.hpp"

namespace contract {
namespace {

template <class T>
T at(const std::string& bytes, size_t offset) {
  T out;
  if (offset > bytes.size() || bytes.size() - offset < sizeof out) throw Broken{"the file is cut short"};
  std::memcpy(&out, bytes.data() + offset, sizeof out);
  return out;
}

bool is_exported(const Elf64_Sym& symbol) {
  unsigned binding = ELF64_ST_BIND(symbol.st_info), sight = ELF64_ST_VISIBILITY(symbol.st_other);
  return symbol.st_shndx != SHN_UNDEF && symbol.st_shndx != SHN_ABS && binding != STB_LOCAL &&
         (sight == STV_DEFAULT || sight == STV_PROTECTED);
}

}  // namespace

std::vector<std::string> exported_symbols(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream stream;
  stream << in.rdbuf();
  const std::string bytes = stream.str();
  auto head = at<Elf64_Ehdr>(bytes, 0);
  if (std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_ident[EI_CLASS] != ELFCLASS64)
    throw Broken{"the file is no 64-bit ELF object"};
  std::vector<std::string> out;
  for (size_t i = 0; i < head.e_shnum; ++i) {
    auto section = at<Elf64_Shdr>(bytes, head.e_shoff + i * head.e_shentsize);
    if (section.sh_type != SHT_DYNSYM) continue;
    auto names = at<Elf64_Shdr>(bytes, head.e_shoff + section.sh_link * head.e_shentsize);
    for (size_t n = 0; n < section.sh_size / sizeof(Elf64_Sym); ++n) {
      auto symbol = at<Elf64_Sym>(bytes, section.sh_offset + n * sizeof(Elf64_Sym));
      size_t name = names.sh_offset + symbol.st_name;
      if (is_exported(symbol) && name < bytes.size()) out.emplace_back(bytes.c_str() + name);
    }
  }
  return out;
}

}  // namespace contract
