// A host that writes down what a connector says, and a folder of files for it to read.
#pragma once
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"
#include "tests/unit/connectors/spelled.hpp"

extern "C" const mu_connector* musubi_connector();

namespace musubi::test {

struct Heard {
  std::string stream, key, json;
};
struct Held {
  std::string id, raw, sentence;
  Pairs args;
  std::string arg(std::string_view name) const {
    for (const auto& [n, value] : args)
      if (n == name) return value;
    return "";
  }
};

/// Records, rows that were held, states and the last failure.
class FakeHost {
 public:
  std::vector<Heard> records;
  std::vector<Held> held;
  std::vector<std::string> states, lines;
  std::string failed_id, failed_sentence;
  int64_t retry_after = 0;  // ms
  Pairs failed_args;
  std::map<std::string, std::string> secrets;
  size_t stop_after_checkpoints = SIZE_MAX;

  const mu_host* table() const { return &table_; }
  std::string state() const { return states.empty() ? "" : states.back(); }
  std::string failed_arg(std::string_view name) const {
    for (const auto& [n, value] : failed_args)
      if (n == name) return value;
    return "";
  }
  void forget() {
    records.clear(), held.clear(), lines.clear();
    failed_id.clear(), failed_sentence.clear(), failed_args.clear();
  }

 private:
  static FakeHost& of(void* self) { return *static_cast<FakeHost*>(self); }
  static std::string str(mu_text t) { return std::string(sdk::view(t)); }
  static Pairs pairs(mu_pairs p) {
    Pairs out;
    for (size_t i = 0; i < p.size; ++i) out.emplace_back(str(p.data[i].name), str(p.data[i].value));
    return out;
  }
  static mu_host make(FakeHost* self) {
    mu_host h{};
    h.size = sizeof(mu_host);
    h.self = self;
    h.record = [](void* s, mu_text stream, mu_text key, mu_text json) {
      of(s).records.push_back({str(stream), str(key), str(json)});
      return int32_t{MU_OK};
    };
    h.checkpoint = [](void* s, mu_text, mu_text state) {
      of(s).states.push_back(str(state));
      return int32_t{of(s).states.size() >= of(s).stop_after_checkpoints ? MU_STOPPED : MU_OK};
    };
    h.secret = [](void* s, mu_text name, mu_take take, void* to) {
      auto at = of(s).secrets.find(str(name));
      if (at == of(s).secrets.end()) return int32_t{MU_CONFIG};
      take(to, sdk::text(at->second));
      return int32_t{MU_OK};
    };
    h.keep_secret = [](void*, mu_text, mu_text) { return int32_t{MU_OK}; };
    h.stopping = [](void*) { return int32_t{0}; };
    h.log = [](void* s, int32_t, mu_text line) { of(s).lines.push_back(spelled(str(line), musubi_connector()->messages)); };
    h.fail = [](void* s, mu_text id, mu_pairs args, mu_text sentence) {
      of(s).failed_id = str(id);
      of(s).failed_args = pairs(args);
      of(s).failed_sentence = str(sentence);
    };
    h.retry_after = [](void* s, int64_t ms) { of(s).retry_after = ms; };
    h.unreadable = [](void* s, mu_text, mu_text, mu_text raw, mu_text id, mu_pairs args, mu_text sentence) {
      of(s).held.push_back({str(id), str(raw), str(sentence), pairs(args)});
      return int32_t{MU_OK};
    };
    return h;
  }
  mu_host table_ = make(this);
};

/// A folder of its own, gone at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  std::string put(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::string path(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Opens the connector with one stream "list" whose settings are `members` (JSON without braces), reads it
/// from `state`. `others`: more settings, with a comma behind each.
int32_t read_list(FakeHost& host, const std::string& members, const std::string& state = "", const std::string& others = "");

/// The member `name` of a record, "" where there is none.
std::string member(const Heard& record, const std::string& name);

}  // namespace musubi::test
