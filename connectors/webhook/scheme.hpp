// The senders that are known by name: how they sign, and where the id of an event stands. From their own
// documentation.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/webhook/signature.hpp"

namespace musubi::webhook {

/// What a connection's settings change one by one.
struct Scheme {
  std::string_view name;
  Signature signature;
  std::vector<std::string> event = {};    // places of the event's id
  std::vector<std::string> headers = {};  // kept in the record
  std::string records = {};               // path of the list of events; "": the body
  int status = 202;
  std::string echo = {}, verify = {};      // parameters of a challenge by GET
  std::vector<std::string> order_by = {};  // places of the event's time
  bool never_alike = false;                // each post states ids and times of its own, so the same words are the same post
};

/// nullptr where there is none of that name. "hmac" and "token" lack the header.
const Scheme* find_scheme(std::string_view name);

}  // namespace musubi::webhook
