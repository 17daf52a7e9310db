// Is each type the only one of its name?
#include "tests/architecture/definitions.hpp"

#include <gtest/gtest.h>

namespace musubi::architecture {
namespace {

TEST(DefinitionsTest, SeesTwoTypesOfOneName) {
  const Files planted = {{"core/a/one.hpp", "namespace musubi {\nstruct Row;\nstruct Row {\n  struct Cell {};\n};\n}\n"},
                         {"core/b/two.cpp", "namespace musubi {\nnamespace {\nstruct Row {};\n}\nclass Cell {};\nclass Row final : public Base {\n};\nstruct Row::Impl {};\n}\n"},
                         {"core/c/three.cpp", "namespace musubi::c {\nstruct Row {};\nvoid f() {\n  struct Cell {};\n}\n}\n"},
                         {"connectors/x/row.hpp", "namespace musubi {\nstruct Token {\n};\n}\n"},
                         {"connectors/y/row.hpp", "namespace musubi {\nstruct Token {\n};\n}\n"},
                         {"connectors/y/lexer.hpp", "namespace musubi {\n// struct Row {\nstruct Token {\n};\n}\n"}};
  EXPECT_EQ(printed(definition_violations(planted)),
            "core/b/two.cpp:6: musubi::Row is another type in core/a/one.hpp\n"
            "connectors/y/lexer.hpp:3: musubi::Token is another type in connectors/y/row.hpp\n");
}

TEST(DefinitionsTest, ATypeIsTheOnlyOneOfItsName) { EXPECT_EQ(printed(definition_violations(project())), ""); }

}  // namespace
}  // namespace musubi::architecture
