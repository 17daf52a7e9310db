#include "core/flow/masters.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>

#include "core/flow/golden.hpp"
#include "core/flow/pins.hpp"
#include "core/flow/profile_row.hpp"

namespace musubi {
namespace {

using Earlier = std::map<PartyKey, std::vector<Profile>>;

/// What the records of persons' employers said in earlier versions, by party, oldest first.
Earlier earlier_versions(Session& session, const Rules& rules, const Resolution& resolution) {
  std::set<RecordKey> records;
  for (const auto& [id, p] : resolution.profiles)
    if (p.kind == Kind::person && (p.value(Field::company) || p.value(Field::title))) records.insert(p.key.record);
  Earlier out;
  for (const RawRecord& record : session.history({records.begin(), records.end()})) {
    const Mapping* mapping = rules.mapping({record.id.connection, record.id.stream});
    if (!mapping || record.deleted) continue;
    Mapped said = map_record(*mapping, record, rules.context(record.id.connection));
    if (said.problem) continue;
    for (Profile& p : said.profiles) out[p.key].push_back(std::move(p));
  }
  return out;
}

/// The organisation that the same record names, for a person's employment: its profile id, 0 if there is none.
int64_t employer_of(const Profile& person, const std::map<RecordKey, const Profile*>& organisations) {
  auto at = organisations.find(person.key.record);
  return at == organisations.end() ? 0 : at->second->id;
}

class Masters {
 public:
  Masters(Session& session, const Rules& rules, const Resolution& resolution)
      : rules_(rules), resolution_(resolution), earlier_(earlier_versions(session, rules, resolution)) {
    for (const auto& [id, p] : resolution.profiles) {
      if (p.customer_id) members_[p.customer_id].push_back(&p);
    }
    pins_ = pins_of(session, parties());
    find_organisations(session);
    const std::vector<int64_t> owners = affected();
    for (auto& [id, rows] : rows_) rows.stored = session.rows(id, owners);
  }

  ChangeSet derive() {
    for (const auto& [id, profiles] : members_) add_customer(profiles);
    ChangeSet out;
    for (auto& [id, rows] : rows_) out.add(difference(id, std::move(rows.stored), std::move(rows.derived)));
    return out;
  }

 private:
  struct Rows {
    std::vector<Row> stored, derived;
  };

  /// Customers that any of the profiles had before or has now.
  std::vector<int64_t> affected() const {
    std::set<int64_t> out;
    for (const auto& [profile, customer] : resolution_.customer_before)
      if (customer) out.insert(customer);
    for (const auto& [customer, profiles] : members_) out.insert(customer);
    return {out.begin(), out.end()};
  }

  std::vector<PartyKey> parties() const {
    std::vector<PartyKey> out;
    for (const auto& [id, profiles] : members_)
      for (const Profile* p : profiles) out.push_back(p->key);
    return out;
  }

  /// Employers stand in the records of the persons, whoever's component they are in.
  void find_organisations(Session& session) {
    std::vector<RecordKey> records;
    for (const auto& [id, p] : resolution_.profiles)
      if (p.kind == Kind::person && p.value(Field::company)) records.push_back(p.key.record);
    for (const Row& row : session.profile_rows_of(records)) {
      Profile p = profile_of(row);
      if (p.kind == Kind::organisation && !p.stub && !p.gone) organisations_held_.push_back(std::move(p));
    }
    for (const auto& [id, p] : resolution_.profiles)
      if (p.kind == Kind::organisation && !p.gone) organisations_held_.push_back(p);
    std::sort(organisations_held_.begin(), organisations_held_.end(), [](const Profile& a, const Profile& b) { return a.key < b.key; });
    for (const Profile& p : organisations_held_) organisations_.try_emplace(p.key.record, &p);
  }

  void add_customer(const std::vector<const Profile*>& profiles) {
    std::vector<Member> group;
    for (const Profile* p : profiles) {
      Member member{*p, {}};
      if (auto before = earlier_.find(p->key); before != earlier_.end()) member.before = before->second;
      for (Profile& earlier : member.before) earlier.id = p->id;
      if (auto pins = pins_.find(p->key); pins != pins_.end()) member.pins = pins->second;
      group.push_back(std::move(member));
    }
    MasterRows rows = master_rows(golden_customer(group, rules_), group, rules_.zone);
    rows_[TableId::customer].derived.push_back(std::move(rows.customer));
    std::move(rows.contact_points.begin(), rows.contact_points.end(), std::back_inserter(rows_[TableId::contact_point].derived));
    static const size_t organisation = table(TableId::employment).at("organisation_id"), origin = table(TableId::employment).at("profile_id");
    for (Row& row : rows.employment) {
      auto person = resolution_.profiles.find(integer_of(row.cells[origin].value_or("0")));
      int64_t employer = person == resolution_.profiles.end() ? 0 : employer_of(person->second, organisations_);
      if (employer) row.cells[organisation] = cell(employer);
      rows_[TableId::employment].derived.push_back(std::move(row));
    }
  }

  const Rules& rules_;
  const Resolution& resolution_;
  Earlier earlier_;
  Pins pins_;
  std::map<int64_t, std::vector<const Profile*>> members_;
  std::vector<Profile> organisations_held_;
  std::map<RecordKey, const Profile*> organisations_;
  std::map<TableId, Rows> rows_{{TableId::customer, {}}, {TableId::contact_point, {}}, {TableId::employment, {}}};
};

}  // namespace

std::function<ChangeSet()> masters(Session& session, const Rules& rules, const Resolution& resolution) {
  auto made = std::make_shared<Masters>(session, rules, resolution);
  return [made] { return made->derive(); };
}

}  // namespace musubi
