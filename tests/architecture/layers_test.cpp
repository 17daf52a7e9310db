// Does every file use only what its room may use?
#include "tests/architecture/layers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace musubi::architecture {
namespace {

File file(std::string path, std::string text = "") {
  return {std::move(path), std::move(text)};
}

const Files planted = {
    file("core/base/error.hpp", "#pragma once\n"),
    file("core/store/store.hpp", "#include \"core/store/session.hpp\"\n"),
    file("core/store/session.hpp", "#include <soci/soci.h>\n"),
    file("core/store/store.cpp", "#include \"core/store/store.hpp\"\n#include <fstream>\n"),
    file("core/flow/sync.cpp", "#include \"core/store/store.hpp\"\n#include \"core/base/error.hpp\"\n"),
    file("core/map/map.cpp",
         "#include \"core/base/error.hpp\"\n  #  include \"core/store/store.hpp\"\n#include <fstream>\n"
         "auto t = std::chrono::system_clock::now();  // system_clock::now\n"),
    file("core/text/fold.hpp", "#include <string>\n#include <unicode/uchar.h>\n"),
    file("core/text/fold.cpp",
         "#include <unicode/uchar.h>\n#include <fmt/format.h>\n#include \"core/base/error.hpp\"\n"),
    file("core/sdk/host.hpp", "#include \"abi.h\"\n#include <nlohmann/json.hpp>\n"),
    file("core/sdk/abi.h", "#include <stdint.h>\n"),
    file("core/cellar/wine.cpp", "#include \"core/base/error.hpp\"\n"),
    file("core/merge/merge.cpp",
         "#include \"tests/unit/thing.hpp\"\n#include \"core/merge/none.hpp\"\n#include \"local.hpp\"\n"),
    file("core/merge/local.hpp"),
    file("connectors/file/read.cpp",
         "#include \"core/sdk/host.hpp\"\n#include \"connectors/sql/sql.hpp\"\n#include \"made.hpp\"\n"),
    file("connectors/sql/sql.hpp", "#include \"core/base/error.hpp\"\n"),
    file("tests/unit/thing.hpp",
         "#include \"core/store/session.hpp\"\n#include \"connectors/sql/sql.hpp\"\n"),
};

TEST(LayersTest, SeesWhatARoomMayNotUse) {
  EXPECT_EQ(printed(room_violations(planted)),
            "core/map/map.cpp:2: map may not use store (core/store/store.hpp)\n"
            "core/text/fold.cpp:3: text may not use base (core/base/error.hpp)\n"
            "core/cellar/wine.cpp:1: the room cellar is not in the table of rooms (core/base/error.hpp)\n"
            "core/merge/merge.cpp:1: nothing outside tests may use tests (tests/unit/thing.hpp)\n"
            "core/merge/merge.cpp:2: there is no core/merge/none.hpp\n"
            "core/merge/merge.cpp:3: write the include from the root: core/merge/local.hpp\n"
            "connectors/file/read.cpp:2: a connector may use sdk and text only (connectors/sql/sql.hpp)\n"
            "connectors/sql/sql.hpp:1: a connector may use sdk and text only (core/base/error.hpp)\n");
}

TEST(LayersTest, SeesMoreThanTheStandardLibraryInTextAndSdk) {
  EXPECT_EQ(printed(std_only_violations(planted)),
            "core/text/fold.hpp:2: text stands on the standard library alone (unicode/uchar.h)\n"
            "core/text/fold.cpp:2: text stands on the standard library alone (fmt/format.h)\n"
            "core/sdk/host.hpp:2: sdk stands on the standard library alone (nlohmann/json.hpp)\n");
}

TEST(LayersTest, SeesHeavyHeadersThatCrossAWall) {
  EXPECT_EQ(printed(heavy_violations(planted)),
            "core/sdk/host.hpp:0: other rooms include it, and it brings nlohmann/json.hpp\n"
            "core/store/store.hpp:0: other rooms include it, and it brings soci/soci.h through "
            "core/store/session.hpp\n");
}

TEST(LayersTest, SeesClocksAndFilesInPureRooms) {
  EXPECT_EQ(printed(purity_violations(planted)),
            "core/map/map.cpp:3: map is pure: no <fstream>\n"
            "core/map/map.cpp:4: map is pure: no clock, no environment\n");
}

TEST(LayersTest, SeesLinksThatTheTableForbids) {
  EXPECT_EQ(printed(link_violations(
                "musubi_room(record USES base)\nmusubi_room(map USES base\n  store LIBS yaml-cpp)\n")),
            "CMakeLists.txt:0: map may not use store\n");
}

TEST(LayersTest, EveryIncludeFollowsTheTable) {
  EXPECT_EQ(printed(room_violations(project())), "");
}
TEST(LayersTest, TextAndSdkStandOnTheStandardLibrary) {
  EXPECT_EQ(printed(std_only_violations(project())), "");
}
TEST(LayersTest, HeavyHeadersStayInTheirRooms) {
  EXPECT_EQ(printed(heavy_violations(project())), "");
}
TEST(LayersTest, PureRoomsArePure) {
  EXPECT_EQ(printed(purity_violations(project())), "");
}

TEST(LayersTest, LinksFollowTheTable) {
  auto root = std::find_if(project().begin(), project().end(),
                           [](const File& f) { return f.path == "CMakeLists.txt"; });
  ASSERT_NE(root, project().end());
  EXPECT_EQ(printed(link_violations(root->text)), "");
}

TEST(LayersTest, TheTreeWasRead) {
  size_t rooms = 0;
  for (const File& f : project()) rooms += f.is_cpp() && !room_of(f.path).empty();
  EXPECT_GT(rooms, 50U);
}

}  // namespace
}  // namespace musubi::architecture
