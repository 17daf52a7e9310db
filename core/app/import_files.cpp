#include "core/app/import_files.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "core/app/print.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

/// JSON texts are YAML texts.
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + json_text(name);
  return "[" + out + "]";
}

/// First under another name, so that a full disk leaves no half file.
void write(const fs::path& file, const std::string& text) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  fs::path fresh = file;
  fresh += ".new";
  std::ofstream out(fresh, std::ios::binary);
  out << text;
  out.close();
  if (out) fs::rename(fresh, file, failed);
  if (out && !failed) return;
  fs::remove(fresh, failed);
  throw Error("app.cannot_write", {{"file", file.string()}});
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error("app.cannot_read", {{"file", file.string()}});
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Where the value of `path:` stands in a line, alone or among others in braces; nothing for other lines.
std::optional<std::pair<size_t, size_t>> path_value(const std::string& line) {
  size_t first = line.find_first_not_of(' '), at = line.find("path: ");
  if (first == line.npos || line[first] == '#' || at == line.npos) return {};
  size_t begin = at + 6;
  if (at == first) return std::pair(begin, line.size());
  if (line[at - 1] != '{' && line[at - 1] != ' ') return {};
  bool quoted = begin < line.size() && (line[begin] == '"' || line[begin] == '\'');
  size_t end = quoted ? line.find(line[begin], begin + 1) : line.find_first_of(",}", begin);
  if (end == line.npos) return {};
  return std::pair(begin, quoted ? end + 1 : end);
}

/// Another file of the same list: everything else of the connection stays as its keeper wrote it.
std::string with_path(const fs::path& file, const std::string& path) {
  std::istringstream in(read(file));
  std::string out, line;
  int found = 0;
  while (std::getline(in, line)) {
    if (auto value = path_value(line)) {
      ++found;
      line.replace(value->first, value->second - value->first, json_text(path));
    }
    out += line + "\n";
  }
  if (found != 1) throw Error("app.import_path_line", {{"file", file.string()}, {"path", path}});
  return out;
}

}  // namespace

std::string connection_text(const ImportPlan& plan, Lang lang) {
  bool ja = lang == Lang::ja;
  std::string out = ja ? "# musubi import で取り込んだ一覧。同じ名前の新しい一覧が来たら: musubi import 新しいファイル\n"
                       : "# A list taken in by musubi import. When a newer file of the same list comes: musubi import NEWER_FILE\n";
  out += "connector: file\n";
  out += ja ? "# touchpoint: 店舗             # 顧客接点の名前（musubi touchpoints）\n" : "# touchpoint: shop             # the touchpoint's name (musubi touchpoints)\n";
  out += ja ? "# schedule: 毎日 06:00         # musubi up が、この予定で読む\n" : "# schedule: daily 06:00        # when musubi up reads it\n";
  out += "config:\n  streams:\n    list:\n";
  out += "      path: " + json_text(plan.choice.path) + "\n";
  if (!plan.choice.sheet.empty()) out += "      sheet: " + json_text(plan.choice.sheet) + "\n";
  if (!plan.choice.inside.empty()) out += "      inside: " + json_text(plan.choice.inside) + "\n";
  if (!plan.choice.password.empty()) out += "      auth: {password: " + plan.choice.password + "}\n";
  if (!plan.key.empty()) out += "      key: " + listed(plan.key) + "\n";
  else out += ja ? "      # key: [会員番号]          # 行を名指しする列がない一覧です。行の中身が名前になります\n" : "      # key: [member number]     # no column names a row; its content does\n";
  return out;
}

ConnectionSettings planned_connection(const ImportPlan& plan, const Context& context) {
  ConnectionSettings out;
  out.name = plan.name;
  out.connector = "file";
  out.zone = context.zone;
  auto stream = nlohmann::ordered_json::parse(stream_settings(plan.choice));
  if (!plan.key.empty()) stream["key"] = plan.key;
  out.config_json = nlohmann::ordered_json{{"streams", {{"list", stream}}}}.dump();
  out.file = plan.connection_file;
  return out;
}

void write_plan(const ImportPlan& plan, Lang lang) {
  if (plan.known) return write(plan.connection_file, with_path(plan.connection_file, plan.choice.path));
  write(plan.mapping_file, plan.mapping);
  write(plan.connection_file, connection_text(plan, lang));
}

}  // namespace musubi
