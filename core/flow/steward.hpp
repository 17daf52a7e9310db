// Stewards' words: the review queue, decisions, merges, splits, pins, claims. Words are inputs like records are: each is kept with
// who, when and why, and publishing follows in the same transaction. A word that is undone no longer counts, and the master is as
// if it had never been said, whatever has happened since.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/flow/contradiction.hpp"
#include "core/flow/hub.hpp"
#include "core/record/link.hpp"
#include "core/store/reading.hpp"
#include "core/store/steward_events.hpp"

namespace musubi {

/// A pair that waits for a steward, with both profiles as stated, and what hangs on it: how likely the two are one (0 to 1), what
/// their customers have bought (yen), and their inquiries that nobody has answered.
struct ReviewPair {
  Pair pair;
  Profile a, b;
  double probability = 0;
  int64_t sales = 0, inquiries = 0;
  int64_t pairs = 1;  // of open ones that the same two customers have, this one included
};
/// The open pairs, what matters first (store/reading.hpp: review_pairs). The same in whatever order records came.
std::vector<ReviewPair> review_queue(Session& session, size_t limit, Review what = Review::customers);

struct Judgement {
  int64_t a = 0, b = 0;  // profile ids
  Verdict verdict = Verdict::different;
  std::string who, why;
};
/// The customers of both profiles afterwards, and the words that do not hold because of later ones.
struct DecisionOutcome {
  int64_t customer_a = 0, customer_b = 0;
  std::vector<Overruled> overruled;
};
/// Stores the decision and publishes what follows from it, in one transaction. Throws Error("app.bad_pair") where a profile
/// does not exist.
DecisionOutcome decide(Hub& hub, const Judgement& judgement, const Clock& clock);

/// Who speaks, and why.
struct Speaker {
  std::string who, why;
  std::string door = "command";  // by which they came in, as the audit log names it
};
/// What a word came to: its event, the customers that hold now what it was about, smallest id first, and the words around them
/// that do not hold because of later ones.
struct WordOutcome {
  int64_t event = 0;
  std::vector<int64_t> customers;
  std::vector<Overruled> overruled = {};
};

// Each throws Error: "flow.no_such_customer" for an id that nobody holds, and as said. Ids may be retired ones.

/// All records of both customers are one. Throws "flow.one_already", "flow.other_kind" (a person and a company).
WordOutcome merge_customers(Hub& hub, int64_t a, int64_t b, const Speaker& speaker, const Clock& clock);

/// The named records of a customer are another one, together; the rest stays as the rules have it. A record is named as its
/// profile's id or as connection.stream/key. Throws "flow.not_among" for one that the customer does not have, "flow.nothing_left"
/// where all of them are named.
WordOutcome split_customer(Hub& hub, int64_t id, const std::vector<std::string>& records, const Speaker& speaker, const Clock& clock);

/// Takes an event back, also an undoing. Throws "store.no_such_event", "flow.undone_already".
WordOutcome undo_event(Hub& hub, int64_t event, const Speaker& speaker, const Clock& clock);

/// The customer's field has this value from now on, whatever records say; "" blanks it. The pin stays with the record that gives the
/// customer its id. Throws "flow.no_such_field", "flow.bad_pin" where the text cannot be read as such a value.
WordOutcome pin_field(Hub& hub, int64_t id, const std::string& field, const std::string& text, const Speaker& speaker, const Clock& clock);
/// Throws "flow.no_such_field", "flow.not_pinned".
WordOutcome unpin_field(Hub& hub, int64_t id, const std::string& field, const Speaker& speaker, const Clock& clock);

/// A record without an owner (a bare receipt) is the customer's. It is named as connection.stream/key, or by its key or number where
/// there is only one of it. Throws "flow.no_such_receipt", "flow.many_receipts", "flow.has_owner".
WordOutcome claim_receipt(Hub& hub, const std::string& receipt, int64_t id, const Speaker& speaker, const Clock& clock);
/// Throws as above, and "flow.not_claimed".
WordOutcome unclaim_receipt(Hub& hub, const std::string& receipt, const Speaker& speaker, const Clock& clock);

/// The words about a customer's records, undoings included, oldest first. For an id that nobody holds any more: none.
std::vector<StewardEvent> words_about(Session& session, int64_t customer);
/// Those of them that do not hold because of later ones.
std::vector<Overruled> overruled_about(Session& session, int64_t customer);

}  // namespace musubi
