// What the hub answers over HTTP: the read API, the inbox, its own health.
//
//   GET  /health                       no token
//   GET  /api/openapi.json             no token; describes all of these
//   GET  /api/customers[?text&phone&email&after&limit], /api/customers/ID     token with the right "customers"
//   GET  /api/runs[?limit], /api/runs/ID                           token with the right "runs"
//   GET, POST /form/CONNECTION         a plug-in's page, which posts to its own address
//   GET, POST /in/CONNECTION[/…]       what is pushed, and what a sender asks before it pushes, for the plug-in
#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "core/flow/receive.hpp"
#include "core/serve/http.hpp"

namespace musubi {

/// Thread-safe. `hub`, `inbox` and `clock` must outlive it.
class Service {
 public:
  /// `trouble` is told, from any thread, what somebody of the hub must look into; the same at most once a minute.
  Service(Hub& hub, Inbox& inbox, const Clock& clock, std::function<void(const Message&)> trouble = {});
  ~Service();
  /// Never throws: whatever goes wrong becomes a status and a sentence.
  HttpResponse answer(const HttpRequest& request);
  /// The refusal that the head alone of a request deserves, before its body is read: one who posts too fast. To be asked once a request, as
  /// it is counted then. Never throws.
  std::optional<HttpResponse> refusal(const HttpRequest& head);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// What a token may be given.
inline constexpr const char* kRights[] = {"customers", "runs"};

}  // namespace musubi
