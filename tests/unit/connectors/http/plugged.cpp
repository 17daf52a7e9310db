#include "tests/unit/connectors/http/plugged.hpp"

#include <stdlib.h>

#include <fstream>

#include "tests/unit/connectors/spelled.hpp"

extern "C" const mu_connector* musubi_connector();

namespace musubi::test {
namespace {

TellingHost& of(void* self) {
  return *static_cast<TellingHost*>(self);
}
std::string str(mu_text text) {
  return std::string(sdk::view(text));
}

int32_t take_record(void* self, mu_text, mu_text key, mu_text json) {
  ++of(self).count;
  if (of(self).only_counts) return MU_OK;
  of(self).keys.push_back(str(key));
  of(self).records.push_back(str(json));
  return MU_OK;
}
int32_t take_state(void* self, mu_text, mu_text state) {
  of(self).states.push_back(str(state));
  return MU_OK;
}
int32_t give_secret(void* self, mu_text name, mu_take take, void* to) {
  auto at = of(self).secrets.find(str(name));
  if (at == of(self).secrets.end()) return MU_CONFIG;
  take(to, sdk::text(at->second));
  return MU_OK;
}
int32_t keep_secret(void* self, mu_text name, mu_text value) {
  of(self).order.push_back("keep " + str(name) + "=" + str(value));
  if (of(self).keeping == MU_OK) of(self).secrets[str(name)] = str(value);
  return of(self).keeping;
}
void fail(void* self, mu_text id, mu_pairs, mu_text sentence) {
  of(self).failed_id = str(id);
  of(self).failed_sentence = str(sentence);
}

}  // namespace

TellingHost::TellingHost() {
  table_.size = sizeof table_;
  table_.self = this;
  table_.record = take_record;
  table_.checkpoint = take_state;
  table_.secret = give_secret;
  table_.keep_secret = keep_secret;
  table_.hold_secrets = [](void* self, int32_t hold) {
    if (hold) of(self).when_held();
    of(self).order.push_back(hold ? "hold" : "let go");
    return int32_t{MU_OK};
  };
  table_.stopping = [](void*) { return int32_t{0}; };
  table_.log = [](void* self, int32_t, mu_text line) { of(self).lines.push_back(spelled(str(line), musubi_connector()->messages)); };
  table_.fail = fail;
  table_.retry_after = [](void* self, int64_t milliseconds) { of(self).order.push_back("retry after " + std::to_string(milliseconds / 10'000 * 10) + " s"); };
  table_.unreadable = [](void* self, mu_text, mu_text, mu_text raw, mu_text id, mu_pairs, mu_text) {
    of(self).held.push_back(str(id) + ": " + str(raw));
    return int32_t{MU_OK};
  };
}

std::string items_manifest(const std::string& stream, const std::string& retriever,
                           const std::string& requester) {
  return "streams:\n  - type: DeclarativeStream\n    name: items\n    primary_key: id\n    " + stream +
         "\n    retriever:\n      type: SimpleRetriever\n      " + retriever +
         "\n      requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /items" +
         (requester.empty() ? "" : ", ") + requester +
         "}\n      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: "
         "[items]}}\n";
}

ManifestFolder::ManifestFolder(const std::string& manifest) {
  std::string name = (std::filesystem::temp_directory_path() / "musubi-http-XXXXXX").string();
  path_ = mkdtemp(name.data());
  put("manifest.yaml", manifest);
}
ManifestFolder::~ManifestFolder() {
  std::filesystem::remove_all(path_);
}

void ManifestFolder::put(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string ManifestFolder::config(const std::string& settings) const {
  return R"({"manifest":")" + (path_ / "manifest.yaml").string() + R"(","settings":)" + settings + "}";
}

int32_t ManifestFolder::read(TellingHost& host, const std::string& settings, const std::string& stream,
                             const std::string& state) const {
  return read_with(config(settings), host, stream, state);
}

int32_t ManifestFolder::read_with(const std::string& text, TellingHost& host, const std::string& stream,
                                  const std::string& state) const {
  void* self = musubi_connector()->open(host.table(), sdk::text(text));
  if (!self) return MU_CONFIG;
  int32_t result = musubi_connector()->read(self, sdk::text(stream), sdk::text(state));
  musubi_connector()->close(self);
  return result;
}

int32_t ManifestFolder::fetch(TellingHost& host, const std::string& settings,
                              const std::vector<std::string>& keys, const std::string& stream) const {
  std::string text = config(settings);
  void* self = musubi_connector()->open(host.table(), sdk::text(text));
  if (!self) return MU_CONFIG;
  std::vector<mu_text> wanted;
  for (const std::string& key : keys) wanted.push_back(sdk::text(key));
  int32_t result = musubi_connector()->fetch(self, sdk::text(stream), wanted.data(), wanted.size());
  musubi_connector()->close(self);
  return result;
}

std::string ManifestFolder::discover(TellingHost& host, const std::string& settings) const {
  std::string text = config(settings), out;
  void* self = musubi_connector()->open(host.table(), sdk::text(text));
  if (!self) return "";
  musubi_connector()->discover(self, sdk::append, &out);
  musubi_connector()->close(self);
  return out;
}

int32_t ManifestFolder::login(TellingHost& host, const std::string& settings, const std::string& more,
                              const std::function<std::string(const std::string& open)>& browser) const {
  std::string text = config(settings);
  text.insert(text.size() - 1, more);
  int32_t result = read_with(text, host, "$login", "");
  if (result != MU_OK) return result;
  const std::string& consent = host.records.back();
  size_t begin = consent.find("\"open\":\"") + 8;
  std::string returned = browser(consent.substr(begin, consent.find('"', begin) - begin)),
              state = host.state();
  state.insert(state.size() - 1, ",\"returned\":" + json_text(returned));
  return read_with(text, host, "$login", state);
}

}  // namespace musubi::test
