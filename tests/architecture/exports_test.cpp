// Does every plug-in export its one symbol and nothing else?
#include "tests/architecture/exports.hpp"

#include <gtest/gtest.h>

#include <set>

namespace musubi::architecture {
namespace {

TEST(ExportsTest, SeesASymbolThatLeaked) {
  // A sanitized build adds symbols of its own to a plug-in that does not hide them.
  EXPECT_NE(printed(export_violations({build_root() / "tests/leaky.so"})).find("leaky.so:0: exports _Z6leakedv\n"), std::string::npos);
  EXPECT_EQ(printed(export_violations({build_root() / "tests/none.so"})),
            "none.so:0: does not export musubi_connector\n");
}

TEST(ExportsTest, EveryPlugInExportsOneSymbol) {
  EXPECT_EQ(printed(export_violations(plugins_in(build_root() / "connectors"))), "");
}

TEST(ExportsTest, EveryConnectorWasBuilt) {
  std::set<std::string> built;
  for (const auto& plugin : plugins_in(build_root() / "connectors")) built.insert(plugin.stem().string());
  for (const File& f : project()) {
    std::string room = room_of(f.path);
    if (f.path == room + "/CMakeLists.txt" && room.starts_with("connectors/")) {
      EXPECT_TRUE(built.contains(room.substr(11))) << room;
    }
  }
  EXPECT_FALSE(built.empty());
}

}  // namespace
}  // namespace musubi::architecture
