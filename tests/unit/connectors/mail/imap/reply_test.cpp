// Replies of IMAP servers, whole and cut anywhere.
#include "connectors/mail/imap/reply_reader.hpp"

#include <gtest/gtest.h>

namespace musubi::mail {
namespace {

Reply only(std::string_view bytes) {
  ReplyReader reader(1000);
  reader.feed(bytes);
  auto reply = reader.next();
  EXPECT_TRUE(reply) << bytes;
  EXPECT_FALSE(reader.next()) << bytes;
  return reply.value_or(Reply{});
}

std::string refused(std::string_view bytes, uint64_t longest = 1000) {
  ReplyReader reader(longest);
  reader.feed(bytes);
  try {
    while (reader.next()) continue;
  } catch (const BadReply& bad) {
    return bad.id;
  }
  return "";
}

TEST(Reply, StatesHaveACodeAndFreeText) {
  Reply reply = only("* OK [UIDVALIDITY 3857529045] UIDs valid {5}\r\n");
  EXPECT_EQ(reply.word, "OK");
  EXPECT_EQ(reply.code, "UIDVALIDITY");
  EXPECT_EQ(reply.code_value, "3857529045");
  reply = only("m12 no [authenticationfailed] \"(\r\n");
  EXPECT_EQ(reply.kind, Reply::Kind::tagged);
  EXPECT_EQ(reply.tag, "m12");
  EXPECT_EQ(reply.word, "NO");
  EXPECT_EQ(reply.code, "AUTHENTICATIONFAILED");
  EXPECT_EQ(only("* BYE\r\n").word, "BYE");
  EXPECT_EQ(only("+ dGVzdA==\r\n").text, "dGVzdA==");
  EXPECT_EQ(only("+\r\n").kind, Reply::Kind::go_on);
}

TEST(Reply, AMailIsALiteralWhateverItHolds) {
  Reply reply = only("* 12 FETCH (UID 5 BODY[]<0> {15}\r\nm1 OK\r\n)\r\n* BYE FLAGS (\\Seen $a[b))\r\n");
  EXPECT_EQ(reply.number, 12u);
  ASSERT_EQ(reply.values.size(), 1u);
  const auto& items = reply.values[0].list;
  ASSERT_EQ(items.size(), 6u);
  EXPECT_EQ(items[3].text, "m1 OK\r\n)\r\n* BYE");
  EXPECT_EQ(items[3].kind, Value::Kind::string);
  EXPECT_EQ(items[5].list[1].text, "$a[b");
}

TEST(Reply, NamesQuotesAndNil) {
  Reply reply = only("* LIST (\\HasNoChildren) NIL \"a \\\"b\\\\\"\r\n");
  ASSERT_EQ(reply.values.size(), 3u);
  EXPECT_EQ(reply.values[1].kind, Value::Kind::nil);
  EXPECT_EQ(reply.values[2].text, "a \"b\\");
  reply = only("* 1 FETCH (BODY[HEADER.FIELDS (DATE FROM)] NIL)\r\n");
  EXPECT_EQ(reply.values[0].list[0].text, "BODY[HEADER.FIELDS (DATE FROM)]");
  EXPECT_EQ(only("* LIST () \"/\" {0}\r\n\r\n").values[2].text, "");
  EXPECT_EQ(only("* CAPABILITY IMAP4rev1 IDLE \r\n").values.size(), 2u);
  EXPECT_EQ(only("* FLAGS ((( \"\r\n").word, "FLAGS");  // not asked for, not read
}

TEST(Reply, CutAnywhereItIsTheSame) {
  const std::string bytes = "* 2 FETCH (BODY[] ~{5}\r\n12\r\n5 UID {1+}\n7)\r\n* 3 EXISTS\nm1 OK done\r\n";
  for (size_t cut = 0; cut <= bytes.size(); ++cut) {
    ReplyReader reader(100);
    std::vector<Reply> got;
    auto take = [&](std::string_view part) {
      reader.feed(part);
      while (auto reply = reader.next()) got.push_back(std::move(*reply));
    };
    take(std::string_view(bytes).substr(0, cut));
    take(std::string_view(bytes).substr(cut));
    ASSERT_EQ(got.size(), 3u) << cut;
    EXPECT_EQ(got[0].values[0].list[1].text, "12\r\n5");
    EXPECT_EQ(got[0].values[0].list[3].text, "7");
    EXPECT_EQ(got[1].number, 3u);
    EXPECT_EQ(got[2].tag, "m1");
  }
}

TEST(Reply, WhatIsNoReplyIsRefused) {
  for (std::string_view bytes : {"\r\n", "HTTP/1.1 400 Bad Request\r\n", "*\r\n", "* 5\r\n", "m1\r\n", "m1 FETCH (UID 1)\r\n", "* 1 FETCH (UID 1\r\n",
                                 "* 1 FETCH UID)\r\n", "* LIST () \"/\" \"a\r\n", "* 1 FETCH (BODY[] {3}\r\nabcd)x)\r\n"})
    EXPECT_EQ(refused(bytes), "garbage_reply") << bytes;
  EXPECT_EQ(refused("* 1 FETCH (BODY[] {1001}\r\n"), "literal_too_long");
  EXPECT_EQ(refused("* 1 FETCH (A {600}\r\n" + std::string(600, 'x') + " B {600}\r\n"), "literal_too_long");
  EXPECT_EQ(refused("* 1 FETCH (BODY[] {99999999999999999999}\r\n"), "literal_too_long");
  EXPECT_EQ(refused("* 1 FETCH " + std::string(1000, '(') + "\r\n"), "garbage_reply");
  EXPECT_EQ(refused("* " + std::string(ReplyReader::kLongestLine, 'x')), "endless_line");
  std::string many = "* 1 FETCH (";
  for (int i = 0; i < 200'000; ++i) many += "{0}\r\n ";
  EXPECT_EQ(refused(many), "endless_line");
}

TEST(Reply, OnceRefusedAlwaysRefused) {
  ReplyReader reader(10);
  reader.feed("garbage\r\n* 1 EXISTS\r\n");
  EXPECT_THROW(reader.next(), BadReply);
  EXPECT_THROW(reader.next(), BadReply);
}

}  // namespace
}  // namespace musubi::mail
