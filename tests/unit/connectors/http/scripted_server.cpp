#include "tests/unit/connectors/http/scripted_server.hpp"

#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace musubi::test {
namespace {

/// A certificate for 127.0.0.1 that nobody vouches for.
SSL_CTX* self_signed() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"),
                             -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_sign(certificate, key, EVP_sha256());
  SSL_CTX* out = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate(out, certificate);
  SSL_CTX_use_PrivateKey(out, key);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return out;
}

size_t length_of(const std::string& head) {
  size_t at = head.find("Content-Length: ");
  return at == head.npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

/// The request on a connection; without a method where it breaks off.
Asked read_request(const std::function<std::string()>& more) {
  std::string all;
  size_t end = 0;
  while ((end = all.find("\r\n\r\n")) == all.npos) {
    std::string next = more();
    if (next.empty()) return {};
    all += next;
  }
  Asked out;
  size_t line = all.find("\r\n"), first = all.find(' '), second = all.find(' ', first + 1);
  out.method = all.substr(0, first);
  out.target = all.substr(first + 1, second - first - 1);
  out.head = all.substr(line + 2, end - line);
  out.body = all.substr(end + 4);
  while (out.body.size() < length_of(out.head)) {
    std::string next = more();
    if (next.empty()) break;
    out.body += next;
  }
  return out;
}

}  // namespace

struct ScriptedServer::Running {
  Script script;
  SSL_CTX* tls = nullptr;
  int listener = -1, port = 0;
  mutable std::mutex guard;
  std::vector<Asked> asked;
  bool all_at_once = false;
  std::vector<std::jthread> serving;
  std::jthread thread;

  void serve(int connection) {
    SSL* ssl = nullptr;
    if (tls) {
      ssl = SSL_new(tls);
      SSL_set_fd(ssl, connection);
      if (SSL_accept(ssl) <= 0) return SSL_free(ssl);
    }
    char buffer[65536];
    Asked request = read_request([&] {
      auto size = ssl ? SSL_read(ssl, buffer, sizeof buffer) : ::read(connection, buffer, sizeof buffer);
      return std::string(buffer, size > 0 ? static_cast<size_t>(size) : 0);
    });
    if (!request.method.empty()) {
      {
        std::lock_guard lock(guard);
        asked.push_back(request);
      }
      Told told = script(request);
      std::string out = "HTTP/1.1 " + std::to_string(told.status) + " -\r\n" + told.headers +
                        "Connection: close\r\nContent-Length: " + std::to_string(told.body.size()) +
                        "\r\n\r\n" + told.body;
      for (size_t at = 0; at < out.size() && !ssl;) {
        auto sent = ::send(connection, out.data() + at, out.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) break;
        at += static_cast<size_t>(sent);
      }
      if (ssl) SSL_write(ssl, out.data(), static_cast<int>(out.size()));
    }
    SSL_free(ssl);
  }

  void serve_and_close(int connection) {
    serve(connection);
    ::close(connection);
  }

  void run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd ready{listener, POLLIN, 0};
      if (::poll(&ready, 1, 20) <= 0) continue;
      int connection = ::accept(listener, nullptr, nullptr);
      if (connection < 0) continue;
      if (all_at_once)
        serving.emplace_back([this, connection] { serve_and_close(connection); });
      else
        serve_and_close(connection);
    }
  }
};

ScriptedServer::ScriptedServer(Script script, Tls tls, Serves serves)
    : running_(std::make_unique<Running>()) {
  running_->script = std::move(script);
  running_->all_at_once = serves == Serves::all_at_once;
  if (tls == Tls::self_signed) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes where a client that does not trust it has hung up
    running_->tls = self_signed();
  }
  running_->listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(running_->listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(running_->listener, 16) != 0)
    std::abort();
  ::getsockname(running_->listener, reinterpret_cast<sockaddr*>(&address), &size);
  running_->port = ntohs(address.sin_port);
  running_->thread = std::jthread([this](const std::stop_token& stop) { running_->run(stop); });
}

ScriptedServer::~ScriptedServer() {
  running_->thread.request_stop();
  running_->thread.join();
  running_->serving.clear();
  ::close(running_->listener);
  SSL_CTX_free(running_->tls);
}

std::string ScriptedServer::base(const std::string& host) const {
  return (running_->tls ? "https://" : "http://") + host + ":" + std::to_string(running_->port);
}

std::string ScriptedServer::certificate() const {
  BIO* out = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(out, SSL_CTX_get0_certificate(running_->tls));
  char* text = nullptr;
  const long size = BIO_get_mem_data(out, &text);
  std::string pem(text, static_cast<size_t>(size));
  BIO_free(out);
  return pem;
}

std::vector<Asked> ScriptedServer::asked() const {
  std::lock_guard lock(running_->guard);
  return running_->asked;
}

std::string ScriptedServer::targets() const {
  std::string out;
  for (const Asked& one : asked()) out += (out.empty() ? "" : " ") + one.target;
  return out;
}

}  // namespace musubi::test
