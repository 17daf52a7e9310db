// Who may be written to: one table of what is known of a customer, and the verdict.
#include "core/merge/mailing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace musubi {
namespace {

std::optional<Time> day(const std::string& text) { return text.empty() ? std::nullopt : parse_time(text, "UTC"); }

ConsentWord opt_in(int64_t profile, const std::string& value, const std::string& at, bool own_act = false) {
  return {profile, value, true, own_act, true, true, day(at), "list"};
}
ConsentWord opt_out(int64_t profile, const std::string& value, const std::string& at) { return {profile, value, false, false, true, true, day(at), "list"}; }
ConsentWord opt_out_of_day(int64_t profile, const std::string& value, const std::string& date) {
  ConsentWord out = opt_out(profile, value, date);
  out.latest_at = *out.at + std::chrono::days(1) - std::chrono::microseconds(1);
  return out;
}
ConsentWord former(ConsentWord w) { return w.standing = false, w; }
ConsentWord of_no_mailing(ConsentWord w) { return w.may_feed = false, w; }
ContactWord state(ContactState s) { return {"email", "a", s, "2026-02-01 00:00:00+00", "mail", ""}; }

/// A customer of the profiles 1 and 2 with the addresses a (main) and b.
Reach customer(std::vector<ConsentWord> words) { return {"a", {"a", "b"}, {1, 2}, true, {}, std::move(words)}; }

TEST(Mailing, Mail) {
  const struct {
    const char* what;
    std::vector<ConsentWord> words;
    const char* code;
  } cases[] = {
      {"nobody said anything", {}, "no_consent"},
      {"an opt-in for the main address", {opt_in(1, "a", "2025-01-01")}, "ok"},
      {"an undated one", {opt_in(1, "a", "")}, "ok"},
      {"an opt-in that a list says of the address", {opt_in(0, "a", "2025-01-01")}, "ok"},
      {"an opt-in for another address of theirs", {opt_in(1, "b", "2025-01-01")}, "no_consent"},
      {"an opt-in without an address", {opt_in(1, "", "2025-01-01")}, "no_consent"},
      {"an opt-in that the record no longer says", {former(opt_in(1, "a", "2025-01-01"))}, "no_consent"},
      {"an opt-in from a connection that may not feed mailing", {of_no_mailing(opt_in(1, "a", "2025-01-01"))}, "purpose"},
      {"both", {of_no_mailing(opt_in(1, "a", "2025-01-01")), opt_in(2, "a", "2025-01-01")}, "ok"},
      {"an opt-out of one of two records", {opt_in(1, "a", "2025-01-01"), opt_out(2, "", "2024-01-01")}, "opted_out"},
      {"an opt-out on an address that is not the main one", {opt_in(1, "a", "2025-01-01"), opt_out(0, "b", "2024-01-01")}, "opted_out"},
      {"an opt-out that the record no longer says", {opt_in(1, "a", "2025-01-01"), former(opt_out(1, "a", "2024-01-01"))}, "opted_out"},
      {"an opt-out from a connection that may not feed mailing", {opt_in(1, "a", "2025-01-01"), of_no_mailing(opt_out(0, "a", "2024-01-01"))}, "opted_out"},
      {"an opt-out of a namesake with another address", {opt_in(1, "a", "2025-01-01"), opt_out(9, "z", "2026-01-01")}, "ok"},
      {"an opt-out of somebody else at the same address", {opt_in(1, "a", "2025-01-01"), opt_out(9, "a", "2024-01-01")}, "opted_out"},
      {"a list after the opt-out", {opt_out(0, "a", "2024-01-01"), opt_in(0, "a", "2025-01-01")}, "opted_out"},
      {"an own act after the opt-out", {opt_out(0, "a", "2024-01-01"), opt_in(1, "a", "2025-01-01", true)}, "ok"},
      {"an own act before the opt-out", {opt_out(0, "a", "2024-01-01"), opt_in(1, "a", "2023-01-01", true)}, "opted_out"},
      {"an own act at the same time", {opt_out(0, "a", "2024-01-01"), opt_in(1, "a", "2024-01-01", true)}, "opted_out"},
      {"an own act later on the day of an opt-out without a time of day", {opt_out_of_day(0, "a", "2024-01-01"), opt_in(1, "a", "2024-01-01T23:59:59Z", true)}, "opted_out"},
      {"an own act of that day without a time of day", {opt_out_of_day(0, "a", "2024-01-01"), opt_in(1, "a", "2024-01-01", true)}, "opted_out"},
      {"an own act of the next day", {opt_out_of_day(0, "a", "2024-01-01"), opt_in(1, "a", "2024-01-02", true)}, "ok"},
      {"an own act of the day, without a time of day, of an opt-out with one", {opt_out(0, "a", "2024-01-01T09:00:00Z"), opt_in(1, "a", "2024-01-01", true)}, "opted_out"},
      {"an own act later on the day of an opt-out with a time of day", {opt_out(0, "a", "2024-01-01T09:00:00Z"), opt_in(1, "a", "2024-01-01T10:00:00Z", true)}, "ok"},
      {"an own act without a time", {opt_out(0, "a", "2024-01-01"), opt_in(1, "a", "", true)}, "opted_out"},
      {"an opt-out without a time", {opt_out(0, "a", ""), opt_in(1, "a", "2025-01-01", true)}, "opted_out"},
      {"an own act in another record about another address", {opt_out(2, "b", "2024-01-01"), opt_in(1, "a", "2025-01-01", true)}, "opted_out"},
      {"an own act in the same record, which has another address now", {opt_out(1, "b", "2024-01-01"), opt_in(1, "a", "2025-01-01", true)}, "ok"},
      {"one of two opt-outs is lifted", {opt_out(0, "a", "2024-01-01"), opt_out(2, "b", "2024-01-01"), opt_in(1, "a", "2025-01-01", true)}, "opted_out"},
      {"lifted, then again", {opt_out(0, "a", "2024-01-01"), opt_in(1, "a", "2025-01-01", true), opt_out(0, "a", "2026-01-01")}, "opted_out"},
      {"an own act through a connection that may not feed mailing", {opt_out(0, "a", "2024-01-01"), of_no_mailing(opt_in(1, "a", "2025-01-01", true))}, "opted_out"},
  };
  for (const auto& c : cases) {
    Reach reach = customer(c.words);
    std::sort(reach.words.begin(), reach.words.end(), [](const ConsentWord& x, const ConsentWord& y) { return x.at > y.at; });
    Writable one = may_mail(reach);
    std::reverse(reach.words.begin(), reach.words.end());
    Writable other = may_mail(reach);
    EXPECT_EQ(one.code, c.code) << c.what;
    EXPECT_EQ(one.ok, one.code == "ok") << c.what;
    EXPECT_EQ(std::tie(one.ok, one.code, one.since, one.source), std::tie(other.ok, other.code, other.since, other.source)) << c.what << ", the other way round";
  }
}

TEST(Mailing, AddressAndState) {
  const std::vector<ConsentWord> consent = {opt_in(1, "a", "2025-01-01")};
  Reach nowhere = customer(consent);
  nowhere.main.clear();
  EXPECT_EQ(may_mail(nowhere).code, "no_address");
  Reach bouncing = customer(consent);
  bouncing.state = state(ContactState::bounced);
  Writable bounced = may_mail(bouncing);
  EXPECT_EQ(bounced.code, "bounced");
  EXPECT_EQ(bounced.source, "mail");
  EXPECT_EQ(bounced.since, day("2026-02-01"));
  bouncing.words.push_back(opt_out(1, "", "2024-01-01"));
  EXPECT_EQ(may_mail(bouncing).code, "opted_out") << "what a person wants goes before what a machine says";
  Reach reached = customer(consent);
  reached.state = state(ContactState::verified);
  EXPECT_TRUE(may_mail(reached).ok);
  Reach elsewhere = customer({});
  elsewhere.may_feed = false;
  EXPECT_EQ(may_mail(elsewhere).code, "purpose");
}

TEST(Mailing, SinceIsWhenTheFirstOptOutCame) {
  Writable out = may_mail(customer({opt_out(1, "", ""), opt_out(2, "a", "2025-03-01"), opt_out(1, "b", "2024-03-01")}));
  EXPECT_EQ(out.since, day("2024-03-01"));
}

TEST(Mailing, PostNeedsNoOptIn) {
  EXPECT_TRUE(may_post(customer({})).ok);
  EXPECT_EQ(may_post(customer({opt_out(1, "", "")})).code, "opted_out");
  Reach returned = customer({});
  returned.state = state(ContactState::returned);
  EXPECT_EQ(may_post(returned).code, "returned");
  Reach bounced = customer({});
  bounced.state = state(ContactState::bounced);
  EXPECT_TRUE(may_post(bounced).ok);
  Reach purpose = customer({});
  purpose.may_feed = false;
  EXPECT_EQ(may_post(purpose).code, "purpose");
}

TEST(Mailing, TellsWhyNobodyIsReached) {
  Reach gone = customer({opt_in(1, "b", "2025-01-01")});
  gone.gone = true;
  EXPECT_EQ(may_mail(gone).code, "no_consent") << "another record may feed it";
  EXPECT_TRUE(may_post(gone).ok);
  gone.may_feed = false;
  EXPECT_EQ(may_mail(gone).code, "gone");
  EXPECT_EQ(may_post(gone).code, "gone");
  Reach unreached = customer({opt_in(1, "a", "2025-01-01")});
  unreached.reached = false;
  EXPECT_EQ(may_mail(unreached).code, "made_up");
  EXPECT_EQ(may_post(unreached).code, "no_house");
  unreached.words.push_back(opt_out(1, "", "2024-01-01"));
  EXPECT_EQ(may_mail(unreached).code, "opted_out");
}

TEST(Mailing, KeptVerdictsHaveSentences) {
  for (const char* channel : {"mail", "post"}) {
    KeptVerdict none = kept_verdict({}, channel);
    EXPECT_FALSE(none.ok);
    EXPECT_EQ(none.code, "undecided");
    EXPECT_TRUE(has_message(none.reason.id));
  }
  Row row;
  for (const char* text : {"1", "f", "opted_out", "2026-01-10", "news", "t", "ok"}) row.cells.emplace_back(text);
  row.cells.resize(table(TableId::mailing).columns.size());
  EXPECT_EQ(render(kept_verdict(row, "mail").reason, Lang::en), "Opted out of mailing (2026-01-10, news).");
  EXPECT_TRUE(kept_verdict(row, "post").ok);
}

}  // namespace
}  // namespace musubi
