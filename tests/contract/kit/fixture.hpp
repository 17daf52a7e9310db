// What the author of a connector says of it: a folder with good settings, what they deliver, and cases that
// go wrong.
//
//   config.json      settings as a person writes them; {fixture} is this folder, other {names} come from
//   start.sh expected.jsonl   {"stream":…,"key":…,"record":{…}} or {"stream":…,"key":…,"unreadable":"raw"},
//   one a line cases.jsonl      one case a line, see Case start.sh stop.sh start and stop what is read;
//   start.sh prints name=value lines for config.json and leaves servers in the
//                    background with their output closed; both find a folder for their files in
//                    $MUSUBI_FIXTURE_TMP
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace contract {

using nlohmann::json;

/// Ends a rule: the sentence is what failed.
struct Broken {
  std::string sentence;
};

/// Records of a stream as a bag of (key, JSON in one spelling); unreadable rows as (key, "unreadable:" raw).
using Bag = std::multiset<std::pair<std::string, std::string>>;

/// {"name":…,"set":{"auth/token":…},"unset":["a/b"],"call":"open|check|discover|read|receive|fetch","result":"AUTH",
///  "says":"part of the sentence, in either
///  language","stream":…,"keys":[…],"request":{…},"records":[…],"answer":{…},
///  "keeps":{"auth/token":…},"stop_after_ms":…}
struct Case {
  std::string name, call;
  int32_t result = 0;
  json text;  // the whole line
};

struct Fixture {
  std::filesystem::path folder;
  json config;
  std::map<std::string, Bag> expected;  // by stream
  bool has_expected = false;
  std::vector<Case> cases;

  std::vector<const Case*> of(const std::string& call) const;
  /// The settings of a case: config with its `set` and `unset`.
  json settings(const Case* c) const;
};

/// Reads a fixture; `names` replace {name} in config.json and cases.jsonl. Throws Broken.
Fixture read_fixture(const std::filesystem::path& folder, const std::map<std::string, std::string>& names);

/// Runs the fixture's start.sh, if any, and stop.sh when destroyed.
class Servers {
 public:
  /// Throws Broken when start.sh fails.
  explicit Servers(std::filesystem::path folder);
  ~Servers();
  Servers(const Servers&) = delete;
  const std::map<std::string, std::string>& names() const { return names_; }

 private:
  std::filesystem::path folder_, temporary_;
  std::map<std::string, std::string> names_;
};

/// A member that is an object, an empty one where there is none; lives as long as `whole`.
const json& part(const json& whole, const char* name);

/// "AUTH" as MU_AUTH; throws Broken.
int32_t result_code(const std::string& name);
std::string result_name(int32_t code);

/// JSON in one spelling; throws Broken where it is none.
std::string spelled(const std::string& text);

}  // namespace contract
