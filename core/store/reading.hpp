// Questions that people ask of the master, answered with SQL that stands only here.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/record/contact_state.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// The customer that now holds the profile `id`, which may be a customer's retired id. 0 if there is none.
int64_t current_customer(Session& session, int64_t id);

/// What customers are called: a person's name, else the company's. Without those that are there no more.
std::map<int64_t, std::string> customer_names(Session& session, const std::vector<int64_t>& customers);

/// What find_customers looks for: `keys` inside master.customer.search; `text` inside a contact point as shown; `value`: a contact
/// point's normalized key; `hashes`: match keys.
struct Wanted {
  std::vector<std::string> keys;
  std::string text, value;
  std::vector<uint64_t> hashes;
};
/// Ids of customers to whom any of it applies, smallest first, at most `limit`.
std::vector<int64_t> find_customers(Session& session, const Wanted& wanted, size_t limit);

/// Customers other than `customers` that have the contact point (by normalized value), at most 1,000.
std::vector<int64_t> others_with(Session& session, const std::string& kind, const std::string& value, const std::vector<int64_t>& customers);

/// The words that count for a customer's contact points, of those about which somebody said anything, by contact and value.
std::vector<ContactWord> contact_words(Session& session, int64_t customer);

/// Rows of a fact table that hang on these profiles, as they stand now: a case or a lead that a mail opened with the status that later mails and
/// purchases give it, and a mail that lies in two mailboxes once (views activity_now, feedback_now, lead_now); of other tables as they are stored.
std::vector<Row> facts_now(Session& session, TableId id, const std::vector<int64_t>& profiles);

/// Changes of a customer, newest last: at, then what stands behind it (run, connection, state and end of the run; event,
/// its kind, what was said, who, why), before, after (JSON of the changed columns).
Session::Answer customer_changes(Session& session, int64_t customer);
/// Records that came to a customer or left it, oldest first: at, what stands behind it as above, from, to (customers), connection,
/// stream, record_key, party, and whether `from` ended and `to` began with it (t, f).
Session::Answer customer_moves(Session& session, int64_t customer);

/// Two customers of whom several pairs of records are open are one question; `each_pair` shows it as often as it has pairs.
enum class Review { customers, each_pair };
/// Open review pairs, what matters first: a, b (profile ids), weight, band, veto, evidence, probability, sales (yen), inquiries that
/// wait for an answer (both of the two customers together), how many open pairs the two customers have (of each pair: 1). Of two customers
/// the likeliest pair is shown. Left out are pairs of one customer, and of two between whose records a word that counts has been said. Order:
/// probability × (1 + log10(1 + sales) / 3 + inquiries, at most 3); ties by weight, then by source keys; what shares a customer with an
/// earlier one follows the first such. Cost: reads the stored pairs once, and the facts of those customers.
Session::Answer review_pairs(Session& session, size_t limit, Review what = Review::customers);
/// How many couples of customers wait, as review_pairs() shows them.
int64_t review_count(Session& session);
/// One stored pair by its two profile ids; no row if there is none.
Session::Answer stored_pair(Session& session, int64_t a, int64_t b);

/// Rows that are held now, of one connection or, with "", of all.
int64_t held_count(Session& session, const std::string& connection);

/// Facts that hang on a record which has not come yet, and claims of receipts that have not, of one connection's facts or, with "", of all: the facts' connection, stream
/// and table; the awaited record's connection and stream; how many facts, of how many such records.
Session::Answer waiting_facts(Session& session, const std::string& connection);

/// How many: records, profiles, customers, held rows, and of the review queue review_count(); names in `columns`, one row.
Session::Answer counts(Session& session);

/// All customers as rows of master.customer, ordered by id, each with its row of master.mailing, handed on one at a time without
/// holding them all.
void each_customer(Session& session, const std::function<void(const Row& customer, const Row& mailing)>& take);

/// The newest raw version of the record a profile came from; "" if it is gone for good.
std::string raw_payload(Session& session, const RecordKey& record);

}  // namespace musubi
