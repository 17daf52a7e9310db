// A whole read, discovery or check of a small program, and what the host hears of it.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "connectors/process/settings.hpp"
#include "core/sdk/connector.hpp"
#include "tests/scratch.hpp"
#include "tests/unit/connectors/spelled.hpp"

extern "C" const mu_connector* musubi_connector();

namespace musubi::process {

namespace fs = std::filesystem;

/// A host that writes down what happens, one line each.
struct Notes {
  std::vector<std::string> lines;
  std::map<std::string, std::string> secrets{{"secrets/token", "first-token"}};
  std::string failure;
  mu_host table = made();

  static Notes& of(void* self) { return *static_cast<Notes*>(self); }
  static std::string str(mu_text t) { return std::string(sdk::view(t)); }
  mu_host made() {
    mu_host out{};
    out.size = sizeof out;
    out.self = this;
    out.record = [](void* self, mu_text, mu_text key, mu_text json) -> int32_t {
      return of(self).lines.push_back("record " + str(key) + " " + str(json)), MU_OK;
    };
    out.checkpoint = [](void* self, mu_text, mu_text state) -> int32_t {
      return of(self).lines.push_back("state " + str(state)), MU_OK;
    };
    out.secret = [](void* self, mu_text name, mu_take take, void* to) -> int32_t {
      auto found = of(self).secrets.find(str(name));
      if (found == of(self).secrets.end()) return MU_CONFIG;
      return take(to, sdk::text(found->second)), MU_OK;
    };
    out.keep_secret = [](void* self, mu_text name, mu_text value) -> int32_t {
      of(self).secrets[str(name)] = str(value);
      return of(self).lines.push_back("keep " + str(name) + " " + str(value)), MU_OK;
    };
    out.stopping = [](void*) -> int32_t { return 0; };
    out.log = [](void* self, int32_t, mu_text line) { of(self).lines.push_back("log " + test::spelled(str(line), musubi_connector()->messages)); };
    out.fail = [](void* self, mu_text, mu_pairs, mu_text sentence) { of(self).failure = str(sentence); };
    out.retry_after = [](void*, int64_t) {};
    out.unreadable = [](void* self, mu_text, mu_text, mu_text raw, mu_text id, mu_pairs, mu_text) -> int32_t {
      return of(self).lines.push_back("held " + str(id) + " " + str(raw)), MU_OK;
    };
    return out;
  }
};

struct ProcessRead : testing::Test {
  fs::path folder = scratch_folder("process");
  Notes notes;
  Json config{{"protocol", "singer"},
              {"command", Json::array({"sh", "program.sh"})},
              {"directory", folder.string()},
              {"settings", {{"token", {{"secret", "token"}}}}}};

  ~ProcessRead() override { fs::remove_all(folder); }

  /// A script that discovers one stream, `t` of key `id`, and reads as `reading` does; $config is its
  /// configuration's file, $state that of its state.
  void singer(const std::string& reading) {
    std::ofstream(folder / "program.sh") << R"(config=$2
if [ "$3" = --discover ]; then echo '{"streams":[{"tap_stream_id":"t","key_properties":["id"]}]}'; exit; fi
state=$6
)" << reading;
  }
  /// A Python program that speaks Airbyte's protocol: its catalogue's streams, and what it does when it
  /// reads. `say` writes one message, `record` a record of a stream.
  void airbyte(const std::string& streams, const std::string& reading) {
    config["protocol"] = "airbyte";
    config["command"] = Json::array({"python3", "-IS", "program.py"});
    std::ofstream(folder / "program.py") << R"(import json, os, sys, time
def say(type, **more): print(json.dumps({"type": type, **more}), flush=True)
def record(stream, id, **more): say("RECORD", record={"stream": stream, "data": {"id": id}, "emitted_at": 1, **more})
def status(stream, status, **more):
    say("TRACE", trace={"type": "STREAM_STATUS", "emitted_at": 1, "stream_status": {"stream_descriptor": {"name": stream, **more}, "status": status}})
def state(stream, at, **more):
    say("STATE", state={"type": "STREAM", "stream": {"stream_descriptor": {"name": stream, **more}, "stream_state": {"at": at}}})
def error(**error): say("TRACE", trace={"type": "ERROR", "emitted_at": 1, "error": error})
if sys.argv[1] == "spec":
    say("SPEC", spec={"connectionSpecification": {"properties": {"token": {"airbyte_secret": True}}}})
elif sys.argv[1] == "discover":
    say("CATALOG", catalog={"streams": [{"supported_sync_modes": ["full_refresh"], "source_defined_primary_key": [["id"]], **one} for one in )"
                                         << streams << R"(]})
else:
)";
    std::ofstream out(folder / "program.py", std::ios::app);
    std::istringstream lines(reading);
    for (std::string line; std::getline(lines, line);) out << "    " << line << '\n';
  }
  int32_t read(const std::string& stream = "t", const std::string& state = "") {
    return with_open([&](const mu_connector* c, void* self) {
      return c->read(self, sdk::text(stream), sdk::text(state));
    });
  }
  int32_t check() {
    return with_open([](const mu_connector* c, void* self) { return c->check(self); });
  }
  template <class Call>
  int32_t with_open(Call call) {
    const mu_connector* c = musubi_connector();
    std::string text = config.dump();
    void* self = c->open(&notes.table, sdk::text(text));
    if (!self) return MU_CONFIG;
    int32_t result = call(c, self);
    c->close(self);
    return result;
  }
  /// What the host heard that begins so.
  std::vector<std::string> heard(const std::string& front) const {
    std::vector<std::string> out;
    for (const std::string& line : notes.lines)
      if (line.starts_with(front)) out.push_back(line);
    return out;
  }
};

using Strings = std::vector<std::string>;

}  // namespace musubi::process
