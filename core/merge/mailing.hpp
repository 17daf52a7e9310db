// Who may be written to, by e-mail and by post, and why not (design.md §9). Default no; the most restrictive word wins. Pure and
// order-free.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.hpp"
#include "core/base/time.hpp"
#include "core/record/contact_state.hpp"
#include "core/record/table.hpp"

namespace musubi {

/// What somebody said of being written to: on an address, whoever's it is (`value`, a contact point's), and for a person (`profile`).
struct ConsentWord {
  int64_t profile = 0;     // 0: nobody's
  std::string value;       // "": the person alone
  bool opt_in = false;
  bool own_act = false;    // the person did it (a form, a click), no list said it of them
  bool standing = true;    // the record says it now; an opt-out that it said before counts all the same
  bool may_feed = true;    // its connection may feed mailing
  std::optional<Time> at;
  std::string source;
  std::optional<Time> latest_at{};  // an opt-out of a day without a time: the end of that day
};

/// What is known of one customer in one channel.
struct Reach {
  std::string main;              // the contact point that would be written to; "": none
  std::set<std::string> values;  // all contact points of the channel
  std::set<int64_t> profiles;
  bool may_feed = false;         // a record that may feed mailing is among the customer's (by post: one that states `main`)
  std::optional<ContactWord> state;  // the last word on `main`, opt-outs aside
  std::vector<ConsentWord> words;    // all that may concern any of it, in any order
  bool gone = false;                 // what might feed mailing is gone from its source, or all of the customer's records are
  bool reached = true;               // false: `main` is made up (e-mail), or an area without a house (by post)
};

/// `code` is stable: ok, opted_out, no_address, made_up (e-mail), bounced (e-mail), returned (post), gone, purpose, no_house (post), no_consent
/// (e-mail). `since` and `source` of
/// the word behind it, where there is one.
struct Writable {
  bool ok = false;
  std::string_view code;
  std::optional<Time> since;
  std::string source;
};

/// An opt-out of any of the customer's records or addresses stands until an opt-in says otherwise that is dated later (than its `latest_at`), is the person's
/// own act, comes from a connection that may feed mailing, and is of the same record or about the same address. Else an e-mail needs an
/// address that reaches somebody and does not bounce, and an opt-in for it. Cost: words squared, of one customer.
Writable may_mail(const Reach& email);

/// The same for post, but for the opt-in: an address with a house that may feed mailing will do.
Writable may_post(const Reach& address);

/// A verdict as it is kept in master.mailing. `code` is "undecided" where none is kept yet; `since`: a date or "".
struct KeptVerdict {
  bool ok = false;
  std::string code, since, source;
  Message reason;
};
/// `channel`: "mail" or "post"; `row` of master.mailing, or without cells.
KeptVerdict kept_verdict(const Row& row, std::string_view channel);

}  // namespace musubi
