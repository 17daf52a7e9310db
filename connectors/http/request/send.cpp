#include "connectors/http/request/send.hpp"

#include "connectors/http/fail.hpp"
#include "connectors/http/request/next_address.hpp"
#include "connectors/http/request/source_words.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/request/verdict.hpp"

namespace musubi::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kWithAnother{1000};  // before a request goes on with another token
constexpr int kOthers = 5;                  // times, where the manifest says nothing of repetitions

/// What an authenticator has put into a request is not shown.
void strike_out(Json& shown, const Json& with, const Json& without) {
  for (const auto& [name, value] : with.items())
    shown[name] = without.contains(name) && without[name] == value ? value : Json("***");
}

}  // namespace

Sending::Sending(Session& session, const Requester& requester, const Scope& scope, Additions additions,
                 Missing missing)
    : session_(session),
      requester_(requester),
      scope_(scope),
      additions_(std::move(additions)),
      missing_(missing),
      retries_(allowed_retries(requester.error_handlers, scope)) {}

bool Sending::move() {
  while (!over_) {
    if (std::chrono::steady_clock::now() < wakes_) return false;
    if (!transfer_)
      begin();
    else if (transfer_->done())
      end();
    else
      return false;
  }
  return true;
}

/// Of tokens that stand for one another, one that has calls left; false where there is none yet.
bool Sending::take_token(Additions& all) {
  const Authenticator& by = chosen_authenticator(session_, requester_.authenticator);
  quotas_ = &session_.quotas().of(by.rotating, scope_);
  const auto drawn = draw_token(session_, *quotas_, build_request(requester_, scope_, additions_), scope_, gives_up_);
  paced_ = wakes_ = std::chrono::steady_clock::now() + std::chrono::microseconds(drawn.wait);
  if (drawn.token.empty()) return false;
  gives_up_.reset();
  token_ = drawn.token;
  all.headers[by.rotating->header] = quotas_->written(token_);
  return true;
}

bool Sending::prepare() {
  Additions all = additions_;
  if (all.leaves) {
    token_.clear();
  } else if (chosen_authenticator(session_, requester_.authenticator).rotating) {
    if (!take_token(all)) return false;
  } else {
    authenticate(session_, requester_.authenticator, scope_, all);
    token_ = token_in_use(session_, requester_.authenticator);
  }
  request_ = made_of(all);
  session_.host().log(MU_LOG_DEBUG, shown_request(all));
  return true;
}

HttpRequest Sending::made_of(const Additions& all) const {
  HttpRequest out = build_request(requester_, scope_, all);
  return all.leaves ? without_credentials(std::move(out), all.url) : out;
}

/// Puts the request on its way, unless the source is to be left alone for a while.
void Sending::begin() {
  if (!request_ && !prepare()) return;
  wakes_ = std::max(session_.quiet_until(), paced_);
  if (std::chrono::steady_clock::now() < wakes_) return;
  if (int64_t micros = session_.budget().take(*request_, session_.clock()())) {
    const milliseconds time((micros + 999) / 1000);
    if (time > kLongestInside) {
      Failure failure(MU_RATE, "wait_too_long", {{"seconds", std::to_string(time.count() / 1000)}});
      failure.retry_after = time;
      throw failure;
    }
    wakes_ = std::chrono::steady_clock::now() + time;
    return;
  }
  transfer_ = session_.client().start(*request_);
}

void Sending::end() {
  std::optional<Unreachable> lost;
  std::optional<HttpAnswer> answer;
  try {
    answer = transfer_->take();
    session_.budget().answered(*request_, *answer, session_.clock()());
    if (quotas_) quotas_->answered(*request_, token_, *answer);
  } catch (const Unreachable& u) {
    lost = u;
  }
  takes_another_ = quotas_ && quotas_->has_another(*request_, token_);
  transfer_.reset();
  request_.reset();
  settle(std::move(answer), lost);
}

HttpAnswer* Sending::arriving(size_t least) {
  HttpAnswer* got = transfer_ ? transfer_->arriving(least) : nullptr;
  if (!got || kept_to_) return got;
  const HttpAnswer head{got->status, got->headers, "", got->url};
  return judge(&head, requester_.error_handlers, scope_).action == Verdict::Action::success ? got : nullptr;
}

void Sending::settle(std::optional<HttpAnswer> answer, const std::optional<Unreachable>& lost) {
  if (kept_to_) {
    if (lost) throw *lost;
    answer_ = std::move(answer);
    over_ = true;
    return;
  }
  const HttpAnswer* got = answer ? &*answer : nullptr;
  Verdict verdict = judge(got, requester_.error_handlers, scope_);
  ignored_ = verdict.action == Verdict::Action::ignore;
  if (got && verdict.message.empty() && verdict.action != Verdict::Action::success && !ignored_) verdict.message = words_of(session_, *got, token_);
  if (verdict.action == Verdict::Action::success || (ignored_ && got && got->is_good())) {
    if (!additions_.leaves) note_let_in(session_, requester_.authenticator, token_);
    answer_ = std::move(answer);
    over_ = true;
  } else if (ignored_ || is_missing(got, verdict)) {
    over_ = true;
  } else if (verdict.asks_otherwise()) {
    otherwise_ = std::move(verdict);
    over_ = true;
  } else if (verdict.action == Verdict::Action::refresh || is_over(got, verdict)) {
    if (refreshed_ || (verdict.action == Verdict::Action::refresh && retries_ == 0))
      fail_by(*got, verdict, session_.clock());
    renew();
    refreshed_ = true;
    ++attempt_;
  } else {
    repeat(got, verdict, lost);
  }
}

/// The next try is made with a new token, unless another request has got one already.
void Sending::renew() {
  if (token_in_use(session_, requester_.authenticator) == token_) forget_token(session_, requester_.authenticator);
}

void Sending::repeat(const HttpAnswer* got, const Verdict& verdict, const std::optional<Unreachable>& lost) {
  if (additions_.leaves && got && !verdict.declared && (got->status == 401 || got->status == 403))
    config_failure("next_not_let_in", {{"to", shown_url(got->url)}, {"status", std::to_string(got->status)}});
  bool rate = verdict.action == Verdict::Action::rate_limited;
  bool again = rate || verdict.action == Verdict::Action::retry;
  const bool turns = rate && takes_another_;
  const bool may = again && attempt_ <= (turns && requester_.error_handlers.empty() ? kOthers : retries_);
  const auto declared = turns ? std::optional(kWithAnother) : may ? declared_time(got) : std::nullopt;
  const milliseconds time = declared.value_or(milliseconds(5000) * (1 << std::min(attempt_, 8)));
  if (!may || time > kLongestInside) {
    if (!lost) fail_by(*got, verdict, session_.clock(), declared);
    Unreachable failure = *lost;
    failure.retry_after = declared;
    throw failure;
  }
  wakes_ = std::chrono::steady_clock::now() + time;
  if (!turns && (rate || (got && got->status == 429))) session_.keep_quiet(wakes_);
  if (got && (got->status == 401 || got->status == 403) && has_endless_token(session_, requester_.authenticator)) renew();
  ++attempt_;
}

/// {"request": {"method", "address", "headers", "body"}} with its secrets struck out, for people who look at a
/// preview.
std::string Sending::shown_request(const Additions& all) const {
  Additions shown = all;
  strike_out(shown.parameters, all.parameters, additions_.parameters);
  strike_out(shown.headers, all.headers, additions_.headers);
  strike_out(shown.body_data, all.body_data, additions_.body_data);
  strike_out(shown.body_json, all.body_json, additions_.body_json);
  HttpRequest request = made_of(shown);
  Json headers = Json::object();
  for (const auto& [name, value] : request.headers) headers[name] = session_.struck_out(value);
  Json out = {{"method", request.method},
              {"address", session_.struck_out(without_signatures(safe_url(request.url)))},
              {"headers", std::move(headers)}};
  if (request.has_body) out["body"] = session_.struck_out(request.body);
  return Json{{"request", std::move(out)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A source may end a token before its time: that is tried once, with a new one. Of a token that may end at any time it may say
/// so by any status that refuses.
bool Sending::is_over(const HttpAnswer* answer, const Verdict& verdict) const {
  const Authenticator& by = requester_.authenticator;
  if (!answer || verdict.declared || refreshed_ || additions_.leaves || !can_renew(session_, by)) return false;
  if (answer->status == 401) return true;
  if (!has_endless_token(session_, by)) return false;
  return answer->status == 403 || (may_be_refused(*answer) && may_be_over(session_, by, token_));
}

bool Sending::is_missing(const HttpAnswer* answer, const Verdict& verdict) const {
  if (missing_ == Missing::is_failure || !answer || verdict.declared) return false;
  if (answer->status == 404 || answer->status == 410) return true;
  return missing_ == Missing::is_refusal && (answer->status == 400 || answer->status == 416 || answer->status == 422);
}

/// How long the manifest or the source says to wait before the next try.
std::optional<milliseconds> Sending::declared_time(const HttpAnswer* answer) const {
  auto time = declared_wait(answer, requester_.error_handlers, scope_, attempt_);
  return time || !answer ? time : retry_after(*answer, session_.clock());
}

std::optional<HttpAnswer> send(Session& session, const Requester& requester, const Scope& scope,
                               const Additions& additions) {
  Sending sending(session, requester, scope, additions);
  while (!sending.move()) {
    const Waiting all[] = {sending.waits()};
    pass_time(session, all);
  }
  return sending.take();
}

void pass_time(Session& session, std::span<const Waiting> waiting) {
  const auto now = std::chrono::steady_clock::now();
  auto wakes = now + kLongestInside;
  bool flying = false;
  for (const Waiting& one : waiting)
    one.flies ? void(flying = true) : void(wakes = std::min(wakes, one.wakes));
  const milliseconds left = std::max(milliseconds(0), std::chrono::ceil<milliseconds>(wakes - now));
  flying ? session.client().drive(left) : session.host().wait(left);
}

}  // namespace musubi::http
