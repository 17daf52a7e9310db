// What musubi-xls prints, cut anywhere, reads the same; what it would never print is refused.
#include "connectors/file/xls_output.hpp"

#include <gtest/gtest.h>

namespace musubi::file {
namespace {

std::string read(std::string_view printed, size_t step) {
  XlsOutput output;
  std::string out;
  for (size_t at = 0; at < printed.size(); at += step)
    if (!output.feed(printed.substr(at, step), [&](const XlsOutput::Piece& p) {
          out += p.what + std::to_string(p.row) + "," + std::to_string(p.column) + p.kind + "(" + std::string(p.text) + ")";
          return true;
        }))
      return "refused";
  return out;
}

TEST(XlsOutput, ReadsTheSameHoweverItIsCut) {
  const std::string printed = "C 0 1 t 4\na\nb C 2 0 n 1\n7C 3 0 t 0\n";
  const std::string read_whole = read(printed, printed.size());
  EXPECT_EQ(read_whole, "C0,1t(a\nb )C2,0n(7)C3,0t()");
  for (size_t step = 1; step < printed.size(); ++step) EXPECT_EQ(read(printed, step), read_whole) << step;
}

TEST(XlsOutput, RefusesWhatIsNoHeading) {
  for (const char* odd : {"\n", "X 1\na", "C 1 2 t\n", "C 1 2 text 1\na", "S 1 1\na", "hello\n"}) EXPECT_EQ(read(odd, 3), "refused") << odd;
}

}  // namespace
}  // namespace musubi::file
