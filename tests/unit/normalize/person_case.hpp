// A line of a table of names: what is typed, its parts, and what is said of it.
#pragma once
#include <gtest/gtest.h>

#include <initializer_list>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {

struct PersonCase {
  const char *text, *family, *given, *honorific, *said;
};

inline void expect_people(std::initializer_list<PersonCase> cases) {
  for (const PersonCase& c : cases) {
    Person p = person(c.text);
    EXPECT_EQ(p.family, c.family) << c.text;
    EXPECT_EQ(p.given, c.given) << c.text;
    EXPECT_EQ(p.honorific, c.honorific) << c.text;
    EXPECT_EQ(said(p), c.said) << c.text;
  }
}

}  // namespace musubi::normalize
