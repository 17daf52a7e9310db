#include "connectors/http/request/send.hpp"

#include "connectors/http/fail.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/request/verdict.hpp"

namespace musubi::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestWait{600'000};  // longer ones are the host's

/// What an authenticator has put into a request is not shown.
void strike_out(Json& shown, const Json& with, const Json& without) {
  for (const auto& [name, value] : with.items())
    shown[name] = without.contains(name) && without[name] == value ? value : Json("***");
}

/// One request and what it came to.
class Sending {
 public:
  Sending(Session& session, const Requester& requester, const Scope& scope, const Additions& additions)
      : session_(session),
        requester_(requester),
        scope_(scope),
        additions_(additions),
        retries_(allowed_retries(requester.error_handlers, scope)) {}

  std::optional<HttpAnswer> run() {
    for (int attempt = 1;; ++attempt) {
      std::optional<Unreachable> lost;
      std::optional<HttpAnswer> answer = once(lost);
      const HttpAnswer* got = answer ? &*answer : nullptr;
      Verdict verdict = judge(got, requester_.error_handlers, scope_);
      if (verdict.action == Verdict::Action::success) return answer;
      if (verdict.action == Verdict::Action::ignore)
        return got && got->is_good() ? std::move(answer) : std::nullopt;
      if (verdict.action == Verdict::Action::refresh) {
        if (refreshed_ || retries_ == 0) fail_by(*got, verdict, session_.clock());
        forget_token(session_, requester_.authenticator);
        refreshed_ = true;
        continue;
      }
      if (is_over(got, verdict)) {
        forget_token(session_, requester_.authenticator);
        refreshed_ = true;
        continue;
      }
      bool again =
          verdict.action == Verdict::Action::retry || verdict.action == Verdict::Action::rate_limited;
      if (!again || attempt > retries_ || !wait(got, attempt)) {
        if (lost) throw *lost;
        fail_by(*got, verdict, session_.clock());
      }
    }
  }

 private:
  std::optional<HttpAnswer> once(std::optional<Unreachable>& lost) {
    Additions all = additions_;
    authenticate(session_, requester_.authenticator, scope_, all);
    HttpRequest request = build_request(requester_, scope_, all);
    session_.host().log(MU_LOG_DEBUG, shown_request(all));
    wait_for_budget(request);
    try {
      HttpAnswer answer = session_.client().send(request);
      session_.budget().answered(request, answer, session_.clock()());
      return answer;
    } catch (const Unreachable& u) {
      lost = u;
      return std::nullopt;
    }
  }

  void wait_for_budget(const HttpRequest& request) {
    while (int64_t micros = session_.budget().take(request, session_.clock()())) {
      const milliseconds time((micros + 999) / 1000);
      if (time > kLongestWait) {
        Failure failure(MU_RATE, "wait_too_long", {{"seconds", std::to_string(time.count() / 1000)}});
        failure.retry_after = time;
        throw failure;
      }
      session_.host().wait(time);
    }
  }

  /// {"request": {"method", "address", "headers", "body"}} with its secrets struck out, for people who look
  /// at a preview.
  std::string shown_request(const Additions& all) const {
    Additions shown = all;
    strike_out(shown.parameters, all.parameters, additions_.parameters);
    strike_out(shown.headers, all.headers, additions_.headers);
    strike_out(shown.body_data, all.body_data, additions_.body_data);
    strike_out(shown.body_json, all.body_json, additions_.body_json);
    HttpRequest request = build_request(requester_, scope_, shown);
    Json headers = Json::object();
    for (const auto& [name, value] : request.headers) headers[name] = session_.struck_out(value);
    Json out = {{"method", request.method},
                {"address", session_.struck_out(safe_url(request.url))},
                {"headers", std::move(headers)}};
    if (request.has_body) out["body"] = session_.struck_out(request.body);
    return Json{{"request", std::move(out)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  /// A source may end a token before its time: that is tried once, with a new one.
  bool is_over(const HttpAnswer* answer, const Verdict& verdict) const {
    return answer && answer->status == 401 && !verdict.declared && !refreshed_ &&
           can_renew(session_, requester_.authenticator);
  }

  /// False where the wait is too long to be made here.
  bool wait(const HttpAnswer* answer, int attempt) {
    auto time = declared_wait(answer, requester_.error_handlers, scope_, attempt);
    if (!time && answer) time = retry_after(*answer, session_.clock());
    if (!time) time = milliseconds(5000) * (1 << std::min(attempt, 8));
    if (*time > kLongestWait) return false;
    session_.host().wait(*time);
    return true;
  }

  Session& session_;
  const Requester& requester_;
  const Scope& scope_;
  const Additions& additions_;
  int retries_;
  bool refreshed_ = false;
};

}  // namespace

std::optional<HttpAnswer> send(Session& session, const Requester& requester, const Scope& scope,
                               const Additions& additions) {
  return Sending(session, requester, scope, additions).run();
}

}  // namespace musubi::http
