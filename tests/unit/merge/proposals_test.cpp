#include "core/merge/proposals.hpp"

#include <gtest/gtest.h>

#include "tests/unit/merge/cards.hpp"

namespace musubi {
namespace {

using testing::stated;
using Judged = std::set<std::pair<std::string, std::string>>;

Proposed said(const std::string& field, const std::string& value, const std::string& at, const std::string& key = "m1") {
  Proposed p;
  p.field = field;
  p.value = p.shown = value;
  if (!at.empty()) p.at = parse_time(at, "Asia/Tokyo");
  p.record = {"mail", "messages", key};
  p.fact = field;
  p.key = key + value;
  return p;
}

MasterSays master() {
  MasterSays out;
  out.values = {stated(Field::company, {"株式会社青空商事"}), stated(Field::department, {"営業部"}), stated(Field::title, {"課長"}), stated(Field::phone, {"03-1234-0040"}),
                stated(Field::phone, {"090-1234-0040"}), stated(Field::email, {"new@example.jp"}), stated(Field::email, {"old@example.jp"})};
  return out;
}

std::string open(const std::vector<Proposed>& all, const MasterSays& holds, const Judged& judged = {}) {
  std::string out;
  for (const OpenProposal& one : open_proposals(all, holds, judged)) {
    out += (out.empty() ? "" : " ") + one.last.field + "=" + one.last.value + "@" + one.last.record.key;
    if (one.since && one.last.at && *one.since != *one.last.at) out += "<" + format_local(*one.since, "Asia/Tokyo").substr(0, 10);
  }
  return out;
}

TEST(Proposals, AreWhatTheMasterDoesNotHold) {
  EXPECT_EQ(open({said("title", "部長", "2026-04-01")}, master()), "title=部長@m1");
  EXPECT_EQ(open({said("title", "課長", "2026-04-01"), said("company", "株式会社青空商事", "2026-04-01"), said("phone", "090-1234-0040", "2026-04-01")}, master()), "");
  EXPECT_EQ(open({said("phone", "03-9999-0000", "2026-04-01"), said("phone", "03-1234-0040", "2026-04-01")}, master()), "phone=03-9999-0000@m1");
  EXPECT_EQ(open({said("email", "old@example.jp", "2026-04-01")}, master()), "email=old@example.jp@m1");  // it is held, but not as the main one
  EXPECT_EQ(open({said("title", "部長", "2026-04-01")}, MasterSays{}), "title=部長@m1");
}

TEST(Proposals, OfAFieldTheNewestRecordCounts) {
  auto all = std::vector{said("title", "部長", "2026-04-01", "m1"), said("title", "本部長", "2026-06-01", "m3"), said("title", "本部長", "2026-05-01", "m2")};
  EXPECT_EQ(open(all, master()), "title=本部長@m3<2026-05-01");
  EXPECT_EQ(open({said("title", "部長", "2023-04-01", "m1"), said("title", "課長", "2026-06-01", "m2")}, master()), "");
  EXPECT_EQ(open({said("title", "部長", "", "m1"), said("title", "課長", "2020-01-01", "m2")}, master()), "");  // without a time: older than all
}

TEST(Proposals, JudgedOnesDoNotComeBack) {
  EXPECT_EQ(open({said("title", "部長", "2026-04-01"), said("title", "部長", "2026-07-01", "m2")}, master(), {{"title", "部長"}}), "");
  EXPECT_EQ(open({said("title", "本部長", "2026-07-01")}, master(), {{"title", "部長"}}), "title=本部長@m1");
}

TEST(Proposals, OlderThanThePostOrThePinAreNone) {
  MasterSays holds = master();
  holds.post_since = "2026-04-10";
  EXPECT_EQ(open({said("title", "主任", "2026-04-09 23:00")}, holds), "");
  EXPECT_EQ(open({said("title", "部長", "2026-04-10 09:00")}, holds), "title=部長@m1");
  EXPECT_EQ(open({said("employment", "ended", "2026-04-09")}, holds), "");
  EXPECT_EQ(open({said("phone", "03-9999-0000", "2020-01-01")}, holds), "phone=03-9999-0000@m1");
  holds.spoken["phone"] = *parse_time("2026-05-01", "Asia/Tokyo");
  EXPECT_EQ(open({said("phone", "03-9999-0000", "2026-04-30")}, holds), "");
  EXPECT_EQ(open({said("phone", "03-9999-0000", "2026-05-02")}, holds), "phone=03-9999-0000@m1");
}

TEST(Proposals, NewsOfAnEmploymentStandSideBySide) {
  EXPECT_EQ(open({said("employment", "ended", "2026-04-01", "m1"), said("employment", "ended", "2026-04-02", "m2"), said("employment", "moved", "2026-03-01", "m0")}, master()),
            "employment=ended@m2<2026-04-01 employment=moved@m0");
}

TEST(Proposals, StopsAtAddressesThatAreNotNamedWaitEachForItself) {
  const std::vector<Proposed> two = {said("opt_out", "a", "2026-04-01", "m1"), said("opt_out", "b", "2026-04-02", "m2")};
  EXPECT_EQ(open(two, master()), "opt_out=a@m1 opt_out=b@m2");
  EXPECT_EQ(open(two, master(), {{"opt_out", "a"}}), "opt_out=b@m2");
}

TEST(Proposals, ATitleThatHoldsTheDepartmentIsTheSame) {
  MasterSays holds = master();
  holds.values[2] = stated(Field::title, {"営業部長"});
  EXPECT_EQ(open({said("title", "部長", "2026-04-01")}, holds), "");
  holds.values[2] = stated(Field::title, {"副部長"});
  EXPECT_EQ(open({said("title", "部長", "2026-04-01")}, holds), "title=部長@m1");
}

TEST(Proposals, ALatinSpellingOfAJapaneseValueSaysNothing) {
  EXPECT_EQ(open({said("title", "Manager", "2026-04-01"), said("company", "Aozora Trading Co., Ltd.", "2026-04-01")}, master()), "");
  EXPECT_EQ(open({said("title", "Manager", "2026-04-01")}, MasterSays{}), "title=Manager@m1");
}

TEST(Proposals, DoNotDependOnTheOrder) {
  auto all = std::vector{said("title", "部長", "2026-04-01", "m1"), said("title", "本部長", "2026-04-01", "m2"), said("phone", "03-9999-0000", "", "m3")};
  std::string straight = open(all, master());
  std::reverse(all.begin(), all.end());
  EXPECT_EQ(open(all, master()), straight);
  EXPECT_EQ(straight, "phone=03-9999-0000@m3 title=本部長@m2");
}

}  // namespace
}  // namespace musubi
