#include "core/map/suggest.hpp"

#include <algorithm>
#include <set>

#include "core/map/forbidden.hpp"
#include "core/map/suggest_content.hpp"
#include "core/map/suggest_key.hpp"
#include "core/map/suggest_nested.hpp"

namespace musubi {
namespace map {
namespace {

constexpr size_t most_questions = 3;

bool is_vague(Role role) { return role == Role::contact || role == Role::label || role == Role::contact_person; }

bool names_somebody(Role role) { return role == Role::name || role == Role::family || role == Role::given; }

class Suggester {
 public:
  Suggester(const SeenList& list, const Answers& answers) : list_(list), answers_(answers) {
    for (const SeenColumn& column : list.columns) {
      headings_.push_back(column.named ? read_column(column) : Heading());
      contents_.push_back(content_of(column));
    }
  }

  Suggestion run() {
    for (size_t i = 0; i < size(); ++i) out_.columns.push_back(first_look(i));
    for (size_t i = 0; i < size(); ++i) judge_vague(i);
    for (size_t i = 0; i < size(); ++i) judge_person(i);
    for (size_t i = 0; i < size(); ++i) judge_reading(i);
    for (size_t i = 0; i < size(); ++i) fill_gap(i);
    for (size_t i = 0; i < size(); ++i) keep_of_elements(i);
    leave_out_others();
    take_cursor();
    for (const auto& [column, role] : answers_.roles)
      if (column < size()) out_.columns[column] = {role, Whose::own, headings_[column].place, true};
    promote_others();
    choose_main();
    choose_key(list_, contents_, answers_, out_);
    sort_doubts();
    return std::move(out_);
  }

 private:
  size_t size() const { return list_.columns.size(); }
  double share(size_t i) const { return list_.rows ? double(list_.columns[i].filled) / double(list_.rows) : 0; }
  bool has(Role role) const {
    return std::any_of(out_.columns.begin(), out_.columns.end(), [&](const SuggestedColumn& c) { return c.role == role && c.whose <= Whose::home; });
  }
  bool has_person() const { return has(Role::name) || has(Role::family); }
  void ask(size_t column, std::vector<Role> options) {
    if (answers_.roles.contains(column) || share(column) < 0.05) return;
    options.push_back(Role::unused);
    std::vector<Role> once;
    for (Role role : options)
      if (std::find(once.begin(), once.end(), role) == once.end()) once.push_back(role);
    out_.doubts.push_back({Doubt::role, column, std::move(once), 0});
  }

  SuggestedColumn first_look(size_t i) {
    const Heading& heading = headings_[i];
    const Content& content = contents_[i];
    SuggestedColumn out{heading.role, heading.whose, heading.place, false};
    if (refusal_of(list_.columns[i].name) == Refusal::forbidden) return {Role::unused, Whose::own, 0, false};
    if (heading.role == Role::title && content.honorific > 0.5) out.role = Role::unused;
    if (heading.role == Role::row_number && !list_.columns[i].counts_up) out.role = Role::id;
    if (heading.role == Role::unknown || is_vague(heading.role)) return out;
    bool piece = content.short_digits > 0.8 && heading.place > 0;
    double fit = piece ? -1 : fits(heading.role, content);
    if (fit < 0 || fit >= 0.3) return refined(i, out);
    Role by_content = role_of(content);
    out.role = by_content == Role::unknown ? Role::unused : by_content;
    out.by_content = true;
    ask(i, {out.role, heading.role});
    return out;
  }

  /// Where the content says more than a right heading: 住所1 that holds prefectures, 名前 that holds companies.
  SuggestedColumn refined(size_t i, SuggestedColumn out) const {
    const Content& content = contents_[i];
    bool companies = content.company >= 0.7 && content.seen >= 3;
    if (out.role == Role::address && content.prefecture >= 0.8) out = {Role::prefecture, out.whose, out.place, true};
    if (out.role == Role::address && out.place > 1 && content.building >= 0.5 && content.address < 0.2) out.role = Role::building;
    if (out.role == Role::name && companies) out = {Role::company, out.whose, out.place, true};
    if (out.role == Role::name && content.kana >= 0.9 && content.name < 0.1 && has_other_name(i)) out = {Role::kana, out.whose, out.place, true};
    return out;
  }
  bool has_other_name(size_t i) const {
    for (size_t k = 0; k < size(); ++k)
      if (k != i && headings_[k].role == Role::name && contents_[k].name > 0.5) return true;
    return false;
  }

  /// 連絡先, 名称, headings nobody knows and columns without one: the content decides.
  void judge_vague(size_t i) {
    SuggestedColumn& column = out_.columns[i];
    Role seen = role_of(contents_[i]);
    if (column.role == Role::contact) {
      bool reaches = seen == Role::phone || seen == Role::email || seen == Role::address;
      column = {reaches ? seen : Role::unused, column.whose, column.place, true};
    } else if (column.role == Role::label) {
      column.by_content = true;
      if (has(Role::family) && !has(Role::given) && seen != Role::company) column.role = Role::given;
      else if (has_person() || has(Role::company)) column.role = Role::unused;
      else column.role = seen == Role::name ? Role::name : Role::company;
    }
  }

  /// 担当者: the customer's own person, or ours? Few different names over many rows are ours.
  void judge_person(size_t i) {
    SuggestedColumn& column = out_.columns[i];
    if (column.role != Role::contact_person) return;
    const SeenColumn& seen = list_.columns[i];
    double different = seen.filled ? double(seen.distinct) / double(seen.filled) : 0;
    if (has_person()) {
      column.role = Role::own_staff;
    } else if (!has(Role::company) || different >= 0.6 || seen.filled < 10) {
      column.role = different < 0.2 && seen.filled >= 10 ? Role::own_staff : Role::name;
    } else {
      column.role = different < 0.25 ? Role::own_staff : Role::name;
      if (different >= 0.1) ask(i, {column.role, column.role == Role::name ? Role::own_staff : Role::name});
    }
  }

  /// フリガナ reads what stands before it: the person's name, or the company's.
  void judge_reading(size_t i) {
    SuggestedColumn& column = out_.columns[i];
    if (column.role != Role::kana || column.by_content) return;
    if (!has_person()) {
      if (has(Role::company)) column.role = Role::company_kana;
      return;
    }
    for (size_t k = i; k-- > 0;) {
      Role before = out_.columns[k].role;
      if (names_somebody(before)) {
        column.whose = out_.columns[k].whose;
        return;
      }
      if (before == Role::company) {
        column.role = Role::company_kana;
        return;
      }
    }
  }

  void fill_gap(size_t i) {
    SuggestedColumn& column = out_.columns[i];
    if (column.role != Role::unknown) return;
    const SeenColumn& seen = list_.columns[i];
    column.role = Role::unused;
    if (!seen.filled || seen.counts_up) return;
    Role by_content = role_of(contents_[i]);
    bool many = by_content == Role::phone || by_content == Role::email;
    bool missing = !has(by_content) && !(by_content == Role::name && has_person());
    if (by_content == Role::unknown || headings_[i].whose > Whose::home || !(many || missing)) return;
    if (by_content == Role::kana && !has_person() && !seen.named) return;
    if (seen.named) ask(i, many || by_content == Role::name || by_content == Role::company ? std::vector{by_content} : std::vector{Role::unused, by_content});
    bool sure = !seen.named || many || by_content == Role::name || by_content == Role::company || by_content == Role::address;
    if (sure) column = {by_content, Whose::own, 0, true};
  }

  /// A list of 保護者 or お届け先 alone is about them.
  void promote_others() {
    if (has_person() || has(Role::company)) return;
    for (Whose whose : {Whose::guardian, Whose::receiver, Whose::referrer, Whose::other}) {
      auto speaks = [&](const SuggestedColumn& c) { return c.whose == whose && names_somebody(c.role); };
      if (std::none_of(out_.columns.begin(), out_.columns.end(), speaks)) continue;
      for (SuggestedColumn& column : out_.columns)
        if (column.whose == whose) column.whose = Whose::own;
      return;
    }
  }

  void choose_main() {
    double companies = 0;
    for (size_t i = 0; i < size(); ++i)
      if (out_.columns[i].role == Role::company) companies = std::max(companies, share(i));
    if (has_person()) {
      out_.main = Suggestion::person;
      out_.second = companies >= 0.5;
    } else if (has(Role::company)) {
      out_.main = Suggestion::organisation;
    } else if (has(Role::given) || has(Role::kana) || has(Role::email) || has(Role::phone) || has(Role::kana_family)) {
      out_.main = Suggestion::person;
    }
  }

  /// A list's elements may be several people or things; only by what reaches somebody do they speak of the record's own.
  void keep_of_elements(size_t i) {
    Role& role = out_.columns[i].role;
    if (list_.columns[i].of_elements() && role != Role::phone && role != Role::email && role != Role::fax) role = Role::unused;
  }

  /// Phones and addresses of an introducer are not the customer's, where the record names the customer itself.
  void leave_out_others() {
    const std::set<std::string> others = objects_of_their_own(list_);
    const auto of_another = [&](size_t i) { return list_.columns[i].steps.size() > 1 && others.contains(list_.columns[i].top()); };
    bool named = false;
    for (size_t i = 0; i < size(); ++i) named = named || (!of_another(i) && (names_somebody(out_.columns[i].role) || out_.columns[i].role == Role::company));
    for (size_t i = 0; named && i < size(); ++i)
      if (of_another(i) && out_.columns[i].whose <= Whose::home) out_.columns[i].role = Role::unused;
  }

  /// By what a source's reads go on tells when a record was changed, better than another column.
  void take_cursor() {
    if (!answers_.cursor || *answers_.cursor >= size() || contents_[*answers_.cursor].date < 0.9) return;
    for (SuggestedColumn& column : out_.columns)
      if (column.role == Role::updated_at) column.role = Role::unused;
    out_.columns[*answers_.cursor] = {Role::updated_at, Whose::own, 0, false};
  }

  void sort_doubts() {
    std::stable_sort(out_.doubts.begin(), out_.doubts.end(), [&](const Doubt& a, const Doubt& b) {
      if (a.kind != b.kind) return a.kind == Doubt::key;
      return list_.columns[a.column].filled > list_.columns[b.column].filled;
    });
    if (out_.doubts.size() > most_questions) out_.doubts.resize(most_questions);
  }

  const SeenList& list_;
  const Answers& answers_;
  std::vector<Heading> headings_;
  std::vector<Content> contents_;
  Suggestion out_;
};

}  // namespace
}  // namespace map

Suggestion suggest(const SeenList& list, const Answers& answers) { return map::Suggester(list, answers).run(); }

}  // namespace musubi
