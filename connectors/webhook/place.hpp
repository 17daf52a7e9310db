// Where in an event a value stands: a path of its JSON, or a header of the post.
//
//   place   "header:" name | member *("." member)      a member of a list is a number from 0
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::webhook {

using Json = nlohmann::ordered_json;

struct Place {
  bool header = false;
  std::string name;                  // of the header, or the whole path as written
  std::vector<std::string> members;  // of a path
};

Place read_place(std::string_view written);

/// The value at `place` as text: a text as it is, a number or true and false as written in JSON; "" for
/// anything else and where there is none.
std::string value_at(const Place& place, const Json& event, const Request& request);

/// A value and the words that it may be; one that ends with "*" stands for all that begin so.
struct Condition {
  Place field;
  std::vector<std::string> is;
};
bool holds(const Condition& condition, const Json& event, const Request& request);

}  // namespace musubi::webhook
