// One embedded cluster for the whole test program, in a directory that goes with it; each test finds the
// tables empty.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>

#include "core/store/session.hpp"

namespace musubi {

/// A directory under the system's temporary one, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  std::filesystem::path path;
};

class HubTest : public testing::Test {
 protected:
  HubTest();
  Store& store();

  /// Statements of the test's own, committed at once.
  Session::Answer sql(const std::string& statement);
  std::string value(const std::string& statement);

  int64_t begin_run(const std::string& connection = "pos");
  Landed land(int64_t run, std::vector<RawRecord> batch, const std::optional<std::string>& state = {});
  /// Publishes everything pending; those whose key is in `held` as held.
  void publish(const std::vector<std::string>& held = {});
  /// "read/new/changed/unchanged/quarantined/deleted" of the run's only stream.
  std::string figures(int64_t run);

  StreamName members{"pos", "members"};
};

/// {"v":"<value>"} under a key of pos.members, digest made from the value.
RawRecord raw(const std::string& key, const std::string& value, const std::string& file = "",
              int64_t row = 0);
RawRecord tombstone(const std::string& key);
Time at(const std::string& iso);

}  // namespace musubi
