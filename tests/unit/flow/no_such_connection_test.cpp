#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

TEST(NoSuchConnection, NamesTheNearestOnlyIfThereIsOne) {
  testing::HubFolder hub;
  hub.write("connections/members.yaml", "connector: file\nconfig: {streams: {}}\n");
  for (auto [name, sentence] : {std::pair("membres", "“membres” (nearest: members)."), std::pair("zzz", "“zzz”. Name")}) {
    SyncRequest request;
    request.connections = {name};
    try {
      hub.sync(request);
      FAIL() << name;
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find(sentence), std::string::npos) << e.what();
    }
  }
}

}  // namespace
}  // namespace musubi
