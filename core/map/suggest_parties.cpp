#include "core/map/suggest_parties.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

using Order = std::initializer_list<Whose>;
constexpr Role address_roles[] = {Role::postal_code, Role::prefecture, Role::city, Role::address, Role::building, Role::country};
constexpr Role person_alone[] = {Role::department, Role::title,  Role::birth_date, Role::sex, Role::occupation, Role::income,
                                 Role::decides,    Role::preferred_channel, Role::line, Role::x, Role::facebook, Role::instagram};
constexpr Role company_alone[] = {Role::website, Role::industry, Role::company_size, Role::corporate_number};

class PartyMaker {
 public:
  PartyMaker(const Suggestion& suggestion, const SeenList& list, std::string scheme) : s_(suggestion), list_(list), scheme_(std::move(scheme)) {}

  std::vector<SuggestedParty> run() {
    bool company = s_.main == Suggestion::organisation || s_.second;
    if (s_.main == Suggestion::nobody) return {};
    if (s_.main == Suggestion::organisation) out_.push_back(organisation("company", true));
    if (s_.main == Suggestion::person || s_.second) out_.push_back(person(s_.main == Suggestion::person ? "customer" : "contact", company));
    if (s_.main == Suggestion::person && company) out_.push_back(organisation("company", false));
    add_guardian();
    return std::move(out_);
  }

 private:
  std::vector<size_t> with(Role role, Order order, bool best_only) const {
    std::vector<size_t> found;
    for (Whose whose : order) {
      for (size_t i = 0; i < s_.columns.size(); ++i)
        if (s_.columns[i].role == role && s_.columns[i].whose == whose) found.push_back(i);
      if (best_only && !found.empty()) break;
    }
    if (!best_only) std::sort(found.begin(), found.end());
    return found;
  }

  void add(SuggestedParty& party, std::string word, Role role, std::vector<size_t> columns, SuggestedField::Form form = SuggestedField::one) const {
    if (columns.empty()) return;
    if (form == SuggestedField::one) columns = {fullest(columns)};
    if (columns.size() == 1) form = SuggestedField::one;
    SuggestedField field{form, std::move(word), role, std::move(columns), {}};
    for (size_t i : field.columns)
      if (holds_several(list_.columns[i])) field.split = " ::: ";
    party.fields.push_back(std::move(field));
  }

  /// Of several columns for one value the one that is filled most, the first where they don't differ much.
  size_t fullest(const std::vector<size_t>& columns) const {
    size_t best = columns.front();
    for (size_t i : columns)
      if (list_.columns[i].filled > 2 * list_.columns[best].filled) best = i;
    return best;
  }

  static bool holds_several(const SeenColumn& column) {
    return std::any_of(column.samples.begin(), column.samples.end(), [](const std::string& s) { return s.find(" ::: ") != s.npos; });
  }

  /// TEL1, TEL2, TEL3 with a few digits each are one number.
  bool are_pieces(const std::vector<size_t>& columns) const {
    if (columns.size() < 2) return false;
    bool filled = false;
    for (size_t i : columns)
      for (const std::string& sample : list_.columns[i].samples) {
        filled = true;
        std::string digits = text::squeeze_spaces(text::nfkc(sample));
        if (digits.size() > 5 || digits.find_first_not_of("0123456789") != digits.npos) return false;
      }
    return filled && s_.columns[columns[0]].place > 0;
  }

  void add_numbers(SuggestedParty& party, std::string word, Role role, const std::vector<size_t>& columns) const {
    add(party, std::move(word), role, columns, are_pieces(columns) ? SuggestedField::hyphened : SuggestedField::list);
  }

  /// Parts of one address: they must speak of the same place.
  void add_address(SuggestedParty& party, Order order) const {
    auto filled = [&](Whose whose) {
      int64_t most = 0;
      for (Role role : {Role::address, Role::city, Role::postal_code})
        for (size_t i : with(role, {whose}, true)) most = std::max(most, list_.columns[i].filled);
      return most;
    };
    Whose place = *order.begin();
    for (Whose whose : order)
      if (filled(whose) > 5 * filled(place)) place = whose;
    const size_t before = party.fields.size();
    for (Role role : address_roles) {
      std::vector<size_t> columns = with(role, {place}, true);
      if (role == Role::country && party.fields.size() == before) return;  // alone it is no address
      if (role == Role::address) add_street(party, columns);
      else if (role == Role::postal_code && are_pieces(columns)) add(party, "address.postal_code", role, columns, SuggestedField::hyphened);
      else add(party, "address." + std::string(role_word(role, Lang::en)), role, columns);
    }
  }
  void add_street(SuggestedParty& party, std::vector<size_t> columns) const {
    std::stable_sort(columns.begin(), columns.end(), [&](size_t a, size_t b) { return s_.columns[a].place < s_.columns[b].place; });
    add(party, "address.full", Role::address, columns, SuggestedField::spaced);
  }

  void add_name(SuggestedParty& party, Role whole, Role family, Role given, const char* word, Order order) const {
    std::vector<size_t> f = with(family, order, true), g = with(given, order, true), all = with(whole, order, true);
    if (!f.empty() && !g.empty()) {
      add(party, std::string(word) + ".family", family, f);
      add(party, std::string(word) + ".given", given, g);
    } else {
      add(party, word, whole, !all.empty() ? all : !f.empty() ? f : g);
    }
  }

  static std::string object_of(const SeenColumn& column) {
    return column.steps.size() < 2 ? std::string() : column.name.substr(0, column.name.size() - column.steps.back().name.size());
  }

  /// Where the person's name stands in an object of its own beside the company's, each has what stands with it: contact.phone, phone.
  bool stands_apart(size_t column, bool person) const {
    std::string of_person, of_company;
    bool has_company = false, has_person = false;
    for (size_t i = 0; i < s_.columns.size(); ++i) {
      const SuggestedColumn& one = s_.columns[i];
      if (one.whose > Whose::home) continue;
      if (one.role == Role::company && !std::exchange(has_company, true)) of_company = object_of(list_.columns[i]);
      if ((one.role == Role::name || one.role == Role::family || one.role == Role::given) && !std::exchange(has_person, true)) of_person = object_of(list_.columns[i]);
    }
    if (!has_company || !has_person || of_person == of_company) return false;
    return object_of(list_.columns[column]) == (person ? of_company : of_person);
  }

  std::vector<size_t> with_own(Role role, Order order, bool person) const {
    std::vector<size_t> out = with(role, order, false);
    std::erase_if(out, [&](size_t i) { return stands_apart(i, person); });
    return out;
  }

  /// An order's "customer.id" beside "customer.name", where the record's own number is the order's.
  std::vector<size_t> beside_name(Role role) const {
    for (size_t i = 0; i < s_.columns.size(); ++i) {
      const Role one = s_.columns[i].role;
      const bool names = one == Role::name || one == Role::family || one == Role::email || one == Role::company;
      if (!names || s_.columns[i].whose != Whose::own || object_of(list_.columns[i]).empty()) continue;
      for (size_t k = 0; k < s_.columns.size(); ++k)
        if (s_.columns[k].role == role && object_of(list_.columns[k]) == object_of(list_.columns[i])) return {k};
    }
    return {};
  }

  void add_ids(SuggestedParty& party) const {
    Role role = party.person ? Role::id : s_.main == Suggestion::organisation && !with(Role::id, {Whose::own}, true).empty() && with(Role::company_id, {Whose::own}, true).empty() ? Role::id : Role::company_id;
    if (party.person && !party.main) return;
    if (std::vector<size_t> own = party.main ? beside_name(Role::id) : std::vector<size_t>(); !own.empty()) return add(party, "ids." + scheme_, role, own);
    std::vector<size_t> columns = party.main && !s_.key.empty() ? s_.key : with(role, {Whose::own, Whose::home, Whose::work}, true);
    add(party, "ids." + scheme_ + (party.person || party.main ? "" : "_company"), role, columns);
  }

  SuggestedParty person(std::string name, bool company) const {
    SuggestedParty out{std::move(name), true, s_.main == Suggestion::person, {}};
    Order order = {Whose::own, Whose::home, Whose::work};
    add_ids(out);
    add_name(out, Role::name, Role::family, Role::given, "name", order);
    add_name(out, Role::kana, Role::kana_family, Role::kana_given, "kana", order);
    add(out, "company", Role::company, with(Role::company, order, true));
    if (out.main || !company) add_address(out, order);
    add_numbers(out, "phone", Role::phone, with_own(Role::phone, order, true));
    if (!company) add_numbers(out, "fax", Role::fax, with(Role::fax, order, false));
    add(out, "email", Role::email, with_own(Role::email, order, true), SuggestedField::list);
    for (Role role : person_alone) add(out, std::string(role_word(role, Lang::en)), role, with(role, order, true));
    if (!company)
      for (Role role : company_alone)
        if (role != Role::corporate_number) add(out, std::string(role_word(role, Lang::en)), role, with(role, order, true));
    if (out.main) add_common(out);
    return out;
  }

  SuggestedParty organisation(std::string name, bool main) const {
    SuggestedParty out{std::move(name), false, main, {}};
    Order order = {Whose::work, Whose::own, Whose::home};
    add_ids(out);
    add(out, "company", Role::company, with(Role::company, order, true));
    add_address(out, order);
    std::vector<size_t> phones = with_own(Role::phone, {Whose::own, Whose::work}, false);
    std::erase_if(phones, [&](size_t i) { return is_mobile(list_.columns[i].name); });
    add_numbers(out, "phone", Role::phone, phones);
    add_numbers(out, "fax", Role::fax, with(Role::fax, order, false));
    if (main && !s_.second) add(out, "email", Role::email, with(Role::email, order, false), SuggestedField::list);
    for (Role role : company_alone) add(out, std::string(role_word(role, Lang::en)), role, with(role, order, true));
    if (main) add_common(out);
    return out;
  }

  static bool is_mobile(const std::string& heading) {
    std::string folded = text::fold_case(text::nfkc(heading));
    for (const char* word : {"携帯", "モバイル", "スマホ", "mobile", "cell", "直通"})
      if (folded.find(word) != folded.npos) return true;
    return false;
  }

  void add_common(SuggestedParty& party) const {
    Order order = {Whose::own, Whose::home, Whose::work};
    add(party, "customer_type", Role::customer_type, with(Role::customer_type, order, true));
    add(party, "note", Role::note, with(Role::note, {Whose::own}, false), SuggestedField::spaced);
    add(party, "updated_at", Role::updated_at, with(Role::updated_at, {Whose::own}, true));
  }

  void add_guardian() {
    SuggestedParty out{"guardian", true, false, {}};
    Order order = {Whose::guardian};
    add_name(out, Role::name, Role::family, Role::given, "name", order);
    if (out.fields.empty()) return;
    add_name(out, Role::kana, Role::kana_family, Role::kana_given, "kana", order);
    add_address(out, order);
    add_numbers(out, "phone", Role::phone, with(Role::phone, order, false));
    add(out, "email", Role::email, with(Role::email, order, false), SuggestedField::list);
    out_.push_back(std::move(out));
  }

  const Suggestion& s_;
  const SeenList& list_;
  const std::string scheme_;
  std::vector<SuggestedParty> out_;
};

}  // namespace

std::vector<SuggestedParty> parties_of(const Suggestion& suggestion, const SeenList& list, const std::string& scheme) {
  return PartyMaker(suggestion, list, scheme).run();
}

}  // namespace musubi::map
