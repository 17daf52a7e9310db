// Which name was meant?
#include "core/base/nearest.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(NearestTest, OffersTheNameThatWasMeant) {
  struct Case {
    const char *word, *meant;
  };
  const std::vector<std::string> names = {"language",   "time_zone", "database",    "data",
                                          "connectors", "電話番号",  "携帯電話番号"};
  const Case cases[] = {
      {"langage", "language"},
      {"lnaguage", "language"},
      {"Language", "language"},
      {"time-zone", "time_zone"},
      {"dta", "data"},
      {"databse", "database"},
      {"conectors", "connectors"},
      {"電和番号", "電話番号"},
      {"電話番", "電話番号"},
      {"data", "data"},
      {"colour", ""},
      {"x", ""},
      {"", ""},
      {"住所", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(nearest(c.word, names), c.meant) << c.word;
}

TEST(NearestTest, TheFirstOfEqualsAndNothingFromNothing) {
  EXPECT_EQ(nearest("bat", {"cat", "hat"}), "cat");
  EXPECT_EQ(nearest("bat", {}), "");
}

}  // namespace
}  // namespace musubi
