// Whose Authentication-Results prove a sender, and what becomes of a change of address.
#include "connectors/mail/sender_proof.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/record.hpp"

namespace musubi::mail {
namespace {

constexpr int64_t kNow = 1'767'225'600;  // 2026-01-01

TEST(SenderProof, IsTheOwnServersTopmostWordAlone) {
  const struct {
    const char* head;
    bool proven;
  } cases[] = {
      {"Authentication-Results: mx.shop.example; dmarc=pass header.from=x.example\n", true},
      {"Authentication-Results: MX.shop.example 1; spf=fail smtp.mailfrom=y.example;\n\tdmarc=pass (p=NONE (sp; NONE)) header.from=X.example\n", true},
      {"Authentication-Results: mx.shop.example; dkim=pass reason=\"good; key\" header.i=@x.example header.s=s1\n", true},
      {"Authentication-Results: mx.shop.example; dkim=fail header.d=x.example; dkim=pass header.d=\"x.example\"\n", true},
      {"", false},
      {"Authentication-Results: mx.shop.example; none\n", false},
      {"Authentication-Results: mx.shop.example\n", false},
      {"Authentication-Results:\n", false},
      {"Authentication-Results: mx.shop.example; dmarc=fail header.from=x.example\n", false},
      {"Authentication-Results: mx.shop.example; dmarc=pass header.from=y.example\n", false},
      {"Authentication-Results: mx.shop.example; spf=pass smtp.mailfrom=x.example\n", false},
      {"Authentication-Results: mx.shop.example; dkim=pass header.d=bulk.example\n", false},
      {"Authentication-Results: mx.shop.example; dkim=pass header.d=example\n", false},
      {"Authentication-Results: mx.shop.example; dkim=pass\n", false},
      {"Authentication-Results: mx.shop.example; dkim=pass header.i=@x.example header.d=bulk.example\n", false},
      {"Authentication-Results: mx.shop.example; spf=none reason=\"; dmarc=pass\"\n", false},
      {"Authentication-Results: mx.shop.example; spf=none (; dmarc=pass header.from=x.example\n", false},
      {"Authentication-Results: mx.evil.example; dmarc=pass header.from=x.example\n", false},
      {"Authentication-Results: mx.shop.example; spf=none\nAuthentication-Results: mx.shop.example; dmarc=pass header.from=x.example\n", false},
      {"From: <other@x.example>\nAuthentication-Results: mx.shop.example; dmarc=pass header.from=x.example\n", false},
  };
  for (const auto& c : cases) {
    Mail mail = read_mail(std::string(c.head) + "From: <tanaka@x.example>\n\ntext\n", kNow);
    EXPECT_EQ(sender_is_proven(mail, "mx.shop.example"), c.proven) << c.head;
    EXPECT_FALSE(sender_is_proven(mail, "")) << c.head;
  }
  Mail two = read_mail("Authentication-Results: mx.shop.example; dmarc=pass\nFrom: <a@x.example>, <b@x.example>\n\ntext\n", kNow);
  EXPECT_FALSE(sender_is_proven(two, "mx.shop.example"));
}

TEST(SenderProof, AServerMayWriteNoName) {
  const struct {
    const char* head;
    bool proven;
  } cases[] = {
      {"Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; dkim=pass (signature was verified) header.d=x.example;dmarc=pass action=none header.from=x.example;compauth=pass reason=100\n", true},
      {"Authentication-Results: dmarc=pass header.from=x.example\n", true},
      {"Authentication-Results: spf=pass smtp.mailfrom=x.example; dkim=none (message not signed) header.d=none;dmarc=none header.from=x.example\n", false},
      {"Authentication-Results: spf=pass; dmarc=fail action=oreject header.from=x.example\n", false},
      {"Authentication-Results: mx.evil.example; dmarc=pass header.from=x.example\n", false},
      {"Authentication-Results: -; dmarc=pass header.from=x.example\n", false},
      {"Authentication-Results: spf=fail smtp.mailfrom=x.example\nAuthentication-Results: dmarc=pass header.from=x.example\n", false},
      {"Authentication-Results: spf\n", false},
      {"", false},
  };
  for (const auto& c : cases) {
    Mail mail = read_mail(std::string(c.head) + "From: <tanaka@x.example>\n\ntext\n", kNow);
    EXPECT_EQ(sender_is_proven(mail, "-"), c.proven) << c.head;
    EXPECT_FALSE(sender_is_proven(mail, "mx.shop.example")) << c.head;
    EXPECT_FALSE(sender_is_proven(mail, "spf")) << c.head;
  }
}

TEST(SenderProof, ALineThatNamesTheOldAddressIsNeededToo) {
  const std::string proof = "Authentication-Results: mx.shop.example; dmarc=pass header.from=x.example\n";
  const std::string from = "From: <tanaka@x.example>\nContent-Type: text/plain; charset=utf-8\nSubject: =?utf-8?B?44Ki44OJ44Os44K55aSJ5pu0?=\n\n";
  Settings settings;
  settings.authserv_id = "mx.shop.example";
  auto verified = [&](const std::string& mail) { return message_json(read_mail(mail, kNow), settings).find("\"verified\":true") != std::string::npos; };
  EXPECT_TRUE(verified(proof + from + "旧: tanaka@x.example\n新: info2@x.example\n"));
  EXPECT_FALSE(verified(from + "旧: tanaka@x.example\n新: info2@x.example\n"));
  EXPECT_FALSE(verified(proof + from + "新: info2@x.example\n"));
}

TEST(SenderProof, StandsInTheRecordOfAMailFromOutside) {
  Settings settings;
  settings.authserv_id = "mx.shop.example";
  settings.own = {"shop.example"};
  auto proven = [&](const std::string& mail) { return message_json(read_mail(mail, kNow), settings).find("\"sender_proven\":true") != std::string::npos; };
  EXPECT_TRUE(proven("Authentication-Results: mx.shop.example; dmarc=pass header.from=x.example\nFrom: <tanaka@x.example>\n\ntext\n"));
  EXPECT_FALSE(proven("From: <tanaka@x.example>\n\ntext\n"));
  EXPECT_FALSE(proven("Authentication-Results: mx.shop.example; dmarc=pass header.from=shop.example\nFrom: <info@shop.example>\n\ntext\n"));
}

}  // namespace
}  // namespace musubi::mail
