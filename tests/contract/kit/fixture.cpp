#include "tests/contract/kit/fixture.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/sdk/connector_abi.h"

namespace contract {
namespace {

namespace fs = std::filesystem;

constexpr std::array result_names = {"OK", "STOPPED", "CONFIG", "AUTH", "RATE", "TRANSIENT", "DATA", "BUG"};

std::string read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string with_names(std::string text, const std::map<std::string, std::string>& names) {
  for (const auto& [name, value] : names) {
    std::string mark = "{" + name + "}";
    for (size_t at = 0; (at = text.find(mark, at)) != text.npos; at += value.size())
      text.replace(at, mark.size(), value);
  }
  return text;
}

template <class Each>
void for_each_line(const fs::path& file, const std::map<std::string, std::string>& names, Each each) {
  std::istringstream in(with_names(read_text(file), names));
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \r") == line.npos) continue;
    try {
      each(json::parse(line));
    } catch (const json::exception& e) {
      throw Broken{file.string() + ", line " + std::to_string(number) + ": " + e.what()};
    }
  }
}

void read_expected(Fixture& fixture, const std::map<std::string, std::string>& names) {
  fs::path file = fixture.folder / "expected.jsonl";
  fixture.has_expected = fs::exists(file);
  for_each_line(file, names, [&](const json& line) {
    std::string held = line.contains("record") ? line["record"].dump()
                                               : "unreadable:" + line.at("unreadable").get<std::string>();
    fixture.expected[line.at("stream")].emplace(line.at("key"), held);
  });
}

}  // namespace

std::vector<const Case*> Fixture::of(const std::string& call) const {
  std::vector<const Case*> out;
  for (const Case& c : cases)
    if (c.call == call) out.push_back(&c);
  return out;
}

json Fixture::settings(const Case* c) const {
  json out = config;
  if (!c) return out;
  for (const auto& [path, value] : part(c->text, "set").items()) out[json::json_pointer("/" + path)] = value;
  for (const auto& path : c->text.value("unset", json::array())) {
    json::json_pointer at("/" + path.get<std::string>());
    out.at(at.parent_pointer()).erase(at.back());
  }
  return out;
}

Fixture read_fixture(const fs::path& folder, const std::map<std::string, std::string>& names) {
  Fixture fixture;
  fixture.folder = fs::absolute(folder).lexically_normal();
  auto all = names;
  all["fixture"] = fixture.folder.string();
  fs::path config = fixture.folder / "config.json";
  if (!fs::exists(config)) throw Broken{"there is no " + config.string()};
  try {
    fixture.config = json::parse(with_names(read_text(config), all));
  } catch (const json::exception& e) {
    throw Broken{config.string() + ": " + e.what()};
  }
  read_expected(fixture, all);
  for_each_line(fixture.folder / "cases.jsonl", all, [&](const json& line) {
    std::string call = line.at("call");
    fixture.cases.push_back({line.value("name", call), call, result_code(line.value("result", "OK")), line});
  });
  return fixture;
}

Servers::Servers(fs::path folder) : folder_(fs::absolute(folder)) {
  if (!fs::exists(folder_ / "start.sh")) return;
  std::string pattern = (fs::temp_directory_path() / "musubi-fixture-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw Broken{"cannot make a temporary folder"};
  temporary_ = pattern;
  setenv("MUSUBI_FIXTURE_TMP", pattern.c_str(), 1);
  FILE* out = popen(("cd '" + folder_.string() + "' && sh ./start.sh").c_str(), "r");
  if (!out) throw Broken{"cannot run start.sh"};
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), line.size(), out)) {
    std::string text(line.data());
    size_t equals = text.find('=');
    if (equals != text.npos)
      names_[text.substr(0, equals)] = text.substr(equals + 1, text.find_last_not_of("\r\n") - equals);
  }
  int status = pclose(out);
  if (status != 0)
    throw Broken{"start.sh of the fixture failed with status " + std::to_string(WEXITSTATUS(status))};
}

Servers::~Servers() {
  if (temporary_.empty()) return;
  if (fs::exists(folder_ / "stop.sh") &&
      std::system(("cd '" + folder_.string() + "' && sh ./stop.sh").c_str()) != 0)
    std::fprintf(stderr, "stop.sh of the fixture failed\n");
  std::error_code none;
  fs::remove_all(temporary_, none);
}

const json& part(const json& whole, const char* name) {
  static const json none = json::object();
  auto found = whole.find(name);
  return found == whole.end() ? none : *found;
}

int32_t result_code(const std::string& name) {
  for (size_t i = 0; i < result_names.size(); ++i)
    if (name == result_names[i]) return static_cast<int32_t>(i);
  throw Broken{"there is no result " + name};
}

std::string result_name(int32_t code) {
  if (code < 0 || static_cast<size_t>(code) >= result_names.size())
    return "the unknown result " + std::to_string(code);
  return result_names[static_cast<size_t>(code)];
}

std::string spelled(const std::string& text) {
  json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_object()) throw Broken{"a record is no JSON object: " + text.substr(0, 80)};
  return parsed.dump();
}

}  // namespace contract
