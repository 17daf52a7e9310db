#include "core/flow/picture.hpp"

#include <algorithm>
#include <map>

#include "core/flow/golden.hpp"
#include "core/flow/pins.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/unsent.hpp"
#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"
#include "core/resolve/by_device.hpp"
#include "core/store/reading.hpp"
#include "core/text/fold.hpp"

namespace musubi {
namespace {

std::vector<Profile> profiles_of(Session& session, int64_t customer) {
  std::vector<Profile> out;
  std::vector<int64_t> ids;
  for (const Row& row : session.profile_rows_of_customers({customer})) {
    out.push_back(profile_of(row));
    ids.push_back(out.back().id);
  }
  for (const Row& row : session.rows(TableId::external_id, ids)) {
    auto owner = std::find_if(out.begin(), out.end(), [&](const Profile& p) { return p.id == integer_of(*row.cells[0]); });
    owner->ids.push_back(id_of(row));
  }
  std::sort(out.begin(), out.end(), [](const Profile& a, const Profile& b) { return a.key < b.key; });
  return out;
}

/// The customers who hold the other profiles of relations now.
std::vector<int64_t> holders_of(Session& session, const std::vector<Row>& relations) {
  static const size_t other = table(TableId::relation).at("other_id");
  std::vector<int64_t> others, out;
  for (const Row& row : relations) others.push_back(integer_of(*row.cells[other]));
  std::map<int64_t, int64_t> holder;
  for (const Row& row : session.rows(TableId::profile, others)) {
    Profile p = profile_of(row);
    holder[p.id] = p.customer_id;
  }
  for (int64_t id : others) out.push_back(holder[id]);
  return out;
}

std::vector<Row> sorted(std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

Profile asked(const std::string& text, std::string& value) {
  Profile p;
  p.id = 1;
  auto state = [&](Field f, std::string_view type, std::vector<std::string> parts) {
    normalize::Keys keys = normalize::keys(type, parts);
    if (value.empty() && (f == Field::phone || f == Field::email)) value = keys.strict;
    p.values.push_back({f, std::move(parts), keys.strict, keys.loose});
  };
  if (auto phone = normalize::phone(text); !phone.problem && !phone.national.empty()) state(Field::phone, "phone", {phone.national});
  if (auto email = normalize::email(text); !email.problem && !email.email.empty()) state(Field::email, "email", {email.email});
  if (auto name = normalize::person(text); !name.problem && !name.family.empty()) state(Field::name, "person_name", {name.family, name.given});
  return p;
}

}  // namespace

std::optional<Picture> picture(Session& session, const Rules& rules, int64_t id) {
  int64_t customer = current_customer(session, id);
  if (!customer) return {};
  Picture out;
  if (customer != id) out.asked_for = id;
  out.profiles = profiles_of(session, customer);
  std::vector<Member> members;
  std::vector<int64_t> ids;
  std::vector<PartyKey> parties;
  for (const Profile& p : out.profiles) {
    parties.push_back(p.key);
    ids.push_back(p.id);
  }
  Pins pins = pins_of(session, parties);
  for (const Profile& p : out.profiles) members.push_back({p, {}, pins[p.key]});
  out.customer = golden_customer(members, rules);
  out.contact_points = sorted(session.rows(TableId::contact_point, {customer}));
  out.contact_words = contact_words(session, customer);
  for (Row& row : session.rows(TableId::mailing, {customer})) out.mailing = std::move(row);
  out.employment = sorted(session.rows(TableId::employment, {customer}));
  out.relations = sorted(session.rows(TableId::relation, ids));
  out.related = holders_of(session, out.relations);
  for (const FactKind& kind : fact_kinds()) {
    std::vector<Row> rows = sorted(facts_now(session, kind.table, ids));
    if (!rows.empty()) out.facts.emplace_back(&kind, std::move(rows));
  }
  for (auto& [kind, rows] : out.facts)
    if (kind->table == TableId::activity) hide_unsent(rows);
  return out;
}

Pair compared(const Profile& a, const Profile& b, const Rules& rules) {
  FeatureSet features;
  features.add(a, rules.model);
  features.add(b, rules.model);
  Pair out = compare(features.at(0), features.at(1), rules.model);
  hear_device(out, a.customer_id && a.customer_id == b.customer_id);
  return out;
}

std::vector<Pair> bonds(const Picture& picture, const Rules& rules) {
  constexpr size_t most = 50;
  std::vector<Pair> out;
  size_t n = std::min(most, picture.profiles.size());
  for (size_t i = 0; i < n; ++i)
    for (size_t k = i + 1; k < n; ++k) out.push_back(compared(picture.profiles[i], picture.profiles[k], rules));
  std::stable_sort(out.begin(), out.end(), [](const Pair& x, const Pair& y) { return x.weight > y.weight; });
  return out;
}

std::vector<int64_t> find(Session& session, const Rules& rules, const std::string& text, size_t limit) {
  std::string wanted = text::squeeze_spaces(text::nfkc(text));
  if (!wanted.empty() && wanted.size() < 12 && std::all_of(wanted.begin(), wanted.end(), [](char c) { return c >= '0' && c <= '9'; }))
    if (int64_t id = current_customer(session, integer_of(wanted))) return {id};
  if (wanted.empty()) return {};
  Wanted question;
  FeatureSet features;
  features.add(asked(text, question.value), rules.model);
  question.hashes = blocking_keys(features.at(0), rules.model);
  for (uint64_t lone : lone_keys(features.at(0))) question.hashes.insert(question.hashes.end(), {lone, common_key(lone)});
  std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(question.text), [](char c) { return c != ' '; });
  for (const auto& [type, whole] : {std::pair("person_name", question.text), {"kana_name", text::hiragana_to_katakana(question.text)}, {"company", question.text}})
    if (std::string key = normalize::keys(type, {whole, ""}).strict; !key.empty()) question.keys.push_back(std::move(key));
  return find_customers(session, question, limit);
}

std::vector<std::string> filled_fields(const Picture& p) {
  std::vector<std::string> out;
  auto add = [&](std::string_view name) {
    if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
  };
  for (const Golden& g : p.customer.values) add(field(g.value.field).name);
  for (auto [rows, id] : {std::pair(&p.contact_points, TableId::contact_point), {&p.employment, TableId::employment}, {&p.relations, TableId::relation}})
    if (!rows->empty()) add(table(id).name);
  for (const auto& [kind, rows] : p.facts)
    if (!rows.empty()) add(table(kind->table).name);
  return out;
}

}  // namespace musubi
