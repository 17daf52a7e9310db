#include "connectors/file/archive.hpp"

#include <algorithm>

#include "connectors/file/fail.hpp"
#include "connectors/file/find_files.hpp"
#include "connectors/file/zip_archive.hpp"

namespace musubi::file {
namespace {

std::string base_name(const std::string& name) { return name.substr(name.find_last_of("/\\") + 1); }

bool is_list(const std::string& name) {
  std::string base = base_name(name);
  return !base.empty() && !base.starts_with('.') && !base.starts_with("~$") && name.find("__MACOSX") == name.npos && base != "Thumbs.db" && base != "desktop.ini";
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < names.size() && i < 20; ++i) out += (i ? ", " : "") + names[i];
  return out;
}

}  // namespace

Unpacked unpack(std::string_view archive, const std::string& file, const std::string& inside, const std::string& password) {
  ZipArchive zip(archive, file);
  Unpacked out;
  size_t chosen = 0;
  std::string wanted;
  std::vector<std::string> names = zip.names();
  std::vector<size_t> order;
  for (size_t i = 0; i < names.size(); ++i)
    if (is_list(names[i])) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return names[a] < names[b]; });
  for (size_t i : order) {
    out.others.push_back(names[i]);
    bool fits = inside.empty() || names[i] == inside || matches(inside, names[i]) || matches(inside, base_name(names[i]));
    if (!fits || !wanted.empty()) continue;
    wanted = names[i];
    chosen = i;
  }
  if (out.others.empty()) data_failure("archive_empty", {{"file", file}});
  if (wanted.empty()) config_failure("inside_not_there", {{"file", file}, {"inside", inside}, {"names", listed(out.others)}});
  out.name = base_name(wanted);
  zip.read_at(chosen, password, [&](std::string_view chunk) {
    out.bytes += chunk;
    return true;
  });
  return out;
}

std::string_view container_kind(std::string_view archive, const std::string& file) {
  ZipArchive zip(archive, file);
  if (zip.has("content.xml") && zip.has("mimetype")) return "ods";
  if (zip.has("_rels/.rels") || zip.has("xl/workbook.xml")) return "xlsx";
  return "";
}

}  // namespace musubi::file
