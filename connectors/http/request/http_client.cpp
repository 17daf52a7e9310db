#include "connectors/http/request/http_client.hpp"

#include <algorithm>

#include "connectors/http/request/flight.hpp"

namespace musubi::http {
namespace {

constexpr std::chrono::milliseconds kGlance{100};  // so often the host is asked whether to stop
constexpr size_t kSpares = 4;

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  for (auto at = headers.rbegin(); at != headers.rend(); ++at)
    if (at->first == name) return at->second;
  return {};
}

std::string HttpAnswer::joined_header(std::string_view name) const {
  std::string out;
  for (const auto& [there, value] : headers)
    if (there == name) out += (out.empty() ? "" : ", ") + value;
  return out;
}

Transfer::Transfer(std::unique_ptr<Flight> flight) : flight_(std::move(flight)) {}
Transfer::~Transfer() = default;

bool Transfer::done() const {
  return flight_->done;
}

HttpAnswer Transfer::take() {
  if (flight_->failure) std::rethrow_exception(flight_->failure);
  return std::move(flight_->answer);
}

HttpAnswer* Transfer::arriving(size_t least) {
  return flight_->done || flight_->answer.body.size() < least ? nullptr : flight_->under_way();
}

HttpClient::HttpClient(const Host& host, const HttpSettings& settings)
    : host_(host), settings_(settings), handles_(std::make_unique<CurlHandles>()) {}
HttpClient::~HttpClient() = default;

std::unique_ptr<Transfer> HttpClient::start(HttpRequest request) {
  if (host_.stopping()) throw Stopped(MU_STOPPED);
  auto flight = std::make_unique<Transfer::Flight>(*handles_, settings_, std::move(request));
  flight->take_off();
  return std::unique_ptr<Transfer>(new Transfer(std::move(flight)));
}

HttpAnswer HttpClient::send(const HttpRequest& request) {
  auto transfer = start(request);
  while (!transfer->done()) drive(kGlance);
  return transfer->take();
}

bool HttpClient::end_flights() {
  int running = 0, left = 0;
  bool any = false;
  curl_multi_perform(handles_->multi, &running);
  while (CURLMsg* message = curl_multi_info_read(handles_->multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURLcode result = message->data.result;  // the message is gone once its handle is taken out
    Transfer::Flight* flight = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &flight);
    flight->ended(result);
    any = true;
  }
  return any;
}

void HttpClient::drive(std::chrono::milliseconds longest) {
  bool any = end_flights();
  if (host_.stopping()) throw Stopped(MU_STOPPED);
  if (any) return;
  curl_multi_poll(handles_->multi, nullptr, 0, static_cast<int>(std::min(longest, kGlance).count()), nullptr);
  end_flights();
}

void HttpClient::take_back(std::string&& body) {
  if (handles_->spares.size() < kSpares) handles_->spares.push_back(std::move(body));
}

}  // namespace musubi::http
