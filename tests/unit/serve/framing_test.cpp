#include "core/serve/framing.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

std::string head(const std::string& headers, const std::string& first = "POST /in/x HTTP/1.1") { return first + "\r\n" + headers + "\r\n"; }

TEST(Framing, IsReadFromTheHeadAlone) {
  auto none = framing_of(head("Host: a\r\n", "GET / HTTP/1.1"));
  ASSERT_TRUE(none);
  EXPECT_EQ(none->method, "GET");
  EXPECT_FALSE(none->has_body());
  auto length = framing_of(head("content-LENGTH:\t 12 \r\nHost: a\r\n"));
  ASSERT_TRUE(length);
  EXPECT_EQ(length->length, 12u);
  auto chunked = framing_of(head("Transfer-Encoding: Chunked\r\n"));
  ASSERT_TRUE(chunked);
  EXPECT_TRUE(chunked->chunked && chunked->has_body());
}

TEST(Framing, WhatTwoReadersMightReadTwoWaysIsRefused) {
  const std::string cases[] = {
      head("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
      head("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"),
      head("Content-Length: 3\r\nContent-Length: 4\r\n"),
      head("Content-Length: 3\r\nContent-Length: 3\r\n"),
      head("Content-Length: 3, 3\r\n"),
      head("Content-Length: +3\r\n"),
      head("Content-Length: -3\r\n"),
      head("Content-Length: 0x3\r\n"),
      head("Content-Length: %33\r\n"),
      head("Content-Length:\r\n"),
      head("Content-Length: 99999999999999999999\r\n"),
      head("Content-Length: 18446744073709551615\r\n"),
      head("Content-Length : 3\r\n"),
      head("Host: a\r\n Content-Length: 3\r\n"),
      head("X: a\nContent-Length: 3\r\n"),
      head("X: a\rContent-Length: 3\r\n"),
      head(std::string("X: a\0b\r\n", 8)),
      head("no colon\r\n"),
      head(": nameless\r\n"),
      head("Transfer-Encoding: gzip, chunked\r\n"),
      head("Transfer-Encoding: identity\r\n"),
      head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
      head("Transfer-Encoding: \x0b" "chunked\r\n"),
      head("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0"),
      "GET / HTTP/1.1\r\nHost: a\r\n",
      "GET / HTTP/1.1",
      "",
  };
  for (const std::string& one : cases) EXPECT_FALSE(framing_of(one)) << one;
}

std::string_view verdict(std::string_view bytes) {
  ChunkWatch watch;
  for (char c : bytes)
    if (!watch.take({&c, 1})) return "fault";
  ChunkWatch at_once;
  at_once.take(bytes);
  EXPECT_EQ(at_once.over(), watch.over()) << bytes;
  return watch.over() ? "over" : "more";
}

TEST(ChunkWatch, FollowsABodyByteByByteAndAtOnce) {
  for (const char* whole : {"0\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n", "A;x=\"y\"\r\n0123456789\r\n00\r\n\r\n", "1\r\n\n\r\n0\r\nTrailer: a\r\n\r\n"}) EXPECT_EQ(verdict(whole), "over") << whole;
  for (const char* part : {"", "3", "3\r\n", "3\r\nab", "3\r\nabc\r\n", "0\r\n", "0\r\n\r", "0\r\nTrailer: a\r\n"}) EXPECT_EQ(verdict(part), "more") << part;
}

TEST(ChunkWatch, RefusesWhatIsNotFramedSo) {
  for (const char* bad : {"\r\n", "x\r\n", "-1\r\n", " 3\r\n", "0x3\r\n", "3\nabc", "3\r\nabcd\r\n", "3\r\nabc0\r\n", "3 \r\n", ";\r\n", "fffffffffffffff0\r\n", "0\r\n\n", "0\r\nA: b\n\r\n", "0\r\n\r\nGET"})
    EXPECT_EQ(verdict(bad), "fault") << bad;
  EXPECT_EQ(verdict("1;" + std::string(5000, 'x')), "fault") << "a line without end";
  std::string trailers = "0\r\n";
  for (int i = 0; i < 40'000; ++i) trailers += "A: b\r\n";
  EXPECT_EQ(verdict(trailers), "fault") << "trailers without end";
}

}  // namespace
}  // namespace musubi
