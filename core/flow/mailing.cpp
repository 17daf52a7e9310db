#include "core/flow/mailing.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/flow/consents.hpp"
#include "core/flow/newcomers.hpp"
#include "core/flow/proposals.hpp"
#include "core/merge/mailing.hpp"
#include "core/normalize/post_address.hpp"
#include "core/store/mailing.hpp"
#include "core/text/made_up_address.hpp"

namespace musubi {
namespace {

/// The customers whose verdict may follow from `changes`, by what the rows themselves name.
class Touched {
 public:
  explicit Touched(const ChangeSet& changes) {
    for (const RowChange& c : changes.changes)
      for (const Row* row : {&c.before, &c.after})
        if (!row->cells.empty()) take(c.table, *row);
  }
  std::vector<int64_t> customers;  // in any order, some more than once
  MailingTouch touch;

 private:
  void take(TableId id, const Row& row) {
    static const size_t customer_of_profile = table(TableId::profile).at("customer_id");
    static const size_t state_value = table(TableId::contact_state).at("value"), consent_value = table(TableId::consent).at("value");
    switch (id) {
      case TableId::customer:
      case TableId::contact_point: customers.push_back(integer_of(*row.cells[0])); break;
      case TableId::profile:
        if (row.cells[customer_of_profile]) customers.push_back(integer_of(*row.cells[customer_of_profile]));
        break;
      case TableId::contact_state: add_value(row.cells[state_value]); break;
      case TableId::proposal:
        if (row.cells[5]) touch.profiles.push_back(integer_of(*row.cells[5]));
        break;
      case TableId::consent:
        add_value(row.cells[consent_value]);
        if (row.cells[5]) touch.profiles.push_back(integer_of(*row.cells[5]));
        break;
      default: break;
    }
  }
  void add_value(const std::optional<std::string>& value) {
    if (value) touch.values.push_back(*value);
  }
};

/// What is known of customers, gathered for both channels: of `stored` ones by reading, of newcomers from what brings them.
class Grounds {
 public:
  Grounds(Session& session, const Rules& rules, const std::vector<int64_t>& stored, const Newcomers& newcomers, Time now) : zone_(rules.zone), now_(now) {
    std::vector<int64_t> profiles;
    auto take = [&](const MailingProfile& p) {
      Both& of = all_[p.customer];
      const bool feeds = rules.mailing.contains(p.connection);
      of.all_gone &= p.gone;
      (p.gone ? of.email.gone : of.email.may_feed) |= feeds;
      (p.gone ? of.address.gone : of.address.may_feed) |= feeds && p.at_home;
      of.email.profiles.insert(p.profile);
      of.address.profiles.insert(p.profile);
      profiles.push_back(p.profile);
    };
    for (const MailingProfile& p : mailing_profiles(session, stored)) take(p);
    for (const MailingProfile& p : newcomers.profiles()) take(p);
    std::vector<std::string> values;
    for (const Row& row : session.rows(TableId::contact_point, stored)) take_contact_point(row, values);
    for (const Row* row : newcomers.contact_points()) take_contact_point(*row, values);
    for (const ContactWord& w : last_states(session, values)) states_.emplace(std::pair(w.contact, w.value), w);
    for (const KeptConsent& kept : kept_consents(session, profiles, values)) keep(kept, rules.mailing.contains(kept.connection));
  }

  std::vector<Row> verdicts() {
    std::vector<Row> out;
    for (auto& [id, both] : all_) {
      both.email.gone |= both.all_gone;
      both.address.gone |= both.all_gone;
      fill(both.email, "email");
      fill(both.address, "address");
      Row row{{cell(id)}};
      add(row, may_mail(both.email));
      add(row, may_post(both.address));
      out.push_back(std::move(row));
    }
    return out;
  }

 private:
  struct Both {
    Reach email, address;
    bool all_gone = true;
  };

  void take_contact_point(const Row& row, std::vector<std::string>& values) {
    static const Table& t = table(TableId::contact_point);
    static const size_t kind = t.at("kind"), value = t.at("value"), shown = t.at("shown"), main = t.at("main");
    bool email = row.cells[kind] == "email";
    if (!email && row.cells[kind] != "address") return;
    Reach& reach = email ? all_[integer_of(*row.cells[0])].email : all_[integer_of(*row.cells[0])].address;
    reach.values.insert(*row.cells[value]);
    if (row.cells[main] == "t") {
      reach.main = *row.cells[value];
      reach.reached = email ? !text::is_made_up_address(reach.main) : normalize::takes_post(row.cells[shown].value_or(reach.main));
    }
    values.push_back(*row.cells[value]);
  }

  void keep(const KeptConsent& kept, bool may_feed) {
    ConsentWord word{kept.profile, kept.value, kept.answer == "opt_in", kept.own_act, kept.standing, may_feed, time_of(kept.at),
                     kept.source.empty() ? kept.connection : kept.source, time_of(kept.latest_at)};
    if (!word.opt_in && word.at && *word.at > now_ + soon) return;  // not yet: due_opt_outs tells when it is
    if (kept.profile) by_profile_[{kept.contact, kept.profile}].push_back(words_.size());
    if (!kept.value.empty()) by_value_[{kept.contact, kept.value}].push_back(words_.size());
    words_.push_back(std::move(word));
  }

  /// The words on the reach's addresses and profiles, and those that may lift one of them.
  void fill(Reach& reach, const std::string& channel) {
    if (states_.empty() && words_.empty()) return;
    if (auto state = states_.find({channel, reach.main}); state != states_.end()) reach.state = state->second;
    std::set<size_t> found;
    auto gather = [&](const auto& index, const auto& key) {
      if (auto at = index.find({channel, key}); at != index.end()) found.insert(at->second.begin(), at->second.end());
    };
    for (int64_t profile : reach.profiles) gather(by_profile_, profile);
    for (const std::string& value : reach.values) gather(by_value_, value);
    for (size_t i : std::vector<size_t>(found.begin(), found.end()))
      if (words_[i].profile) gather(by_profile_, words_[i].profile);
    for (size_t i : found) reach.words.push_back(words_[i]);
  }

  void add(Row& row, const Writable& verdict) const {
    row.cells.emplace_back(cell(verdict.ok));
    row.cells.emplace_back(std::string(verdict.code));
    row.cells.push_back(verdict.since ? std::optional(format_local(*verdict.since, zone_).substr(0, 10)) : std::nullopt);
    row.cells.push_back(verdict.source.empty() ? std::nullopt : std::optional(verdict.source));
  }

  const std::string& zone_;
  const Time now_;
  std::map<int64_t, Both> all_;
  std::map<std::pair<std::string, std::string>, ContactWord> states_;
  std::vector<ConsentWord> words_;
  std::map<std::pair<std::string, int64_t>, std::vector<size_t>> by_profile_;
  std::map<std::pair<std::string, std::string>, std::vector<size_t>> by_value_;
};

}  // namespace

void write_changes(Session& session, const Rules& rules, const ChangeSet& changes, const Cause& cause, Time at, const std::vector<RecordKey>& records) {
  session.apply(changes, cause, at);
  Touched touched(changes);
  touched.touch.records = records;
  std::vector<int64_t> customers = std::move(touched.customers);
  std::ranges::copy(customers_touched(session, touched.touch), std::back_inserter(customers));
  if (customers.empty()) return;
  std::ranges::sort(customers);
  customers.erase(std::unique(customers.begin(), customers.end()), customers.end());
  const Newcomers newcomers(changes);
  std::vector<int64_t> stored;
  std::copy_if(customers.begin(), customers.end(), std::back_inserter(stored), [&](int64_t id) { return !newcomers.contains(id); });
  session.apply(difference(TableId::mailing, session.rows(TableId::mailing, stored), Grounds(session, rules, stored, newcomers, at).verdicts()), cause, at);
  follow_proposals(session, rules, customers, cause, at);
}

}  // namespace musubi
