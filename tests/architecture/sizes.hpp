// Small files, small functions (design.md §3).
#pragma once
#include "tests/architecture/tree.hpp"

namespace musubi::architecture {

constexpr int longest_file = 500, longest_function = 60;

/// A function as it was found: where its head begins, and how many lines it has up to its closing brace.
struct Function {
  std::string path, name;
  int line = 0, lines = 0;
};

/// The functions of a C++ text, found roughly: braces behind a parameter list, outside of other functions.
std::vector<Function> functions_of(const File& file);

/// Written C++, SQL and script files that are too long.
Findings long_files(const Files& files);

/// Functions of core and connectors that are too long. (A test's table of cases is data.)
Findings long_functions(const Files& files);

/// The ten largest files and functions, and the median file, for people to read.
std::string largest(const Files& files);

}  // namespace musubi::architecture
