// The record that a suggested mapping's test gives, nested as the source's are.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/map/suggest.hpp"

namespace musubi::map {

/// As YAML wants a text: plain where nothing in it means anything there.
std::string quoted(std::string_view text);

/// Values at their columns' places, in the order they were added.
class GivenRecord {
 public:
  void add(const SeenColumn& column, std::string value);
  /// "{name: 見本 花子, emails: [{value: hanako@example.com}]}"
  std::string yaml() const;
  /// The same as JSON.
  std::string json() const;

 private:
  struct Member {
    std::string name, value;  // value "" where it has members
    bool list = false;
    std::vector<Member> members;
  };
  static Member& member_of(std::vector<Member>& members, const SeenColumn::Step& step);
  static std::string written(const std::vector<Member>& members, bool json);

  std::vector<Member> members_;
};

}  // namespace musubi::map
