#include "tests/architecture/exports.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sstream>

namespace musubi::architecture {
namespace {

std::string output_of(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  char buffer[4096];
  while (size_t size = pipe ? fread(buffer, 1, sizeof buffer, pipe.get()) : 0) out.append(buffer, size);
  return out;
}

}  // namespace

Findings export_violations(const std::vector<std::filesystem::path>& plugins) {
  Findings out;
  for (const auto& plugin : plugins) {
    std::istringstream symbols(
        output_of("nm -D --defined-only --format=just-symbols '" + plugin.string() + "'"));
    bool found = false;
    for (std::string symbol; std::getline(symbols, symbol);) {
      if (symbol == "musubi_connector")
        found = true;
      else
        out.push_back({plugin.filename().string(), 0, "exports " + symbol});
    }
    if (!found) out.push_back({plugin.filename().string(), 0, "does not export musubi_connector"});
  }
  return out;
}

std::vector<std::filesystem::path> plugins_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".so") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace musubi::architecture
