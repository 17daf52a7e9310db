// Sources that do not answer: the others have their turn all the same, and nothing keeps the hub from stopping.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/flow/worker.hpp"
#include "tests/unit/flow/hub_folder.hpp"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

class Ahead final : public Clock {
 public:
  Time now() const override { return SystemClock().now() + std::chrono::minutes(minutes); }
  std::atomic<int> minutes = 0;
};

class SilentSource : public ::testing::Test {
 protected:
  void connection(const std::string& name, const std::string& more) {
    folder.write("mappings/" + name + ".list.yaml", "source: " + name + ".list\nparties: {p: {kind: person, name: name}}\n");
    folder.write("connections/" + name + ".yaml",
                 "connector: scripted\nschedule: every 15 minutes\nconfig:\n  catalogue: '{\"streams\":[{\"name\":\"list\",\"schema\":{},\"key\":[\"id\"]}]}'\n" + more);
  }
  void begin() {
    Configuration configuration = load_configuration(folder.path, "");
    configuration.hub.connector_paths = {test_plugins()};
    hub.emplace(open_hub(std::move(configuration)));
    news.trouble = [](const Message&) {};
    news.ran = [this](const ConnectionReport& report) { ended += report.connection == "quick"; };
    worker = std::jthread([this](std::stop_token stop) { run_scheduled(*hub, scheduled(hub->configuration), 1, clock, stop, news); });
  }
  bool within(std::chrono::milliseconds time, const std::function<bool()>& condition) {
    for (auto end = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(10ms))
      if (condition()) return true;
    return condition();
  }
  bool running(const std::string& name) { return folder.values("select connection from hub.run where state = 'running'").find(name) != std::string::npos; }

  testing::HubFolder folder;
  std::optional<Hub> hub;
  Ahead clock;
  WorkerNews news;
  std::atomic<int> ended = 0;
  std::jthread worker;  // goes first
};

TEST_F(SilentSource, GivesItsPlaceUpAfterTenMinutes) {
  connection("a_silent", "  waits: 60000\n");
  connection("quick", "  tries: [[[record, '1', '{\"name\":\"山田 花子\"}'], [checkpoint, s]]]\n");
  begin();
  ASSERT_TRUE(within(10s, [&] { return running("a_silent"); }));
  EXPECT_FALSE(within(500ms, [&] { return ended > 0; })) << "there is one place";
  clock.minutes = 11;
  EXPECT_TRUE(within(10s, [&] { return ended == 1; }));
  EXPECT_TRUE(running("a_silent"));
}

TEST_F(SilentSource, IsLeftWhenTheHubStops) {
  connection("a_silent", "  waits: 60000\n");
  begin();
  ASSERT_TRUE(within(10s, [&] { return running("a_silent"); }));
  auto start = std::chrono::steady_clock::now();
  worker.request_stop();
  worker.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
  EXPECT_EQ(folder.values("select failure[1] from hub.run"), "flow.stopped ");
}

}  // namespace
}  // namespace musubi
