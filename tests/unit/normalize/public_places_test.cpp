// Real addresses, each typed in the ways people type them.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/normalize/key.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Place {
  std::string pref, city, town, rest;
};

const Place places[] = {
#include "tests/unit/normalize/public_places.inc"
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// 二丁目 8-1 as 2-8-1; the first three numbers are enough here.
std::string hyphened(const Place& p) {
  const std::pair<const char*, const char*> numbers[] = {{"一丁目", "1"}, {"二丁目", "2"}, {"三丁目", "3"},
                                                         {"四丁目", "4"}, {"五丁目", "5"}, {"六丁目", "6"},
                                                         {"七丁目", "7"}, {"八丁目", "8"}, {"九丁目", "9"}};
  for (auto [kanji, digit] : numbers)
    if (p.town.ends_with(kanji)) return replaced(p.town, kanji, digit) + (p.rest.empty() ? "" : "-" + p.rest);
  return p.town + p.rest;
}

std::string wide(std::string text) {
  for (char c = '0'; c <= '9'; ++c)
    text = replaced(text, std::string(1, c), "\xEF\xBC" + std::string(1, char(c - '0' + 0x90)));
  return replaced(text, "-", "－");
}

std::string with_words(const Place& p) {
  size_t hyphen = p.rest.find('-');
  if (hyphen == std::string::npos || p.rest.find('-', hyphen + 1) != std::string::npos)
    return p.town + p.rest;
  return p.town + p.rest.substr(0, hyphen) + "番" + p.rest.substr(hyphen + 1) + "号";
}

void expect_place(const std::string& typed, const Place& p) {
  Address a = address(typed);
  EXPECT_EQ(a.pref + "|" + a.city + "|" + a.town + "|" + a.rest + "|" + a.building,
            p.pref + "|" + p.city + "|" + p.town + "|" + p.rest + "|")
      << typed;
  EXPECT_EQ(said(a), "") << typed;
}

TEST(PublicPlaces, AreReadHoweverTheyAreTyped) {
  EXPECT_GE(std::size(places), 200u);
  for (const Place& p : places) {
    const std::string where = p.pref + p.city;
    expect_place(where + p.town + p.rest, p);
    expect_place(where + hyphened(p), p);
    expect_place(where + " " + wide(p.town + p.rest), p);
    expect_place(where + with_words(p), p);
    if (size_t district = p.city.find("郡"); district != std::string::npos && district > 0)
      expect_place(p.pref + p.city.substr(district + std::string("郡").size()) + p.town + p.rest, p);
  }
}

std::string in_kanji(std::string text) {
  const char* digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  for (char c = '0'; c <= '9'; ++c) text = replaced(text, std::string(1, c), digits[c - '0']);
  return text;
}

TEST(PublicPlaces, AreReadWithBuildingAndRoom) {
  for (const Place& p : places) {
    if (p.rest.empty()) continue;
    const std::string where = p.pref + p.city;
    const bool one_number = p.rest.find('-') == std::string::npos;  // 字梅本二一 alone could be a name
    for (auto [typed, building] : std::initializer_list<std::pair<std::string, std::string>>{
             {where + hyphened(p) + " むすびビル3階301号室", "むすびビル3階301号室"},
             {where + hyphened(p) + "　グランドハイツ結２０２", "グランドハイツ結202"},
             {where + with_words(p) + "むすび会館５Ｆ", "むすび会館5F"},
             {where + in_kanji(with_words(p)) + (one_number ? "番地" : "") + " コーポ結 B-101",
              "コーポ結 B-101"}}) {
      Address a = address(typed);
      EXPECT_EQ(a.pref + a.city + "|" + a.town + "|" + a.rest + "|" + a.building,
                p.pref + p.city + "|" + p.town + "|" + p.rest + "|" + building)
          << typed;
    }
  }
}

TEST(PublicPlaces, AgreeWithTheirPostalCodes) {
  for (const Place& p : places) {
    Address a = address(p.pref + p.city + p.town + p.rest);
    if (a.postal_code.empty()) continue;
    for (const std::string& typed : {"〒" + a.postal_code + " " + p.city + p.town + p.rest,
                                     p.pref + p.city + p.town + p.rest + "（〒" + a.postal_code + "）"}) {
      Address b = address(typed);
      EXPECT_EQ(b.pref + b.city + b.town + b.rest + b.building + b.postal_code,
                p.pref + p.city + p.town + p.rest + a.postal_code)
          << typed;
      EXPECT_EQ(said(b), "") << typed;
    }
    if (a.postal_code == "907-1801") continue;
    EXPECT_EQ(said(address("〒907-1801 " + p.pref + p.city + p.town + p.rest)), "postal_code_differs");
  }
}

TEST(PublicPlaces, NeedNoPrefectureWhereTheTownTellsIt) {
  size_t known = 0;
  for (const Place& p : places) {
    Address a = address(p.city + p.town + p.rest);
    known += a.pref == p.pref && a.city == p.city && a.town == p.town;
  }
  EXPECT_GE(known * 100, std::size(places) * 98);
}

TEST(PublicPlaces, GiveOneKeyHoweverTheyAreTyped) {
  for (const Place& p : places) {
    auto key = [](const std::string& typed) {
      Address a = address(typed);
      return keys("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building}).strict;
    };
    EXPECT_EQ(key(p.pref + p.city + hyphened(p)), key(p.pref + p.city + wide(with_words(p))))
        << p.city << p.town;
  }
}

}  // namespace
}  // namespace musubi::normalize
