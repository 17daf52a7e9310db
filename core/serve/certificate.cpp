#include "core/serve/certificate.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>

namespace musubi {
namespace {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* one) const {
    Free(one);
  }
};
void free_chain(STACK_OF(X509) * chain) { sk_X509_pop_free(chain, X509_free); }

using File = std::unique_ptr<BIO, Freeing<BIO_free>>;

}  // namespace

namespace {

/// A key under a password is none that a server could read by itself; OpenSSL would ask at the terminal.
int asks_nobody(char*, int, int, void*) { return 0; }

}  // namespace

struct Certificate::Pair {
  std::unique_ptr<X509, Freeing<X509_free>> own;
  std::unique_ptr<STACK_OF(X509), Freeing<free_chain>> chain;
  std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>> key;

  static std::shared_ptr<const Pair> read(const std::filesystem::path& certificate, const std::filesystem::path& key) {
    auto out = std::make_shared<Pair>();
    File text(BIO_new_file(certificate.c_str(), "r")), secret(BIO_new_file(key.c_str(), "r"));
    if (text && secret) {
      out->own.reset(PEM_read_bio_X509_AUX(text.get(), nullptr, nullptr, nullptr));
      out->chain.reset(sk_X509_new_null());
      while (X509* next = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)) sk_X509_push(out->chain.get(), next);
      out->key.reset(PEM_read_bio_PrivateKey(secret.get(), nullptr, asks_nobody, nullptr));
    }
    bool good = out->own && out->key && X509_check_private_key(out->own.get(), out->key.get()) == 1;
    ERR_clear_error();
    return good ? out : nullptr;
  }
};

Certificate::Certificate(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)), written_(written()) {}
Certificate::~Certificate() = default;

void Certificate::give_to(ssl_ctx_st* context) { SSL_CTX_set_cert_cb(context, on_connection, this); }

int Certificate::on_connection(ssl_st* connection, void* self) {
  if (std::shared_ptr<const Pair> pair = static_cast<Certificate*>(self)->newest()) {
    SSL_certs_clear(connection);  // the old one may be of another algorithm, which would stand beside
    SSL_use_cert_and_key(connection, pair->own.get(), pair->key.get(), pair->chain.get(), 1);
  }
  return 1;
}

std::filesystem::file_time_type Certificate::written() const {
  std::error_code ignored;
  return std::max(std::filesystem::last_write_time(certificate_, ignored), std::filesystem::last_write_time(key_, ignored));
}

std::shared_ptr<const Certificate::Pair> Certificate::newest() {
  std::lock_guard lock(mutex_);
  auto now = std::chrono::steady_clock::now();
  if (now - looked_ < std::chrono::seconds(5)) return pair_;
  looked_ = now;
  auto at = written();
  if (at == written_) return pair_;
  if (std::shared_ptr<const Pair> renewed = Pair::read(certificate_, key_)) {
    pair_ = std::move(renewed);
    written_ = at;
  }
  return pair_;
}

}  // namespace musubi
