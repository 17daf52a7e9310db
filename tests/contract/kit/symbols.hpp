// The symbols that a shared object exports.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace contract {

/// Defined dynamic symbols of a 64-bit ELF file. Throws Broken where the file is none.
std::vector<std::string> exported_symbols(const std::filesystem::path& file);

}  // namespace contract
