#include "connectors/mail/signature.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "connectors/mail/html_text.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/own_text.hpp"
#include "connectors/mail/record.hpp"

namespace musubi::mail {
namespace {

struct Case {
  std::string title, text, expected;
  Person sender;
  bool html = false;
};

std::vector<Case> cases() {
  const char* root = std::getenv("MUSUBI_SOURCE");
  std::ifstream in(std::string(root ? root : ".") + "/tests/unit/connectors/mail/signatures.txt");
  std::vector<Case> out;
  bool open = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) {
      out.push_back({line.substr(3), {}, {}, {}, false});
      open = true;
    } else if (open && line.starts_with("== ")) {
      out.back().expected = line.substr(3);
      open = false;
    } else if (open && line.starts_with("from ") && out.back().sender.address.empty()) {
      auto people = people_of(line.substr(5));
      if (!people.empty()) out.back().sender = people[0];
    } else if (open && line == "html" && out.back().text.empty()) {
      out.back().html = true;
    } else if (open) {
      out.back().text += line + "\n";
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : ",") + one;
  return out;
}

std::string named(const std::optional<Signature>& s) {
  if (!s) return "none";
  std::string out;
  for (const auto& [name, value] : {std::pair("company", s->company), {"department", s->department}, {"title", s->title}, {"phones", joined(s->phones)}, {"main", joined(s->main)}, {"fax", joined(s->fax)}})
    if (!value.empty()) out += (out.empty() ? "" : "; ") + std::string(name) + "=" + value;
  return out;
}

TEST(Signatures, NameWhatTheSenderSays) {
  std::vector<Case> all = cases();
  EXPECT_GE(all.size(), 40u);
  for (const Case& c : all) {
    std::string text = own_text(c.html ? html_text(c.text, Quoted::left_out) : c.text);
    EXPECT_EQ(named(signature_of(text, c.sender)), c.expected) << c.title << "\n" << text;
  }
}

TEST(Signatures, KeepTheirText) {
  auto s = signature_of("本文です。\n---\n株式会社青空商事 営業部 課長\n中村 美咲\nTEL 03-1234-0040\n---", {"中村 美咲", "nakamura@aozora.example"});
  ASSERT_TRUE(s);
  EXPECT_NE(s->text.find("営業部 課長\n中村 美咲"), s->text.npos);
  EXPECT_EQ(s->text.find("本文"), s->text.npos);
  EXPECT_EQ(s->name, "中村 美咲");
}

TEST(Signatures, AreNeverOurOwn) {
  Settings settings;
  settings.own = {"shop.example"};
  const std::string head = "From: =?UTF-8?B?5Lit5p2RIOe+juWSsg==?= <nakamura@aozora.example>\nTo: info@shop.example\nContent-Type: text/plain; charset=utf-8\n\n";
  auto has_signature = [&](const std::string& text) { return message_json(read_mail(head + text, 1'767'225'600), settings).find("\"signature\"") != std::string::npos; };
  EXPECT_TRUE(has_signature("承知しました。\n\n---\n株式会社青空商事\n営業部 中村\nTEL 03-1234-0040\n---\n"));
  EXPECT_FALSE(has_signature("承知しました。\n\n---\n山田商店株式会社\n販売部 中村\nTEL 03-1234-0001\nhttps://www.shop.example/\n---\n"));
  EXPECT_FALSE(has_signature("承知しました。\n---\n山田商店株式会社\n販売部 中村 美咲\nTEL 03-1234-0001\ninfo@shop.example\n---\n"));
}

TEST(Signatures, TakeAnyBytes) {
  for (const std::string& text : {std::string("\xff\xfe---\n\x80株式会社\n"), std::string(200'000, '-'), std::string(100'000, '\n'), std::string("TEL 0") + std::string(100'000, '1')})
    signature_of(own_text(text), {"\xff", "a@b"});
}

}  // namespace
}  // namespace musubi::mail
