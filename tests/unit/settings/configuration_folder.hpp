// A configuration directory in a temporary folder, and the sentence that reading it ends with.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>  // mkdtemp

#include <filesystem>
#include <fstream>
#include <string>

#include "core/settings/settings.hpp"

namespace musubi::test {

class ConfigurationFolder : public testing::Test {
 protected:
  ConfigurationFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "musubi-settings-XXXXXX").string();
    directory = mkdtemp(name.data());
    write("musubi.yaml", "language: ja\ntime_zone: Asia/Tokyo\n");
  }
  ~ConfigurationFolder() override { std::filesystem::remove_all(directory); }

  void write(const std::string& name, const std::string& bytes) {
    std::filesystem::create_directories((directory / name).parent_path());
    std::ofstream(directory / name, std::ios::binary) << bytes;
  }

  Configuration load() { return load_configuration(directory, ""); }

  /// The error that loading, or applying `schema` to the connection pos, ends with.
  Message error_of(const std::string& schema = "") {
    try {
      Configuration read = load();
      if (schema.empty()) return {};
      ConnectionSettings pos = read.connections.at(0);
      apply_schema(pos, schema);
    } catch (const Error& e) {
      return e.message();
    }
    return {};
  }

  static std::string arg(const Message& m, const std::string& name) {
    for (const auto& [key, value] : m.args)
      if (key == name) return value;
    return "";
  }

  std::filesystem::path directory;
};

}  // namespace musubi::test
