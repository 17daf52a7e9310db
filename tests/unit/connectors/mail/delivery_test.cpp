// Which stream a mail belongs to.
#include "connectors/mail/delivery.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/messages.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::mail {
namespace {

TEST(Delivery, WhatLiesAmongTheSentIsNoNotification) {
  test::FakeHost host;
  Settings settings;
  settings.own = {"shop.example"};
  settings.forms = {{"inquiry", "", "お問い合わせ", "", {"お名前"}}};
  Delivery forms(Host(host.table(), messages), settings, "forms");
  const std::string text = "\n\nお名前：山田\n";
  EXPECT_EQ(forms.take("From: form@web.example\nTo: info@shop.example\nSubject: お問い合わせ" + text, {}), kForms);
  EXPECT_EQ(forms.take("From: form@shop.example\nTo: info@shop.example\nSubject: お問い合わせ" + text, {}), kForms);
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(forms.take("From: form@web.example\nTo: info@shop.example\nSubject: お問い合わせ" + text, {}, true), kMessages);
  EXPECT_EQ(forms.take("From: suzuki@shop.example\nTo: yamada@example.com\nSubject: お問い合わせの件" + text, {}), kMessages);
  EXPECT_EQ(forms.take("From: suzuki@provider.example\nTo: yamada@example.com\nSubject: Re: お問い合わせ" + text, {}), kMessages);
  EXPECT_EQ(host.records.size(), 2u);
  EXPECT_TRUE(host.held.empty());
}

}  // namespace
}  // namespace musubi::mail
