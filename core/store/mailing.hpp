// What the verdict on mailing rests on (core/merge/mailing), read from the master as it stands in this transaction.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/record/contact_state.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// By what a change may touch who may be written to: words on addresses and of profiles, records that were published again.
struct MailingTouch {
  std::vector<std::string> values;
  std::vector<int64_t> profiles;
  std::vector<RecordKey> records;
};
/// Customers that such a change concerns, through any address that a touched word is about.
std::vector<int64_t> customers_touched(Session& session, const MailingTouch& touch);

/// A profile of a customer. `at_home`: it states the customer's golden address.
struct MailingProfile {
  int64_t customer = 0, profile = 0;
  std::string connection;
  bool gone = false, at_home = false;
};
std::vector<MailingProfile> mailing_profiles(Session& session, const std::vector<int64_t>& customers);

/// A row of master.consent, cells as they stand there.
struct KeptConsent {
  int64_t profile = 0;
  std::string contact, value, answer, at, source, connection;
  bool own_act = false, standing = false;
  std::string latest_at;
};
/// The words of these profiles and on these addresses, and all other words of the profiles behind the latter.
std::vector<KeptConsent> kept_consents(Session& session, const std::vector<int64_t>& profiles, const std::vector<std::string>& values);

/// Records with an opt-out of a day that was still to come when they landed and has come by `now`, within the last 400 days, where the verdict on a customer
/// it concerns says otherwise: to be published again. One look into an index where there is none.
std::vector<RecordKey> due_opt_outs(Session& session, Time now);

/// From now on so many mails refused for now (soft_bounced) within so many days, with no sign of life between, count as bounced. What follows
/// for who may be mailed is told by publishing again.
void count_refusals(Session& session, int refusals, int days);

/// From now on these connections, and no others, may feed mailing: only their opt-ins lift an opt-out in master.contact_point_state.
void name_mailing_sources(Session& session, const std::set<std::string>& connections);

/// The last word on each of these contact points but for opt-outs, of those about which somebody said anything.
std::vector<ContactWord> last_states(Session& session, const std::vector<std::string>& values);

}  // namespace musubi
