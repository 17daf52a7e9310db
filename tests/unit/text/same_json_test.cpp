#include "core/text/same_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace musubi::text {
namespace {

TEST(SameJson, MembersInAnyOrder) {
  const std::pair<const char*, const char*> same[] = {
      {R"({"a":1,"b":2})", R"({"b":2,"a":1})"},
      {R"({"a":{"x":[1,{"p":"}","q":null}],"y":"\\"},"b":"é"})", R"({ "b":"é", "a":{"y":"\\","x":[1, {"q":null,"p":"}"}]} })"},
      {R"({"a":1,"a":2,"b":[]})", R"({"b":[],"a":1,"a":2})"},
      {"[]", " [ ] "},
      {"{}", "{ }"},
      {"not json", "not json"},
  };
  for (const auto& [a, b] : same) EXPECT_TRUE(same_json(a, b)) << a << " " << b;
  const std::pair<const char*, const char*> different[] = {
      {R"({"a":1,"b":2})", R"({"b":1,"a":2})"},
      {R"({"a":1})", R"({"a":1,"b":null})"},
      {R"({"a":1})", R"({"a":1.0})"},
      {R"({"a":12345678901234567890123})", R"({"a":12345678901234567890124})"},
      {R"({"a":[1,2]})", R"({"a":[2,1]})"},
      {R"({"a":[1,2]})", R"({"a":[1]})"},
      {R"({"a":1,"a":2})", R"({"a":2,"a":1})"},
      {R"({"a":"1"})", R"({"a":1})"},
      {R"({"a":"b c"})", R"({"a":"b  c"})"},
      {R"({"a":1,"b":2)", R"({"b":2,"a":1})"},
      {R"({"a":1}x)", R"({"a":1}y)"},
      {"[1", "[2"},
      {R"({"a)", R"({"b)"},
      {"", "{}"},
  };
  for (const auto& [a, b] : different) EXPECT_FALSE(same_json(a, b)) << a << " " << b;
  std::string deep(100, '['), shallow(100, ']');
  EXPECT_TRUE(same_json(deep + "1" + shallow, deep + "1" + shallow));
  EXPECT_FALSE(same_json(deep + "1" + shallow, deep + " 1" + shallow));
}

}  // namespace
}  // namespace musubi::text
