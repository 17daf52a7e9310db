// Runs every *.scenario of this folder: the master must be as written there, and the same whatever the order, the batches and
// the repetitions. --bless rewrites the expected parts instead; the diff is what a reviewer reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/flow/hub.hpp"
#include "tests/golden/play.hpp"
#include "tests/scratch.hpp"

namespace musubi::golden {
namespace {

namespace fs = std::filesystem;

bool bless = false;

std::vector<std::string> scenario_files() {
  const char* root = std::getenv("MUSUBI_SOURCE");
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(root ? root : ".") / "tests" / "golden"))
    if (entry.path().extension() == ".scenario") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

/// One cluster for the whole program, in a folder that goes with it.
class Cluster : public testing::Environment {
 public:
  void SetUp() override {
    folder = scratch_folder("golden");
    keeper = std::make_unique<Store>(Store::open("", folder));
  }
  void TearDown() override {
    keeper.reset();
    std::error_code left;  // the server may still be taking its own files away
    for (int i = 0; i < 100 && (fs::remove_all(folder, left), fs::exists(folder)); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  static inline std::string folder;
  static inline std::unique_ptr<Store> keeper;
};

class Golden : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    scenario = read_scenario(GetParam());
    scenario.configuration.hub.data = Cluster::folder;
  }
  std::string played(Way way, unsigned seed = 0) {
    Hub hub = open_hub(scenario.configuration);
    return play(hub, scenario, way, seed);
  }
  Scenario scenario;
};

TEST_P(Golden, as_written) {
  std::string got = played(Way::as_written);
  if (bless) {
    std::ofstream(GetParam(), std::ios::binary) << scenario.head << got;
    return;
  }
  EXPECT_EQ(scenario.expected, got);
}

TEST_P(Golden, one_record_at_a_time) { EXPECT_EQ(played(Way::as_written), played(Way::one_at_a_time)); }

TEST_P(Golden, twice_over) { EXPECT_EQ(played(Way::as_written), played(Way::twice)); }

TEST_P(Golden, shuffled_across_keys) {
  std::string straight = played(Way::as_written);
  for (unsigned seed = 1; seed <= 4; ++seed) EXPECT_EQ(straight, played(Way::shuffled, seed)) << "seed " << seed;
}

TEST_P(Golden, killed_at_every_commit) {
  std::string straight = played(Way::as_written);
  std::vector<std::string> ended = play_killed(scenario.configuration, scenario);
  EXPECT_GE(ended.size(), scenario.runs);
  for (size_t i = 0; i < ended.size(); ++i) EXPECT_EQ(straight, ended[i]) << "kill " << i + 1;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).stem().string();
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenario, Golden, testing::ValuesIn(scenario_files()), test_name);

}  // namespace
}  // namespace musubi::golden

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--bless") musubi::golden::bless = true;
  testing::AddGlobalTestEnvironment(new musubi::golden::Cluster);
  return RUN_ALL_TESTS();
}
