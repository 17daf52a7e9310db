// Addresses of accounts, names of folders, and what of them is read.
#include "connectors/mail/imap/account.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/consent.hpp"
#include "connectors/mail/imap/fetch.hpp"
#include "connectors/mail/imap/mutf7.hpp"
#include "connectors/mail/imap/sorted.hpp"
#include "connectors/mail/imap/uid_state.hpp"
#include "connectors/mail/settings.hpp"

namespace musubi::mail {
namespace {

TEST(Account, Endpoints) {
  struct Case {
    const char *text, *endpoint;
  };
  for (const Case& c : {Case{"imaps://mail.shop.example", "imaps://mail.shop.example:993"}, Case{"IMAP://mail.shop.example/", "imap://mail.shop.example:143"},
                        Case{"imaps://[2001:db8::1]:1993", "imaps://[2001:db8::1]:1993"}, Case{"imap://127.0.0.1:1", "imap://127.0.0.1:1"}}) {
    Account account;
    EXPECT_TRUE(read_endpoint(c.text, account)) << c.text;
    EXPECT_EQ(account.endpoint(), c.endpoint);
  }
  for (const char* text : {"", "imap", "imaps://", "http://a", "imaps://:993", "imaps://a:", "imaps://a:0", "imaps://a:65536", "imaps://a:x", "imaps://u@a", "imaps://a/b",
                           "imaps://a b", "imaps://[::1", "imaps://[::1]x", "imaps://a\r\nb", "imaps://[a]b]"}) {
    Account account;
    EXPECT_FALSE(read_endpoint(text, account)) << text;
  }
}

TEST(Account, Loopback) {
  for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"}) EXPECT_TRUE(is_loopback(host)) << host;
  for (const char* host : {"127.0.0.1.evil.example", "127.evil", "localhost.example", "10.0.0.1", "::2", ""}) EXPECT_FALSE(is_loopback(host)) << host;
}

std::string fingerprint(const char* more) {
  auto json = nlohmann::json::parse(R"({"endpoint": "imaps://a", "auth": {"user": "Info@a.example"}, "own": ["b.example"]})");
  json.update(nlohmann::json::parse(more));
  return read_settings(json.dump()).fingerprint;
}

TEST(Account, ItsUserIsOurs) {
  Settings settings = read_settings(R"({"endpoint": "imaps://a", "auth": {"user": "Info@a.example"}})");
  EXPECT_TRUE(settings.owns("info@A.example"));
  EXPECT_FALSE(settings.owns("other@a.example"));
}

TEST(Account, WhatChangesRecordsStartsAnew) {
  std::string plain = fingerprint("{}");
  EXPECT_EQ(plain, fingerprint(R"({"timeout": 5, "page_size": 7, "tls": {"ca_file": "x"}, "folders": ["INBOX"]})"));
  for (const char* more : {R"({"endpoint": "imaps://b"})", R"({"auth": {"user": "x@a.example"}})", R"({"since": "2026-01-01"})", R"({"own": ["c.example"]})", R"({"max_size": 5000})"})
    EXPECT_NE(plain, fingerprint(more)) << more;
  // Files are known by what they were known by before there were accounts.
  EXPECT_EQ(read_settings(R"({"path": "x", "own": [], "page_size": 200, "timeout": 60})").fingerprint, R"({"own":[]})");
}

TEST(Account, ALoginOfAProvider) {
  constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  auto account = [](const char* more) {
    auto json = nlohmann::json::parse(R"({"endpoint": "imaps://a", "auth": {"kind": "xoauth2", "user": "info@a.example", "client_id": "hub", "provider": "microsoft"}})");
    json.merge_patch(nlohmann::json::parse(more));
    return *read_settings(json.dump()).account;
  };
  Account any = account("{}");
  EXPECT_EQ(any.consent.endpoint, "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize");
  EXPECT_EQ(any.token_endpoint, "https://login.microsoftonline.com/organizations/oauth2/v2.0/token");
  EXPECT_EQ(any.consent.redirect, "http://localhost:8087/callback");
  EXPECT_EQ(account(R"({"auth": {"tenant": "shop.example"}})").token_endpoint, "https://login.microsoftonline.com/shop.example/oauth2/v2.0/token");
  Account own = account(R"({"auth": {"token_endpoint": "https://t"}, "consent": {"redirect": "https://r/", "parameters": {"prompt": "login"}}})");
  EXPECT_EQ(own.token_endpoint, "https://t");
  EXPECT_EQ(own.consent.redirect, "https://r/");
  EXPECT_EQ(own.consent.parameters, (std::vector<std::pair<std::string, std::string>>{{"prompt", "login"}}));
  EXPECT_EQ(account(R"({"auth": {"provider": "google"}})").consent.parameters.size(), 2u);
  EXPECT_EQ(account(R"({"auth": {"kind": "password"}})").consent.endpoint, "");
  EXPECT_EQ(code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), kChallenge) << "RFC 7636, appendix B";
}

TEST(Mutf7, Names) {
  struct Case {
    const char *wire, *name;
  };
  for (const Case& c : {Case{"INBOX", "INBOX"}, Case{"R&-D", "R&D"}, Case{"&kAFP4W4IMH8wxjDDMGU-", "送信済みテッづ"}, Case{"&ZeVnLIqe-/a", "日本語/a"},
                        Case{"&2D3eAA-", "😀"}, Case{"~peter/mail/&ZeVnLIqe-", "~peter/mail/日本語"}})
    EXPECT_EQ(from_mutf7(c.wire), c.name);
  for (const char* broken : {"&", "&x", "a&ZeVnL", "&2D0-", "&3gA-", "&!!-", "&AAA-"}) EXPECT_EQ(from_mutf7(broken), broken);
}

std::string chosen(const std::vector<std::string>& wanted, std::vector<Folder> all = {{"Drafts", "Drafts", "drafts"}, {"INBOX", "INBOX", "inbox"}, {"INBOX.a", "INBOX/a", ""},
                                                                                      {"Sent", "Sent", "sent"}, {"Trash", "Trash", "trash"}, {"b", "b", ""}}) {
  std::string out;
  try {
    for (const Folder& folder : chosen_folders(all, wanted, "imaps://a:993")) out += (out.empty() ? "" : " ") + folder.name;
  } catch (const Failure& failure) {
    for (const auto& [name, value] : failure.args)
      if (name == "nearest") out = "no: " + value;
  }
  return out;
}

TEST(Folders, ByNamePatternAndRole) {
  EXPECT_EQ(chosen({}), "INBOX INBOX/a b Sent");  // sent ones last
  EXPECT_EQ(chosen({}, {{"All", "All", "all"}, {"INBOX", "INBOX", "inbox"}}), "All");
  EXPECT_EQ(chosen({"inbox"}), "INBOX");
  EXPECT_EQ(chosen({"\\Sent", "INBOX*", "INBOX/a"}), "INBOX INBOX/a Sent");
  EXPECT_EQ(chosen({"\\drafts"}), "Drafts");
  EXPECT_EQ(chosen({"INBOX/b"}), "no: INBOX/a");
  EXPECT_EQ(chosen({"b", "\\Junk"}), "no: ");
}

TEST(Fetch, RangesAndDays) {
  EXPECT_EQ(ranges_of({1}), "1");
  EXPECT_EQ(ranges_of({1, 2, 3, 7, 9, 10}), "1:3,7,9:10");
  EXPECT_EQ(ranges_of({4294967294u, 4294967295u}), "4294967294:4294967295");
  EXPECT_EQ(day_of("17-Jul-2026 02:44:25 +0900"), "2026-07-17");
  EXPECT_EQ(day_of(" 7-jan-1970 02:44:25 +0900"), "1970-01-07");
  EXPECT_EQ(header_date(" 7-Jul-2026 02:44:25 -0500"), " 7 Jul 2026 02:44:25 -0500");
  EXPECT_EQ(header_date(""), "");
  for (const char* none : {"", "-", "17-Foo-2026 0", "17-anf-2026", "x7-Jul-2026 02:44", "17 Jul 2026", "117-Jul-2026 02"}) EXPECT_EQ(day_of(none), "") << none;
}

TEST(UidState, FoldersAreApartAndRebuiltOnesStartAnew) {
  UidState state("", "s");
  state.set("INBOX", 7, 41);
  state.set("INBOX.a", 1, 4294967295u);
  UidState again(state.so_far(), "s");
  EXPECT_EQ(again.read_up_to("INBOX", 7), 41u);
  EXPECT_EQ(again.read_up_to("INBOX.a", 1), 4294967295u);
  EXPECT_EQ(again.read_up_to("INBOX", 8), 0u);
  EXPECT_EQ(again.read_up_to("b", 7), 0u);
  again.set("INBOX", 8, 3);
  EXPECT_EQ(UidState(again.so_far(), "s").read_up_to("INBOX.a", 1), 4294967295u);
  EXPECT_EQ(UidState(again.at_end(), "s").read_up_to("INBOX.a", 1), 0u);
  EXPECT_EQ(UidState(again.at_end(), "s").read_up_to("INBOX", 8), 3u);
  for (const char* other : {"", "{", "{\"v\":1}", "[]", R"({"v":2,"settings":"s","folders":{"INBOX":[7,-1]}})", R"({"v":2,"settings":"t","folders":{"INBOX":[7,1]}})"})
    EXPECT_EQ(UidState(other, "s").read_up_to("INBOX", 7), 0u) << other;
}

TEST(Sorted, RemembersWhatAMailIs) {
  Sorted sorted;
  sorted.keep("a", 1, 9, kReports);
  sorted.keep("a", 1, 3, kMessages | kCards);
  sorted.keep("a", 1, 9, kForms);
  EXPECT_EQ(sorted.streams("a", 1, 9), kForms);
  EXPECT_EQ(sorted.streams("a", 1, 3), kMessages | kCards);
  EXPECT_FALSE(sorted.streams("a", 1, 4));
  EXPECT_FALSE(sorted.streams("a", 2, 3));
  EXPECT_FALSE(sorted.streams("b", 1, 3));
  sorted.keep("a", 2, 4, kMessages);
  EXPECT_FALSE(sorted.streams("a", 1, 3));
}

}  // namespace
}  // namespace musubi::mail
