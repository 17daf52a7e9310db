#include "tests/unit/connectors/file/fake_host.hpp"

#include <stdlib.h>

#include <nlohmann/json.hpp>

namespace musubi::test {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "musubi-file-XXXXXX").string();
  path_ = mkdtemp(name.data());
}

Folder::~Folder() {
  std::filesystem::remove_all(path_);
}

int32_t read_list(FakeHost& host, const std::string& members, const std::string& state, const std::string& others) {
  const mu_connector* table = musubi_connector();
  std::string config = "{" + others + R"("streams":{"list":{)" + members + "}}}";
  void* self = table->open(host.table(), sdk::text(config));
  if (!self) return MU_CONFIG;
  int32_t result = table->read(self, sdk::text("list"), sdk::text(state));
  table->close(self);
  return result;
}

std::string member(const Heard& record, const std::string& name) {
  auto json = nlohmann::json::parse(record.json);
  if (!json.contains(name)) return "";
  return json[name].is_string() ? json[name].get<std::string>() : json[name].dump();
}

}  // namespace musubi::test
