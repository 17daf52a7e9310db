// The wire itself: certificates, what is compressed, how long is waited.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <thread>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

using Keys = std::vector<std::string>;

const std::string kItems = R"({"items":[{"id":1,"name":"髙橋"}]})";

/// What a read comes to: the id of its failure, or "" and its records in `host`.
std::string read_items(TellingHost& host, const std::string& configuration) {
  ManifestFolder folder(items_manifest(""));
  folder.read(host, configuration);
  return host.failed_id;
}

TEST(BadInput, ASelfSignedCertificateIsNotTrusted) {
  ScriptedServer server(
      [](const Asked&) {
        return Told{200, R"({"items":[]})", ""};
      },
      ScriptedServer::Tls::self_signed);
  ManifestFolder folder(items_manifest(""));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "bad_certificate");
  EXPECT_NE(host.failed_sentence.find("self-signed"), std::string::npos) << host.failed_sentence;
  EXPECT_NE(host.failed_sentence.find("tls.ca_file"), std::string::npos) << host.failed_sentence;
  EXPECT_TRUE(host.states.empty()) << "the next read goes on where this one stood";
  EXPECT_TRUE(server.asked().empty()) << "a request was sent to it";
}

TEST(Tls, AnOwnAuthorityIsTrustedWhereItIsNamed) {
  ScriptedServer server([](const Asked&) { return Told{200, kItems, ""}; }, ScriptedServer::Tls::self_signed);
  ScriptedServer other([](const Asked&) { return Told{200, kItems, ""}; }, ScriptedServer::Tls::self_signed);
  ManifestFolder folder(items_manifest(""));
  folder.put("own.pem", server.certificate());
  folder.put("other.pem", other.certificate());
  for (const auto& [file, failed] : {std::pair("own.pem", ""), std::pair("other.pem", "bad_certificate"),
                                     std::pair("none.pem", "bad_certificate")}) {
    TellingHost host;
    folder.read(host, settings(server) + R"(,"tls":{"ca_file":")" + (folder.path() / file).string() + "\"}");
    EXPECT_EQ(host.failed_id, failed) << file << ": " << host.failed_sentence;
    EXPECT_EQ(host.keys, *failed ? Keys() : Keys{"1"}) << file;
  }
  EXPECT_EQ(server.asked().size(), 1U) << "none but the trusted reading asked for anything";
}

/// As `window` says: 15 + 16 gzip, 15 zlib (which HTTP calls deflate), -15 the bare stream.
std::string packed(const std::string& text, int window) {
  std::string out(1000, '\0');
  z_stream z{};
  deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

TEST(Compression, IsUndone) {
  const std::string brotli = "\x8b\x11\x80" + kItems + "\x03";  // as it is stored where it does not shrink
  for (const auto& [coding, bytes] :
       {std::pair("gzip", packed(kItems, 15 + 16)), std::pair("deflate", packed(kItems, 15)),
        std::pair("deflate", packed(kItems, -15)), std::pair("br", brotli)}) {
    ScriptedServer server([&, name = coding, body = bytes](const Asked&) {
      return Told{200, body, "Content-Encoding: " + std::string(name) + "\r\n"};
    });
    TellingHost host;
    EXPECT_EQ(read_items(host, settings(server)), "") << coding << ": " << host.failed_sentence;
    EXPECT_EQ(host.records, Keys{R"({"id":1,"name":"髙橋"})"}) << coding;
    EXPECT_TRUE(server.asked().at(0).has("br")) << server.asked()[0].head;
  }
}

TEST(BadInput, BrokenCompressionIsNamed) {
  for (const auto& [coding, bytes] :
       {std::pair("gzip", std::string("\x1f\x8b\x08 no gzip")),
        std::pair("gzip", packed(kItems, 15 + 16).replace(15, 4, "????")),
        std::pair("br", std::string(40, '\xff')), std::pair("deflate", std::string("no deflate at all"))}) {
    ScriptedServer server([&, name = coding, body = bytes](const Asked&) {
      return Told{200, body, "Content-Encoding: " + std::string(name) + "\r\n"};
    });
    TellingHost host;
    EXPECT_EQ(read_items(host, settings(server)), "bad_compression") << coding << ": " << host.failed_sentence;
    EXPECT_TRUE(host.keys.empty() && host.states.empty()) << coding;
  }
}

TEST(BadInput, TheCharsetThatIsNamedIsReadAndNoOther) {
  for (const auto& [named, failed] : {std::pair("Shift_JIS", ""), std::pair("utf-8", "bad_text")}) {
    ScriptedServer server([&, charset = named](const Asked&) {
      return Told{200, "{\"items\":[{\"id\":1,\"name\":\"\x8e\x52\x93\x63\"}]}",
                  "Content-Type: application/json; charset=" + std::string(charset) + "\r\n"};
    });
    TellingHost host;
    EXPECT_EQ(read_items(host, settings(server)), failed);
    EXPECT_EQ(host.records, *failed ? Keys() : Keys{R"({"id":1,"name":"山田"})"});
  }
}

TEST(TimeOut, OfASourceThatSaysNothing) {
  ScriptedServer server([](const Asked&) {
    return std::this_thread::sleep_for(std::chrono::seconds(3)), Told{200, kItems, ""};
  });
  TellingHost host;
  auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(read_items(host, settings(server) + R"(,"timeout":1)"), "too_slow");
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(2800));
  EXPECT_NE(host.failed_sentence.find("1 seconds"), std::string::npos) << host.failed_sentence;
}

/// A port whose queue is full: nobody takes connections from it.
struct FullPort {
  int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), port = 0;
  std::vector<int> waiting;

  FullPort() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener, 0), 0);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    for (int i = 0; i < 4; ++i) {
      waiting.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
      ::connect(waiting.back(), reinterpret_cast<sockaddr*>(&address), size);
    }
  }
  FullPort(const FullPort&) = delete;
  ~FullPort() {
    for (int one : waiting) ::close(one);
    ::close(listener);
  }
};

TEST(TimeOut, OfAConnectionThatNobodyTakes) {
  FullPort full;
  TellingHost host;
  EXPECT_EQ(
      read_items(host, R"({"base":"http://127.0.0.1:)" + std::to_string(full.port) + R"("},"timeout":1)"),
      "no_connection");
  EXPECT_NE(host.failed_sentence.find("within 1 seconds"), std::string::npos) << host.failed_sentence;
}

}  // namespace
}  // namespace musubi::test
