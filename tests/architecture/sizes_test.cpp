// Is anything too long to be read at once?
#include "tests/architecture/sizes.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace musubi::architecture {
namespace {

std::string lines(int count, const std::string& line = "  ;\n") {
  std::string out;
  for (int i = 0; i < count; ++i) out += line;
  return out;
}

TEST(SizesTest, FindsFunctionsRoughly) {
  const File file{"core/a/b.cpp",
                  "#include <a>\n"
                  "#define BODY \\\n  { x }\n"
                  "namespace a {\n"
                  "constexpr int table[] = {1, 2};\n"
                  "struct S final : Base<int> {\n"
                  "  explicit S(int x) : x_{x}, y_(x) { go(); }\n"
                  "  int get() const noexcept {\n    return \"}{\"[0] + '{';\n  }\n"
                  "  int x_{0}, y_;\n"
                  "};\n"
                  "template <class T>\nauto\nlong_head(T t) -> int {\n  if (t) {\n    auto f = [](int i) { "
                  "return i; };\n  }\n  // }\n}\n"
                  "enum class E { a, b };\n"
                  "}\n"};
  std::string found;
  for (const Function& f : functions_of(file))
    found += f.name + "@" + std::to_string(f.line) + "+" + std::to_string(f.lines) + " ";
  EXPECT_EQ(found, "S@7+1 get@8+3 long_head@13+8 ");
}

TEST(SizesTest, SeesWhatIsTooLong) {
  const Files planted = {
      {"core/a/long.cpp", lines(501)},
      {"core/a/table.inc", lines(9000)},
      {"core/a/generated/t.cpp", lines(9000)},
      {"core/a/right.cpp", lines(500)},
      {"core/a/function.cpp", "int f() {\n" + lines(59) + "}\n\nint g() {\n" + lines(58) + "}\n"},
      {"tests/a_test.cpp", "TEST(A, B) {\n" + lines(80) + "}\n"}};
  EXPECT_EQ(printed(long_files(planted)), "core/a/long.cpp:0: 501 lines; split it (at most 500)\n");
  EXPECT_EQ(printed(long_functions(planted)), "core/a/function.cpp:1: f has 61 lines\n");
}

TEST(SizesTest, FilesAreSmall) {
  std::cout << largest(project());
  EXPECT_EQ(printed(long_files(project())), "");
}

TEST(SizesTest, FunctionsAreSmall) {
  EXPECT_EQ(printed(long_functions(project())), "");
}

}  // namespace
}  // namespace musubi::architecture
