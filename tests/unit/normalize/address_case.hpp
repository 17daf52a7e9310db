// An address as typed and what it is read as.
#pragma once
#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {

struct AddressCase {
  const char *text, *pref, *city, *town, *rest, *building, *said;
};

inline void expect_case(const AddressCase& c) {
  Address a = address(c.text);
  EXPECT_EQ(a.pref, c.pref) << c.text;
  EXPECT_EQ(a.city, c.city) << c.text;
  EXPECT_EQ(a.town, c.town) << c.text;
  EXPECT_EQ(a.rest, c.rest) << c.text;
  EXPECT_EQ(a.building, c.building) << c.text;
  EXPECT_EQ(said(a), c.said) << c.text;
}

}  // namespace musubi::normalize
