// Posts: what senders push lands at once, is answered when it is durable, and is published before bulk.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/flow/fetch_rules.hpp"
#include "core/flow/hub.hpp"

namespace musubi {

/// Posts a second that a connection takes.
struct PostLimits {
  int of_address = 20;  // its setting `rate_limit`: from one address
  int in_all = 1000;    // its setting `total_rate_limit`
};

/// How long sources that do not answer are borne when single records are fetched.
struct FetchPatience {
  std::chrono::milliseconds attempt = std::chrono::minutes(2);       // of one key
  std::chrono::milliseconds each_more = std::chrono::seconds(3);     // for each other key of the same attempt
  std::chrono::milliseconds until_alert = std::chrono::minutes(1);   // of failures alone
};

/// The inbox of a running hub. `receive` may be called from many threads; posts of one connection land one after the other.
class Inbox {
 public:
  /// `hub` and `clock` must outlive it. `only`: of these connections, else of all. One that cannot work (settings that don't fit, a
  /// secret that is not set, a stream without mapping, one to fetch from that cannot) is broken, and the others go on.
  Inbox(Hub& hub, const Clock& clock, const std::vector<std::string>& only = {});
  ~Inbox();
  /// Connections whose plug-in receives, and that work.
  const std::vector<std::string>& connections() const { return names_; }
  /// Those that don't, and why.
  const std::map<std::string, Message>& broken() const { return broken_; }
  /// Of one of connections().
  PostLimits limits(const std::string& connection) const;

  /// Hands `push` to the connection's plug-in and lands its records as one run; the answer is for the sender, and what came is
  /// durable. Throws Error, and nothing has landed: "flow.no_such_inbox" where nothing receives by that name, "flow.inbox_broken" where it cannot, what a plug-in says
  /// ("pull.*"), or the database's.
  PushAnswer receive(const std::string& connection, const Push& push);

  /// Waits for posts and publishes each in a small transaction of its own, until stopped; a record that the database refuses is held.
  /// One thread; what is left stays pending and is published at the next start, between posts. What cannot be published now is told to `trouble` and tried again each second.
  using Trouble = std::function<void(const Message&)>;
  void publish_posts(std::stop_token stop, const Trouble& trouble);

  /// Fetches what pushes have named by id alone (fetch_rules.hpp), soon after their commit, until stopped. To be called by one thread; each
  /// connection that is fetched from has a thread of its own, so that one that hangs keeps no other waiting: they all call `trouble`. What cannot be
  /// fetched now is told and tried again, after 1 s, then 2, 4 …, ten minutes at most, key by key and behind what is newly named; it is never forgotten.
  /// A connection that goes on failing has an alert ("fetch") until it answers. What was marked of a connection that is not configured is not tried;
  /// that is told once, and a hub that knows a connection of that name fetches it.
  void fetch_marked(std::stop_token stop, const Trouble& trouble, const FetchPatience& patience = {});

 private:
  struct Entry;
  struct Landed {
    std::string connection;
    int64_t run = 0;
  };
  enum class Fetched { some, nothing_due, not_now, failed };
  struct Fetching;
  std::vector<FetchMark> named_in(class Posted& posted, Entry& entry, Session& session);
  void announce(const std::string& connection, int64_t run, bool named = false);
  std::vector<std::string> begin_fetching(const Trouble& trouble);
  void fetch_from(Fetching& of, std::stop_token stop);
  Fetched fetch_due(Fetching& of, std::stop_token stop);
  void fetch(const std::vector<FetchMark>& marks, std::stop_token stop, const FetchPatience& patience);
  void fetch_failed(Fetching& of, const std::vector<FetchMark>& marks, const Message& why);
  void fetch_done(Fetching& of);
  enum class Turn { over, goes_on, failed };
  bool publish_chunk(const std::string& connection, const std::vector<int64_t>& runs);
  Turn take_turn(const std::string& connection, const std::vector<int64_t>& runs, const Trouble& trouble);
  std::vector<std::string> fetched_from() const;

  Hub& hub_;
  const Clock& clock_;
  std::map<std::string, std::unique_ptr<Entry>> entries_;
  std::vector<std::string> names_;
  std::map<std::string, Message> broken_;
  std::map<std::string, std::string> digests_;  // of the rules that this hub publishes by, by connection
  std::mutex mutex_;
  std::condition_variable_any bell_, marked_bell_;
  std::vector<Landed> waiting_;
  int64_t marked_ = 0;  // posts that named something
};

}  // namespace musubi
