// The whole picture of one customer, as every reader sees it: golden values with origins, profiles behind them, facts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/flow/rules.hpp"
#include "core/merge/mailing.hpp"
#include "core/merge/merge.hpp"
#include "core/record/contact_state.hpp"
#include "core/record/fact.hpp"
#include "core/record/link.hpp"
#include "core/store/store.hpp"

namespace musubi {

struct Picture {
  Customer customer;                                          // with origins and warnings
  std::vector<Profile> profiles;                              // by source key; ids included
  std::vector<Row> contact_points, employment, relations;
  std::vector<int64_t> related;                               // by relation: the customer who is the other now, 0 if nobody is
  std::vector<ContactWord> contact_words;                     // of the contact points about which somebody said anything
  std::vector<std::pair<const FactKind*, std::vector<Row>>> facts;  // kinds that have any, rows by key
  Row mailing;                                                // of master.mailing; no cells where none is kept
  std::optional<int64_t> asked_for;                           // the retired id under which it was asked for
};

/// The picture of the customer that holds `id` now. nullopt if no customer does. Reads only.
std::optional<Picture> picture(Session& session, const Rules& rules, int64_t id);

/// The names of the fields and tables of a picture that hold something.
std::vector<std::string> filled_fields(const Picture& picture);

/// The pairs that hold a customer together: compared now, for every two of its profiles (at most the first 50 by source key).
std::vector<Pair> bonds(const Picture& picture, const Rules& rules);
/// Two profiles compared now. What a shared device alone makes of two customers is no match (hear_device).
Pair compared(const Profile& a, const Profile& b, const Rules& rules);

/// Customers found by whatever a person types: id, phone, e-mail, name in any spelling, kana, company. At most `limit` ids.
std::vector<int64_t> find(Session& session, const Rules& rules, const std::string& text, size_t limit);

}  // namespace musubi
