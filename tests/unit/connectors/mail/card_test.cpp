// Business cards on mails.
#include "connectors/mail/card_owner.hpp"

#include <gtest/gtest.h>

#include "core/text/encoding.hpp"

namespace musubi::mail {
namespace {

TEST(Cards, AreReadInTheirVersionsAndEncodings) {
  auto modern = cards_in("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:佐藤 健\r\nN:佐藤;健;;;\r\nORG:青空\\, 商事;営業部\r\nitem1.TEL;TYPE=work:03-1234-\r\n 0050\r\nTEL;TYPE=WORK:03-1234-0051\r\n"
                         "ADR;TYPE=WORK:;丸の内ビル;丸の内1-2-3;千代田区;東京都;100-0005;日本\r\nPHOTO;ENCODING=b:AAAA\r\nTITLE:\r\nEND:VCARD\r\n",
                         "utf-8");
  ASSERT_EQ(modern.size(), 1u);
  EXPECT_EQ(modern[0], (Card{{"FN", "佐藤 健"}, {"N_FAMILY", "佐藤"}, {"N_GIVEN", "健"}, {"ORG", "青空, 商事"}, {"ORG_UNIT", "営業部"}, {"TEL_WORK", "03-1234-0050"},
                             {"TEL_WORK_2", "03-1234-0051"}, {"ADR_WORK_EXTENDED", "丸の内ビル"}, {"ADR_WORK_STREET", "丸の内1-2-3"}, {"ADR_WORK_LOCALITY", "千代田区"},
                             {"ADR_WORK_REGION", "東京都"}, {"ADR_WORK_POSTAL_CODE", "100-0005"}, {"ADR_WORK_COUNTRY", "日本"}}));
  auto phone = cards_in("BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8D=B2=93=A1;=\n=8C=92\nTEL;CELL:090-1234-0052\nEND:VCARD\n", "");
  ASSERT_EQ(phone.size(), 1u);
  EXPECT_EQ(phone[0], (Card{{"N_FAMILY", "佐藤"}, {"N_GIVEN", "健"}, {"TEL_CELL", "090-1234-0052"}}));
}

TEST(Cards, NothingIsMadeOfWhatIsNone) {
  for (const char* text : {"", "BEGIN:VCARD\nFN:x\n", "FN:x\nEND:VCARD\n", "BEGIN:VCARD\nEND:VCARD\n", "BEGIN:VCARD\nPHOTO;BASE64:xx\n:\n;:\n=\nEND:VCARD"})
    EXPECT_TRUE(cards_in(text, "").empty()) << text;
}

TEST(Cards, BelongToTheSenderOnlyWhereTheyNameThem) {
  const Card ken = {{"FN", "佐藤 健"}, {"N_FAMILY", "佐藤"}, {"N_GIVEN", "健"}};
  const struct {
    const char *from, *email;
    CardOwner owner;
    bool alone = true, sent_folder = false;
  } cases[] = {
      {"ken@example.com", "", CardOwner::sender},
      {"ken@example.com", "KEN@example.com", CardOwner::sender},
      {"=?UTF-8?B?5L2Q6JekIOWBpQ==?= <ken@example.com>", "", CardOwner::sender},
      {"=?UTF-8?B?5L2Q6Jek5YGl?= <ken@example.com>", "ken@home.example", CardOwner::sender, false},
      {"Hana Tanaka <hana@example.com>", "", CardOwner::other},
      {"hana@example.com", "ken@example.com", CardOwner::other},
      {"ken@example.com", "", CardOwner::other, false},
      {"suzuki@shop.example", "", CardOwner::ours},
      {"suzuki@shop.example", "suzuki@shop.example", CardOwner::ours},
      {"hana@example.com", "suzuki@shop.example", CardOwner::ours},
      {"suzuki@provider.example", "", CardOwner::ours, true, true},
      {"suzuki@shop.example", "ken@example.com", CardOwner::other},
      {"", "", CardOwner::other},
  };
  Settings settings;
  settings.own = {"shop.example"};
  for (const auto& c : cases) {
    Mail mail = read_mail(std::string("From: ") + c.from + "\n\nx", 0);
    Card card = ken;
    if (*c.email) card.emplace_back("EMAIL_WORK", c.email);
    EXPECT_EQ(int(owner_of(card, mail, Ours(mail, settings, c.sent_folder), c.alone)), int(c.owner)) << c.from << " " << c.email;
  }
}

TEST(Cards, ArePassedOnByWhoBearsAnotherName) {
  const struct {
    const char *shown, *full, *family, *given;
    CardOwner owner;
  } cases[] = {
      {"小林 健", "林", "林", "", CardOwner::other},
      {"小林健", "林", "林", "", CardOwner::other},
      {"小林 健", "林 健", "林", "健", CardOwner::other},
      {"Joanne Lee", "Anne Lee", "Lee", "Anne", CardOwner::other},
      {"小林 健", "小林 健", "小林", "健", CardOwner::sender},
      {"小林健", "小林 健", "小林", "健", CardOwner::sender},
      {"小林　健（青空商事）", "小林 健", "小林", "健", CardOwner::sender},
      {"青空商事 小林 健", "小林 健", "小林", "健", CardOwner::sender},
      {"小林 健", "小林", "小林", "", CardOwner::sender},
      {"Lee, Anne", "Anne Lee", "Lee", "Anne", CardOwner::sender},
  };
  for (const auto& c : cases) {
    Mail mail = read_mail("From: x@example.com\n\nx", 0);
    mail.from = {{c.shown, "x@example.com"}};
    const Card card = {{"FN", c.full}, {"N_FAMILY", c.family}, {"N_GIVEN", c.given}, {"TEL", "03-1234-0050"}};
    EXPECT_EQ(int(owner_of(card, mail, Ours(mail, {}, false), true)), int(c.owner)) << c.shown << " / " << c.full;
  }
}

}  // namespace
}  // namespace musubi::mail
