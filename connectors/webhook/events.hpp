// A signed post as the events it carries, each as a record under its key. Pure.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/webhook/settings.hpp"

namespace musubi::webhook {

/// What tells a delivery from all others, and for how long it has to be remembered.
struct Delivery {
  std::string id;
  std::chrono::seconds keep;
};

struct Event {
  std::string stream, key;
  std::string json;   // the event as it was sent, what goes with it (_post, _headers) behind its own members
  bool gone = false;  // it says that the record is gone
  const char* problem = nullptr;  // it is held for this reason; `json` is what was sent
  std::string at = {};        // when the record was as it is here, as time_text() has it; "": not known
  std::vector<Delivery> deliveries = {};  // where one of them was landed before, so was this
  std::string unread = {};    // where no time was found: the place of a value in order_by that is none; "": none
};

/// "c-" and 32 digits of a hash of `bytes`.
std::string content_key(std::string_view bytes);

struct Post {
  std::vector<Event> events;
  const char* problem = nullptr;  // the sender is told so, and nothing is kept
};

/// The body is read in the charset that the content type names, else as UTF-8. Of what is held every byte can be had back: what was no UTF-8 is
/// kept text by text, bytes that are no character as %XX and "%" as %25 (text/percent.hpp).
/// A body that is no JSON or form, or lacks the list of events, is one event with a problem: who signs will
/// send it again as it is. "bad_type": multipart. Events that fit no stream are left out, or have the problem
/// "no_stream"; those that lack the key that the settings name have "no_key".
Post read_events(const Settings& settings, const Request& request);

}  // namespace musubi::webhook
