#include <curl/curl.h>

#include <cstring>
#include <memory>

#include "core/flow/alerts.hpp"

namespace musubi {
namespace {

struct Rest {
  std::string_view text;
  static size_t read(char* into, size_t size, size_t count, void* self) {
    auto& rest = static_cast<Rest*>(self)->text;
    size_t n = std::min(size * count, rest.size());
    std::memcpy(into, rest.data(), n);
    rest.remove_prefix(n);
    return n;
  }
};

struct Free {
  void operator()(CURL* c) const { curl_easy_cleanup(c); }
  void operator()(curl_slist* l) const { curl_slist_free_all(l); }
};

/// The addresses of a list parted by commas.
std::unique_ptr<curl_slist, Free> recipients(std::string_view to) {
  curl_slist* out = nullptr;
  while (!to.empty()) {
    size_t comma = std::min(to.find(','), to.size());
    std::string one(to.substr(0, comma));
    to.remove_prefix(std::min(comma + 1, to.size()));
    std::erase(one, ' ');
    if (!one.empty()) out = curl_slist_append(out, ("<" + one + ">").c_str());
  }
  return std::unique_ptr<curl_slist, Free>(out);
}

}  // namespace

void send_mail(const SmtpSettings& smtp, const std::string& mail) {
  std::unique_ptr<CURL, Free> curl(curl_easy_init());
  auto to = recipients(smtp.to);
  const std::string password = smtp.password.value();
  Rest rest{mail};
  std::string from = "<" + smtp.from + ">";
  char reason[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason);
  curl_easy_setopt(curl.get(), CURLOPT_URL, smtp.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, long{password.empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL});
  if (!smtp.user.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, smtp.user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, password.c_str());
  }
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, 10L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, Rest::read);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
  CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK)
    throw Error("flow.mail_failed", {{"endpoint", smtp.url}, {"reason", *reason ? reason : curl_easy_strerror(code)}});
}

}  // namespace musubi
