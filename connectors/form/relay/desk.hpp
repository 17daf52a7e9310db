// What the hub asks of a relay's page (relay.php), by HTTPS and signed. Used by one thread.
//
//   request   POST, X-Musubi-Time (seconds since 1970), X-Musubi-Signature: hex HMAC-SHA256(word, time "\n" body)
//             {"after": id} lists the posts behind an id ("" = all); {"remove": [id …]} removes them
//   answer    *({"id", "sealed": base64} LF) {"end": true, "more", "waiting"} LF; 401 another word, 409 {"time"} clocks differ
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/form/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::form {

struct SealedPost {
  std::string id, bytes;
};

struct PostList {
  std::vector<SealedPost> posts;  // by id, oldest first
  bool more = false;              // there are posts behind these
};

class RelayDesk {
 public:
  /// `word` is what the page and the hub both know. Touches no network. `host` and `settings` outlive it.
  RelayDesk(const Host& host, const RelaySettings& settings, std::string word);
  ~RelayDesk();
  RelayDesk(const RelayDesk&) = delete;

  /// The posts behind `after`, about 3 MB at most. Throws Failure: AUTH for another word, CONFIG where the page is not one of ours or
  /// its clock is off, TRANSIENT and RATE for what may pass; Stopped within 200 ms of the host's wish.
  PostList list(std::string_view after);
  /// Gone from the relay when this returns, by a request for each 500; what is not there is passed over. Throws as list().
  void remove(const std::vector<std::string>& ids);

 private:
  std::string asked(const std::string& body);
  const Host& host_;
  const RelaySettings& settings_;
  std::string word_;
  struct Line;
  Line* line_;
};

/// The posts of an answer from `endpoint`. Throws Failure MU_TRANSIENT "relay_cut_off" where its last line is missing or cut off,
/// MU_CONFIG "no_relay" where it is something else. Pure.
PostList read_list(std::string_view answer, const std::string& endpoint);

}  // namespace musubi::form
