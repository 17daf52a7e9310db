// Do names say what they name?
#include "tests/architecture/names.hpp"

#include <gtest/gtest.h>

namespace musubi::architecture {
namespace {

TEST(NamesTest, SeesEmptyWords) {
  const Files planted = {
      {"core/flow/job_manager.cpp", ""}, {"core/text/utils.hpp", ""}, {"core/text/utility_bill.hpp", ""},
      {"core/text/CamelCase.hpp", ""},   {"docs/common.md", ""},      {"core/text/uncommon.hpp", ""}};
  EXPECT_EQ(printed(file_name_violations(planted)),
            "core/flow/job_manager.cpp:0: \"manager\" says nothing\n"
            "core/text/utils.hpp:0: \"utils\" says nothing\n"
            "core/text/CamelCase.hpp:0: C++ files are named in snake_case\n"
            "docs/common.md:0: \"common\" says nothing\n");
}

TEST(NamesTest, SeesWhatWasLeftForLater) {
  const std::string later =
                        "// TO"
                        "DO: later\n",
                    place =
                        "path = '/wo"
                        "rk/main';\n";
  const Files planted = {{"core/a.cpp", "x\n" + later},
                         {"tests/b.py", place},
                         {"core/c.cpp", "// the TODOS of a homework/list\n"}};
  EXPECT_EQ(printed(left_over_violations(planted)),
            "core/a.cpp:2: finish it, or open an issue\n"
            "tests/b.py:1: a place of one machine\n");
}

TEST(NamesTest, SeesSynonymsOfSettings) {
  const Files planted = {{"connectors/shop/config.schema.json",
                          R"({"type": "object", "additionalProperties": false, "properties": {
            "base_url": {}, "endpoint": {}, "token": {},
            "auth": {"properties": {"token": {}, "username": {}}},
            "streams": {"type": "object", "additionalProperties": {
              "type": "object", "additionalProperties": false, "properties": {"limit": {}}}}}})"},
                         {"connectors/broken/config.schema.json", "{"},
                         {"docs/config.schema.json", "{"}};
  EXPECT_EQ(printed(setting_violations(planted)),
            "connectors/shop/config.schema.json:0: auth: \"additionalProperties\": false is missing; a "
            "misspelt setting would pass\n"
            "connectors/shop/config.schema.json:0: auth.username: call it auth.user\n"
            "connectors/shop/config.schema.json:0: base_url: call it endpoint\n"
            "connectors/shop/config.schema.json:0: streams.limit: call it page_size\n"
            "connectors/shop/config.schema.json:0: token: call it auth.token\n"
            "connectors/broken/config.schema.json:0: no JSON\n");
}

TEST(NamesTest, FilesAreNamedForWhatTheyHold) {
  EXPECT_EQ(printed(file_name_violations(project())), "");
}
TEST(NamesTest, NothingIsLeftForLater) {
  EXPECT_EQ(printed(left_over_violations(project())), "");
}
TEST(NamesTest, SettingsHaveOneName) {
  EXPECT_EQ(printed(setting_violations(project())), "");
}

}  // namespace
}  // namespace musubi::architecture
