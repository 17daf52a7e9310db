// Answers to a preset's questions as people type them.
#include "core/app/answer_forms.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

using Kind = PresetQuestion::Kind;

PresetQuestion question(Kind kind, const std::string& place = "settings.it") {
  PresetQuestion out;
  out.key = "it";
  out.ask = {"それ", "It"};
  out.kind = kind;
  out.to = {place};
  return out;
}

/// The answer in its form, or the id of what is wrong.
std::string formed(const PresetQuestion& q, const std::string& typed) {
  try {
    return formed_answer(q, tidied_answer(q, typed), {{"settings.mode", {"yes", "no", "Zoho-oauthtoken"}}});
  } catch (const Error& e) {
    return e.message().id;
  }
}

TEST(Answers, OfAHostKeepSchemeAndHostAlone) {
  const PresetQuestion host = question(Kind::host);
  for (const char* typed : {"https://abc.cybozu.com/k/12/", "abc.cybozu.com", "https://abc.cybozu.com", "https://abc.cybozu.com/", " ａｂｃ．ｃｙｂｏｚｕ．ｃｏｍ　", "HTTPS://ABC.Cybozu.com/k/12/?view=20#x", "https://abc.cybozu.com?x"})
    EXPECT_EQ(formed(host, typed), "https://abc.cybozu.com") << typed;
  EXPECT_EQ(formed(host, "http://127.0.0.1:8080/a"), "http://127.0.0.1:8080");
  EXPECT_EQ(formed(host, "localhost:8080"), "https://localhost:8080");
  EXPECT_EQ(formed(host, "https://a－b.example.jp"), "https://a-b.example.jp");
  for (const char* wrong : {"abc", "https://abc", "ftp://abc.example", "abc cybozu.com", "見本.jp", "https://", "12", "https://.com/"}) EXPECT_EQ(formed(host, wrong), "app.want_host") << wrong;
}

TEST(Answers, OfAnAddressKeepItsPath) {
  EXPECT_EQ(formed(question(Kind::address), "ｓｈｏｐ．example/sub/ "), "https://shop.example/sub");
  EXPECT_EQ(formed(question(Kind::address), "ftp://shop.example"), "app.want_address");
}

TEST(Answers, OfPlainTextStayAsTheyAreWritten) {
  EXPECT_EQ(formed(question(Kind::text), "　更新日時（自動）＿１ "), "更新日時（自動）＿１");
  EXPECT_EQ(formed(question(Kind::text), "メール配信に同意する（任意）"), "メール配信に同意する（任意）");
  EXPECT_EQ(formed(question(Kind::text), "A  B"), "A  B");
  PresetQuestion app = question(Kind::text);
  app.pattern = "[0-9]+";
  EXPECT_EQ(formed(app, "　１２３ "), "123");
}

TEST(Answers, OfSecretsFilesAndListsLoseTheSpacesAroundThem) {
  EXPECT_EQ(formed(question(Kind::secret), "　ａ１\n"), "ａ１");
  EXPECT_EQ(formed(question(Kind::path), " 書き出し１.csv "), "書き出し１.csv");
  EXPECT_EQ(formed(question(Kind::text, "mapping.journal.lists.売掛金"), " １\t２ "), "１\t２");
}

TEST(Answers, ThatNameAWordOfTheManifestAreThatWord) {
  const PresetQuestion mode = question(Kind::text, "settings.mode");
  for (const char* typed : {"yes", "Yes", "YES", "ｙｅｓ"}) EXPECT_EQ(formed(mode, typed), "yes") << typed;
  EXPECT_EQ(formed(mode, "zoho-oauthtoken"), "Zoho-oauthtoken");
  EXPECT_EQ(formed(mode, "はい"), "app.want_word");
}

TEST(Answers, MatchTheWholePattern) {
  PresetQuestion app = question(Kind::text);
  app.pattern = "[0-9]+";
  EXPECT_EQ(formed(app, "１２"), "12");
  EXPECT_EQ(formed(app, "12 "), "12");
  for (const char* wrong : {"https://abc.cybozu.com/k/12/", "k12", "12a"}) EXPECT_EQ(formed(app, wrong), "app.want_pattern") << wrong;
}

}  // namespace
}  // namespace musubi
