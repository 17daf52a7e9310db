#include "core/resolve/features.hpp"

#include <algorithm>

#include "core/base/parallel.hpp"
#include "core/resolve/company_words.hpp"
#include "core/resolve/contact.hpp"
#include "core/resolve/hash.hpp"
#include "core/resolve/name_features.hpp"
#include "core/text/mailbox_roles.hpp"

namespace musubi::resolving {
namespace {

uint64_t hash_or_0(std::string_view text) {
  return text.empty() ? 0 : hash_of(text);
}

const std::string& part(const Stated& s, size_t i) {
  static const std::string none;
  return i < s.parts.size() ? s.parts[i] : none;
}

void add_phone(Features& out, const Stated& s, const Model::Impl& model) {
  uint64_t number = phone_number(s.key);
  if (number == 0 || is_dummy_phone(number) || model.shared_phones.contains(number)) return;
  if (out.kind == Kind::person && is_toll_free(number)) return;
  if (std::find(out.phones.begin(), out.phones.end(), number) == out.phones.end())
    out.phones.push_back(number);
}

void add_email(Features& out, const Stated& s, const Model::Impl& model) {
  std::string key = lower(s.loose.empty() ? s.key : s.loose);  // the mailbox, without what a provider ignores
  size_t at = key.rfind('@');
  if (at == std::string::npos || at == 0) return;
  std::string local = key.substr(0, at), domain = key.substr(at + 1);
  uint64_t whole = hash_of(key);
  bool team = text::is_role_mailbox(local) &&
              (out.kind == Kind::person || is_public_domain(domain));  // a company's info@ is its own
  if (team || model.shared_emails.contains(whole) || model.shared_emails.contains(hash_of(lower(s.key))))
    return;
  bool twin =
      std::any_of(out.emails.begin(), out.emails.end(), [&](const Mailbox& m) { return m.whole == whole; });
  if (!twin) out.emails.push_back({whole, hash_of(domain), local, is_public_domain(domain)});
}

// "1-2-3-405" → "3".
std::string_view third_number(std::string_view numbers) {
  for (int i = 0; i < 2; ++i) {
    size_t dash = numbers.find('-');
    if (dash == std::string_view::npos) return {};
    numbers.remove_prefix(dash + 1);
  }
  return numbers.substr(0, numbers.find('-'));
}

// Keys of addresses are "area|numbers": strict with prefecture and room, loose without them and with two
// numbers. Without a number there is no house. The prefecture is taken off, since many leave it out.
void set_place(Features& out, const Stated& s) {
  std::string_view strict = s.key, loose = s.loose.empty() ? strict : std::string_view(s.loose);
  std::string_view area = loose.substr(0, loose.find('|'));
  Place& p = out.place;
  p.postal_code = hash_or_0(part(s, 0));
  if (!part(s, 3).empty()) p.town = hash_or_0(area);
  if (loose.find('|') == std::string_view::npos || area.empty()) return;
  p.block = hash_of(loose);
  p.house = hash_of(strict.substr(std::min(strict.find(area), strict.size())));
  const std::string_view numbers = strict.substr(std::min(strict.find('|'), strict.size()));
  p.number = hash_or_0(third_number(numbers));
  p.last = hash_or_0(numbers.substr(numbers.rfind('-') + 1));
  p.numbers = size_t(std::count(numbers.begin(), numbers.end(), '-'));
}

// 1900-01-01 and 1970-01-01 are what forms and clocks say when nobody told them.
void set_birth_date(Features& out, const Stated& s) {
  uint32_t number = 0;
  for (char c : s.key)
    if (c >= '0' && c <= '9') number = number * 10 + uint32_t(c - '0');
  bool real = number > 18'000'000 && number < 100'000'000 && number != 19'000'101 && number != 19'700'101;
  if (real) out.birth_date = number;
}

void set_company(Features& out, const Stated& s) {
  if (s.key.empty()) return;
  out.company = hash_of(s.key);
  out.company_loose = s.loose.empty() ? out.company : hash_of(s.loose);
  out.company_text = units(s.key);
  const CompanyEnd end = company_end(part(s, 0));
  out.branch = hash_or_0(end.site);
  out.unit = hash_or_0(end.unit);
  out.legal_form = hash_or_0(legal_form_of(part(s, 0)));
}

void take(Features& out, const Stated& s, const Model::Impl& model) {
  switch (s.field) {
    case Field::phone:
      return add_phone(out, s, model);
    case Field::email:
      return add_email(out, s, model);
    case Field::address:
      return set_place(out, s);
    case Field::birth_date:
      return set_birth_date(out, s);
    case Field::company:
      return set_company(out, s);
    case Field::corporate_number:
      out.corporate_number = hash_or_0(s.key);
      return;
    case Field::sex:
      out.sex = part(s, 0) == "male" ? 'm' : part(s, 0) == "female" ? 'f' : '\0';
      return;
    default:
      return;
  }
}

uint64_t content_of(const Profile& profile) {
  uint64_t out = 1 + uint64_t(profile.kind);
  for (const Stated& s : profile.values) {
    out = joined(out, uint64_t(s.field));
    for (const std::string& text : s.parts) out = joined(out, hash_of(text));
  }
  for (const ExternalId& id : profile.ids) out = joined(joined(out, hash_of(id.scheme)), joined(hash_of(id.value), uint64_t(id.identifies) + 2 * uint64_t(id.device)));
  return out ? out : 1;
}

}  // namespace

Features features_of(const Profile& profile, const Model::Impl& model) {
  Features out;
  out.id = profile.id;
  out.kind = profile.kind;
  out.stub = profile.stub;
  if (profile.stub) return out;
  out.content = content_of(profile);
  for (const Stated& s : profile.values) take(out, s, model);
  if (profile.kind == Kind::person)
    set_name(out, profile, model.frequency);
  else if (out.company == 0)
    if (const Stated* name = profile.value(Field::name)) set_company(out, *name);
  for (const ExternalId& id : profile.ids) {
    if (id.value.empty()) continue;
    bool own = !id.device;
    out.ids.push_back({id.scheme, hash_of(id.value), own && (id.identifies || model.identifying.contains(id.scheme)),
                       own && model.one_per_party.contains(id.scheme), id.device});
  }
  out.lone = out.kind == Kind::person && profile.values.size() == 1 && out.ids.empty() && out.phones.size() + out.emails.size() == 1;
  std::sort(out.phones.begin(), out.phones.end());
  std::sort(out.emails.begin(), out.emails.end(),
            [](const Mailbox& a, const Mailbox& b) { return a.whole < b.whole; });
  std::sort(out.ids.begin(), out.ids.end(), [](const HeldId& a, const HeldId& b) {
    return std::tie(a.scheme, a.value) < std::tie(b.scheme, b.value);
  });
  return out;
}

}  // namespace musubi::resolving

namespace musubi {

// In pieces, so that threads that fill them ask the system for memory side by side, too.
struct FeatureSet::Held {
  static constexpr size_t piece = 1024;
  std::vector<std::vector<Features>> pieces;
  size_t size = 0;

  const Features& at(size_t index) const { return pieces[index / piece][index % piece]; }
};

FeatureSet::FeatureSet() : held_(std::make_unique<Held>()) {}
FeatureSet::FeatureSet(size_t size, const std::function<Profile(size_t index)>& profile_of, const Model& model, unsigned threads) : FeatureSet() {
  held_->size = size;
  held_->pieces.resize((size + Held::piece - 1) / Held::piece);
  in_pieces(size, Held::piece, threads, [&](size_t from, size_t to) {
    std::vector<Features>& mine = held_->pieces[from / Held::piece];
    mine.reserve(to - from);
    for (; from < to; ++from) mine.push_back(resolving::features_of(profile_of(from), model.impl()));
  });
}
FeatureSet::FeatureSet(FeatureSet&&) noexcept = default;
FeatureSet& FeatureSet::operator=(FeatureSet&&) noexcept = default;
FeatureSet::~FeatureSet() = default;
void FeatureSet::add(const Profile& profile, const Model& model) {
  if (held_->size++ % Held::piece == 0) held_->pieces.emplace_back();
  held_->pieces.back().push_back(resolving::features_of(profile, model.impl()));
}
size_t FeatureSet::size() const {
  return held_->size;
}
int64_t FeatureSet::id(size_t index) const {
  return held_->at(index).id;
}
bool Features::used_a_device() const {
  return std::any_of(ids.begin(), ids.end(), [](const resolving::HeldId& held) { return held.device; });
}

uint64_t FeatureSet::content(size_t index) const {
  return held_->at(index).content;
}
const Features& FeatureSet::at(size_t index) const {
  return held_->at(index);
}

}  // namespace musubi
