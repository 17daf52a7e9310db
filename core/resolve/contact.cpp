#include "core/resolve/contact.hpp"

#include <algorithm>
#include <array>

namespace musubi::resolving {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array public_domains = {
    "aol.com"sv,     "au.com"sv,        "biglobe.ne.jp"sv,  "docomo.ne.jp"sv,    "excite.co.jp"sv,
    "ezweb.ne.jp"sv, "gmail.com"sv,     "goo.jp"sv,         "googlemail.com"sv,  "hotmail.co.jp"sv,
    "hotmail.com"sv, "i.softbank.jp"sv, "icloud.com"sv,     "jcom.home.ne.jp"sv, "live.jp"sv,
    "mac.com"sv,     "me.com"sv,        "mineo.jp"sv,       "msn.com"sv,         "nifty.com"sv,
    "ocn.ne.jp"sv,   "outlook.com"sv,   "outlook.jp"sv,     "plala.or.jp"sv,     "proton.me"sv,
    "rakuten.jp"sv,  "so-net.ne.jp"sv,  "softbank.ne.jp"sv, "uqmobile.jp"sv,     "ybb.ne.jp"sv,
    "yahoo.co.jp"sv, "yahoo.com"sv,     "ymail.ne.jp"sv,    "ymobile.ne.jp"sv};

bool has(const auto& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

uint64_t phone_number(std::string_view text) {
  bool international = !text.empty() && text.front() == '+';
  if (international) text.remove_prefix(1);
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != ' ' && c != '-' && c != '(' && c != ')')
      break;
  }
  if (international && digits.starts_with("81")) digits.erase(0, 2);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() < 6 || digits.size() > 17) return 0;
  return std::stoull(digits);
}

bool is_dummy_phone(uint64_t number) {
  std::string d = std::to_string(number);
  std::string_view tail = std::string_view(d).substr(d.size() > 8 ? d.size() - 8 : 0);
  if (tail.size() < 6) return true;
  std::string_view last = tail.substr(tail.size() - 6);
  bool same = std::all_of(last.begin(), last.end(), [&](char c) { return c == last.front(); });
  return same || std::string_view("01234567890123456789").find(tail) != std::string_view::npos;
}

bool is_mobile(uint64_t number) {
  uint64_t head = number / 100'000'000;
  return head == 70 || head == 80 || head == 90;
}

bool is_toll_free(uint64_t number) {
  return number / 1'000'000 == 120;
}

bool is_public_domain(std::string_view domain) {
  return has(public_domains, domain);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return out;
}

}  // namespace musubi::resolving
