// Notification mails of form tools: three layouts, their answers, and the template suggested from three samples.
#include "connectors/mail/form.hpp"

#include <gtest/gtest.h>

namespace musubi::mail {
namespace {

struct Who {
  const char *name, *kana, *address, *question;
};
constexpr Who people[] = {{"山田 太郎", "ヤマダ タロウ", "taro@example.com", "在庫はありますか。\n\n色: 赤\n急ぎです。"},
                          {"鈴木 花子", "スズキ ハナコ", "hanako@example.com", "納期を教えてください。"},
                          {"佐藤 健", "", "ken@example.com", "カタログ希望。\nよろしくお願いします。"}};

std::string colons(const Who& w) {
  return std::string("フォームより送信がありました。\n----------------\nお名前：") + w.name + "\nフリガナ：" + w.kana + "\nメールアドレス：" + w.address +
         "\nお問い合わせ内容：\n" + w.question + "\n----------------\n株式会社例\nTEL: 03-0000-0000\n";
}
std::string brackets(const Who& w) {
  return std::string("下記の内容でお問い合わせがありました：\n\n【お名前】 ") + w.name + "\n【フリガナ】 " + w.kana + "\n【メールアドレス】 " + w.address +
         "\n【お問い合わせ内容】\n" + w.question + "\n\n※このメールは自動送信です。\n";
}
std::string bullets(const Who& w) {
  return std::string("■お名前（必須）\n") + w.name + "\n\n■フリガナ\n" + w.kana + "\n\n■メールアドレス（必須）\n" + w.address + "\n\n■お問い合わせ内容\n" + w.question +
         "\n\n━━━━━━━━━━\n株式会社例\n";
}
std::string latin(const Who& w) {
  return std::string("New message\n\nName: ") + w.name + "\nKana: " + w.kana + "\nE-mail: " + w.address + "\nMessage:\n" + w.question + "\n\n-- \nSent by the site\n";
}

Mail mail_of(const std::string& text, int number) {
  Mail mail;
  mail.from = {{"", "form@web.example"}};
  mail.subject = "【お問い合わせ】No." + std::to_string(number);
  mail.text = text;
  return mail;
}

TEST(Form, ATemplateFromThreeSamplesReadsThem) {
  const struct {
    std::string (*layout)(const Who&);
    std::vector<std::string> labels;
  } cases[] = {
      {colons, {"お名前", "フリガナ", "メールアドレス", "お問い合わせ内容"}},
      {brackets, {"お名前", "フリガナ", "メールアドレス", "お問い合わせ内容"}},
      {bullets, {"お名前", "フリガナ", "メールアドレス", "お問い合わせ内容"}},
      {latin, {"Name", "Kana", "E-mail", "Message"}},
  };
  for (const auto& c : cases) {
    std::vector<Mail> samples;
    for (int i = 0; i < 3; ++i) samples.push_back(mail_of(c.layout(people[i]), 10 + i));
    FormTemplate form = suggested(samples);
    EXPECT_EQ(form.labels, c.labels);
    EXPECT_EQ(form.from, "form@web.example");
    EXPECT_EQ(form.subject, "【お問い合わせ】No.");
    for (int i = 0; i < 3; ++i) {
      Answers answers = answers_of(form, samples[size_t(i)].text);
      ASSERT_EQ(answers.size(), 4u) << samples[size_t(i)].text;
      EXPECT_EQ(answers[0].second, people[i].name);
      EXPECT_EQ(answers[1].second, people[i].kana);
      EXPECT_EQ(answers[2].second, people[i].address);
      EXPECT_EQ(answers[3].second, people[i].question);
    }
  }
}

TEST(Form, LabelsAreKnownHoweverTheyStand) {
  FormTemplate form{"f", "", "", "", {"お名前", "E-mail"}};
  const struct {
    const char *text, *name, *email;
  } cases[] = {
      {"お名前:山田\nE-mail:a@b.example", "山田", "a@b.example"},
      {"お名前　　　山田\nＥ－ｍａｉｌ　　a@b.example", "山田", "a@b.example"},
      {"◆お名前 = 山田\n◆E-mail = a@b.example", "山田", "a@b.example"},
      {"[お名前]山田\n[E-mail] a@b.example", "山田", "a@b.example"},
      {"・お名前（必須）：山田\n・E-mail*：a@b.example", "山田", "a@b.example"},
      {"> お名前：山田\n> E-mail：a@b.example", "山田", "a@b.example"},
      {"お名前\n山田\n\nE-mail\na@b.example", "山田", "a@b.example"},
      {"お名前：山田\nお名前：偽物\nE-mail：a@b.example", "山田\nお名前：偽物", "a@b.example"},
  };
  for (const auto& c : cases) {
    Answers answers = answers_of(form, c.text);
    ASSERT_EQ(answers.size(), 2u) << c.text;
    EXPECT_EQ(answers[0].second, c.name) << c.text;
    EXPECT_EQ(answers[1].second, c.email) << c.text;
  }
  EXPECT_TRUE(answers_of(form, "こんにちは。").empty());
  EXPECT_TRUE(answers_of(form, "").empty());
}

TEST(Form, NothingInCommonIsNoTemplate) {
  std::vector<Mail> samples = {mail_of("こんにちは。", 1), mail_of("ご注文の件です。", 2), mail_of("さようなら。", 3)};
  EXPECT_TRUE(suggested(samples).labels.empty());
  EXPECT_TRUE(suggested({}).labels.empty());
}

TEST(Form, IsKnownBySenderAndSubject) {
  std::vector<FormTemplate> forms = {{"a", "form@web.example", "お問い合わせ", "", {"お名前"}}, {"b", "web.example", "", "", {"お名前"}}};
  Mail mail = mail_of("", 1);
  EXPECT_EQ(template_of(forms, mail, false)->name, "a");
  mail.subject = "資料請求";
  EXPECT_EQ(template_of(forms, mail, false)->name, "b");
  mail.from[0].address = "someone@example.com";
  EXPECT_EQ(template_of(forms, mail, false), nullptr);
}

TEST(Form, AnAnswerIsNoNotification) {
  const std::vector<FormTemplate> named = {{"a", "form@web.example", "お問い合わせ", "", {"お名前"}}}, open = {{"b", "", "お問い合わせ", "", {"お名前"}}};
  const struct {
    const char *head, *subject;
    bool of_named, of_open, goes_out = false;
  } cases[] = {
      {"", "【お問い合わせ】No.1", true, true},
      {"", "[info 12] 【お問い合わせ】No.1", true, true},
      {"", "【お問い合わせ】Re: 見積もりの件", true, true},
      {"", "【お問い合わせ】RE-100型について", true, true},
      {"", "Re-100型のお問い合わせ", true, true},
      {"", "Re: 【お問い合わせ】No.1", false, false},
      {"", "ＲＥ：【お問い合わせ】No.1", false, false},
      {"", "[info 12] Re[2]: 【お問い合わせ】No.1", false, false},
      {"", "Fwd: 【お問い合わせ】No.1", false, false},
      {"", "返信: 【お問い合わせ】No.1", false, false},
      {"", "転送：【お問い合わせ】No.1", false, false},
      {"In-Reply-To: <1@web.example>\n", "【お問い合わせ】No.1", false, false},
      {"", "【お問い合わせ】の件", true, false, true},
  };
  for (const auto& c : cases) {
    Mail mail = read_mail(std::string(c.head) + "From: form@web.example\n\nお名前：山田\n", 0);
    mail.subject = c.subject;
    EXPECT_EQ(template_of(named, mail, c.goes_out) != nullptr, c.of_named) << c.head << c.subject;
    EXPECT_EQ(template_of(open, mail, c.goes_out) != nullptr, c.of_open) << c.head << c.subject;
  }
}

TEST(Form, TheToolsOwnSubjectMayBeginWithABracket) {
  const std::vector<FormTemplate> forms = {{"a", "form@web.example", "[青空商店]", "", {"お名前"}}};
  for (const auto& [subject, is_form] : {std::pair("[青空商店] Re: 見積", true), {"[青空商店] 見積", true}, {"Re: [青空商店] 見積", false}, {"[info] Re: [青空商店] 見積", false}}) {
    Mail mail = read_mail("From: form@web.example\n\nお名前：山田\n", 0);
    mail.subject = subject;
    EXPECT_EQ(template_of(forms, mail, false) != nullptr, is_form) << subject;
  }
}

}  // namespace
}  // namespace musubi::mail
