// Normalizers take any bytes: what they show is UTF-8 that the database takes, and a display form read again
// is the same. Built once per kind: MUSUBI_FUZZ_KIND names one of the list at the end.
#include <algorithm>
#include <array>
#include <vector>

#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace musubi::normalize;
using musubi::fuzz::require;

/// PostgreSQL takes no NUL, and nothing that is no UTF-8.
void storable(const std::string& text) {
  require(musubi::text::is_valid_utf8(text) && text.find('\0') == std::string::npos);
}

void show(std::string_view type, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) storable(part);
  const Keys first = keys(type, parts), second = keys(type, parts);
  storable(first.strict), storable(first.loose);
  require(first.strict == second.strict && first.loose == second.loose);
}

void check_address(const Address& a) {
  show("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building});
  require(a.postal_code.empty() || a.postal_code.size() == 8);
}

/// The text as one, and as the columns of an address between line breaks.
void check_addresses(std::string_view text) {
  check_address(address(text));
  std::array<std::string_view, 5> column;
  for (auto& c : column) {
    const size_t end = std::min(text.find('\n'), text.size());
    c = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  check_address(address(column[0], column[1], column[2], column[3], column[4]));
}

void check_people(std::string_view text) {
  const Person whole = person(text);
  for (const Person& p : {whole, kana(text)}) {
    show("person_name", {p.family, p.given});
    show("kana_name", {p.family_kana, p.given_kana});
    storable(p.honorific);
  }
}

void check_company(std::string_view text) {
  const Company c = company(text);
  show("company", {shown(c)});
  storable(keys("company", {c.core_name}).strict);
  company(shown(c));
}

void check_phone(std::string_view text) {
  const Phone p = phone(text);
  show("phone", {p.national});
  storable(p.ext);
  require(p.e164.empty() == p.national.empty());
  if (!p.e164.empty()) require(phone(p.national).e164 == p.e164 && phone(p.e164).e164 == p.e164);
}

void check_email(std::string_view text) {
  const Email e = email(text);
  show("email", {e.email});
  if (!e.email.empty()) require(email(e.email).email == e.email);
}

void check_date(std::string_view text) {
  const Date d = date(text);
  show("date", {d.date});
  if (!d.date.empty()) require(d.date.size() == 10 && date(d.date).date == d.date);
  if (!d.outside_era.empty()) require(date(d.outside_era).date == d.outside_era);
}

void check_datetime(std::string_view text) {
  const std::string time = datetime(text).time;
  storable(time);
  if (time.empty()) return;
  require(datetime(time).time == time && date(time.substr(0, 10)).date == time.substr(0, 10));
  const size_t sign = time.find_first_of("+-", 19);
  if (sign != std::string::npos) require(time.size() == sign + 6 && time.substr(sign + 1) < "15:00");
}

void check_amount(std::string_view text) {
  const Money m = money(text);
  storable(m.currency);
  if (!m.amount.empty()) require(money(m.amount).amount == m.amount);
  if (const std::string n = number(text).word; !n.empty()) require(number(n).word == n);
}

void check_words(std::string_view text) {
  struct Kind {
    const char* type;
    Word (*read)(std::string_view);
  };
  for (const Kind& kind : std::initializer_list<Kind>{{"sex", sex},
                                                      {"yes_no", yes_no},
                                                      {"corporate_number", corporate_number},
                                                      {"text", musubi::normalize::text},
                                                      {"url", url},
                                                      {"handle", handle}}) {
    const Word w = kind.read(text);
    show(kind.type, {w.word});
    if (!w.word.empty()) require(kind.read(w.word).word == w.word);
  }
  for (const char* kind : {"phone", "postal_code", "corporate_number"}) {
    const std::string once = restore_zeros(kind, text);
    require(restore_zeros(kind, once) == once);
  }
}

void check_times(std::string_view text) {
  check_date(text);
  check_datetime(text);
}

struct Target {
  std::string_view kind;
  void (*check)(std::string_view);
  std::string_view sample;
};

constexpr Target targets[] = {{"address", check_addresses, "東京都千代田区霞が関1-3-1"},
                              {"person", check_people, "髙橋一郎"},
                              {"company", check_company, "中央運輸大阪支店"},
                              {"phone", check_phone, "+1 650-253-0000"},
                              {"email", check_email, "taro@日本語.jp"},
                              {"date", check_times, "S55.1.8"},
                              {"money", check_amount, "△1,200円"},
                              {"text", check_words, "髙橋"}};

constexpr Target target = *std::find_if(std::begin(targets), std::end(targets),
                                        [](const Target& t) { return t.kind == MUSUBI_FUZZ_KIND; });

}  // namespace

/// Under the sanitizer making the tables takes longer than an input may.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  target.check(target.sample);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  target.check(musubi::fuzz::text_of(bytes, size));
  return 0;
}
