// A request from its parts to a good answer: credentials, error handlers, declared repetitions.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "connectors/http/request/build.hpp"
#include "connectors/http/request/session.hpp"
#include "connectors/http/request/verdict.hpp"

namespace musubi::http {

/// A longer wait is the host's.
inline constexpr std::chrono::milliseconds kLongestInside{600'000};

/// What something that is under way waits for: the source, or a time.
struct Waiting {
  bool flies = false;
  std::chrono::steady_clock::time_point wakes = std::chrono::steady_clock::time_point::max();
};

/// One request and what it comes to, moved on without ever waiting, so that many can be under way in one thread.
class Sending {
 public:
  /// Whether an answer "there is no such thing" (404, 410) is a failure, or no answer at all; and one that refuses what was asked for
  /// (400, 416, 422 too).
  enum class Missing { is_failure, is_nothing, is_refusal };

  /// `scope` and what it refers to outlive it. Throws Trouble.
  Sending(Session& session, const Requester& requester, const Scope& scope, Additions additions,
          Missing missing = Missing::is_failure);

  /// Moves on as far as it goes without waiting; true once it is over. A token that has to be asked for is waited
  /// for. Throws Failure with who must act, Trouble, Stopped.
  bool move();
  /// The answer of one that is over, nothing where the manifest says to ignore it.
  std::optional<HttpAnswer> take() { return std::move(answer_); }
  /// The answer of one that is not over, as far as it has arrived, where nothing but its body is to come (2xx, and no error
  /// handler objects) and that has at least `least` bytes; else null. Whoever takes its body out says keep_to().
  HttpAnswer* arriving(size_t least);
  /// This answer counts, and is not asked for again.
  void keep_to() { kept_to_ = true; }
  /// Whether the manifest says to ignore the answer of one that is over, which says nothing of what was asked for.
  bool ignored() const { return ignored_; }
  /// What the manifest says to ask for in place of the request of one that is over; it has no answer then.
  const std::optional<Verdict>& otherwise() const { return otherwise_; }
  /// Begins no sooner than after this time.
  void hold(std::chrono::milliseconds time) { wakes_ = std::chrono::steady_clock::now() + time; }
  /// Of one that is not over.
  Waiting waits() const { return {transfer_ != nullptr, wakes_}; }

 private:
  void begin();
  bool prepare();
  bool take_token(Additions& all);
  void end();
  void settle(std::optional<HttpAnswer> answer, const std::optional<Unreachable>& lost);
  void repeat(const HttpAnswer* got, const Verdict& verdict, const std::optional<Unreachable>& lost);
  std::optional<std::chrono::milliseconds> declared_time(const HttpAnswer* answer) const;
  void renew();
  bool is_over(const HttpAnswer* answer, const Verdict& verdict) const;
  bool is_missing(const HttpAnswer* answer, const Verdict& verdict) const;
  HttpRequest made_of(const Additions& all) const;
  std::string shown_request(const Additions& all) const;

  Session& session_;
  const Requester& requester_;
  const Scope& scope_;
  const Additions additions_;
  const Missing missing_;
  const int retries_;
  int attempt_ = 1;
  bool refreshed_ = false, over_ = false, ignored_ = false, kept_to_ = false;
  std::string token_;  // it was made with
  TokenQuotas* quotas_ = nullptr;      // the token is of these
  std::optional<int64_t> gives_up_;    // where none of them has calls left
  bool takes_another_ = false;         // one that has, in place of the last
  std::optional<HttpRequest> request_;
  std::unique_ptr<Transfer> transfer_;
  std::optional<HttpAnswer> answer_;
  std::optional<Verdict> otherwise_;
  std::chrono::steady_clock::time_point wakes_{}, paced_{};
};

/// Waits until one of these can be moved on. Throws Stopped.
void pass_time(Session& session, std::span<const Waiting> waiting);

/// A request to its end: the answer, nothing where the manifest says to ignore it. Throws as Sending::move.
std::optional<HttpAnswer> send(Session& session, const Requester& requester, const Scope& scope,
                               const Additions& additions);

/// The authenticator itself, or the one of its choices that the settings name. Throws Failure MU_CONFIG where they name none.
const Authenticator& chosen_authenticator(const Session& session, const Authenticator& of);
/// Adds the credentials an authenticator asks for; may ask the source for a token. Of one whose tokens stand for one another,
/// nothing: which of them it is depends on the request (token_draw.hpp). Throws as send does.
void authenticate(Session& session, const Authenticator& authenticator, const Scope& scope,
                  Additions& additions);
/// Whether a token that the source no longer takes can be replaced by a new one.
bool can_renew(const Session& session, const Authenticator& authenticator);
/// Whether nothing says when its token ends: a session token without a duration.
bool has_endless_token(const Session& session, const Authenticator& authenticator);
/// The source has let in a request with this token.
void note_let_in(Session& session, const Authenticator& authenticator, const std::string& token);
/// Whether an answer may mean that the token has ended of which nobody says when it does: it was let in before, is not quite
/// fresh, or has been replaced.
bool may_be_over(Session& session, const Authenticator& authenticator, const std::string& token);
/// The token that requests are made with; "" where none has been asked for.
std::string token_in_use(Session& session, const Authenticator& authenticator);
/// The next authenticate asks for a new token.
void forget_token(Session& session, const Authenticator& authenticator);

}  // namespace musubi::http
