#include "core/normalize/email_hosts.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace musubi::normalize {
namespace {

/// Hosts with many mailboxes in Japan; written for Musubi, facts.
constexpr std::string_view well_known[] = {
    "gmail.com",        "yahoo.co.jp",      "ymail.ne.jp",      "docomo.ne.jp",     "ezweb.ne.jp",
    "au.com",           "softbank.ne.jp",   "i.softbank.jp",    "icloud.com",       "me.com",
    "mac.com",          "hotmail.com",      "hotmail.co.jp",    "outlook.com",      "outlook.jp",
    "live.jp",          "live.com",         "msn.com",          "nifty.com",        "biglobe.ne.jp",
    "ocn.ne.jp",        "so-net.ne.jp",     "infoseek.jp",      "excite.co.jp",     "goo.jp",
    "plala.or.jp",      "dion.ne.jp",       "ybb.ne.jp",        "rakuten.jp",       "aol.com",
    "yahoo.com",        "googlemail.com",   "ymobile.ne.jp",    "willcom.com",      "eonet.ne.jp",
    "jcom.home.ne.jp",  "asahi-net.or.jp",  "tiki.ne.jp",       "zaq.ne.jp",        "proton.me",
    "protonmail.com",   "uqmobile.jp",      "t.vodafone.ne.jp", "d.vodafone.ne.jp", "k.vodafone.ne.jp",
    "c.vodafone.ne.jp", "n.vodafone.ne.jp", "r.vodafone.ne.jp", "h.vodafone.ne.jp", "s.vodafone.ne.jp",
    "q.vodafone.ne.jp", "gmx.com",          "mail.com",         "ymail.com",        "rocketmail.com",
    "rakuten.com",      "qq.com",           "163.com",          "126.com",          "yahoo.ne.jp",
    "disney.ne.jp",     "emobile.ne.jp",    "wcm.ne.jp",        "pdx.ne.jp",        "line.me",
    "fastmail.com",     "zoho.com",         "hey.com",
};

/// Hosts that exist and are near to well-known ones.
constexpr std::string_view others[] = {"kcn.ne.jp",  "mcn.ne.jp",  "icn.ne.jp",  "ncn.ne.jp",
                                       "tcn.ne.jp",  "ccn.ne.jp",  "line.com",   "love.com",
                                       "email.com",  "gmx.net",    "yahoo.fr",   "yahoo.de",
                                       "outlook.fr", "outlook.de", "hotmail.fr", "hotmail.de"};

struct Mistaken {
  std::string_view wrong, right;
};
/// Hosts that no mailbox is at, with more than one letter wrong.
constexpr Mistaken mistaken[] = {{"docomo.co.jp", "docomo.ne.jp"},
                                 {"docomo.jp", "docomo.ne.jp"},
                                 {"docomo.com", "docomo.ne.jp"},
                                 {"docomo.or.jp", "docomo.ne.jp"},
                                 {"docomo.ne.jp.jp", "docomo.ne.jp"},
                                 {"ezweb.co.jp", "ezweb.ne.jp"},
                                 {"ezweb.jp", "ezweb.ne.jp"},
                                 {"ezweb.com", "ezweb.ne.jp"},
                                 {"au.ne.jp", "au.com"},
                                 {"au.co.jp", "au.com"},
                                 {"softbank.jp", "softbank.ne.jp"},
                                 {"softbank.co.jp", "softbank.ne.jp"},
                                 {"softbank.com", "softbank.ne.jp"},
                                 {"i.softbank.ne.jp", "i.softbank.jp"},
                                 {"i.softbank.co.jp", "i.softbank.jp"},
                                 {"icloud.jp", "icloud.com"},
                                 {"icloud.co.jp", "icloud.com"},
                                 {"icloud.ne.jp", "icloud.com"},
                                 {"icould.com", "icloud.com"},
                                 {"gmail.jp", "gmail.com"},
                                 {"gmail.co.jp", "gmail.com"},
                                 {"gmail.ne.jp", "gmail.com"},
                                 {"gmail.net", "gmail.com"},
                                 {"gmail.co", "gmail.com"},
                                 {"yahoo.jp", "yahoo.co.jp"},
                                 {"yahoo.or.jp", "yahoo.co.jp"},
                                 {"outlook.co.jp", "outlook.jp"},
                                 {"hotmail.jp", "hotmail.co.jp"}};

/// Well-known hosts that may be meant; short ones are too near to each other and to others' hosts.
bool is_guessable(std::string_view host) {
  return host.size() >= 8;
}

/// Whether one edit (a letter more, less, other, or two swapped) makes `a` into `b`.
bool one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size()) return false;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

struct Ending {
  std::string_view wrong, right;
};
/// Endings that no host has and what they stand for.
constexpr Ending endings[] = {
    {".con", ".com"},    {".cmo", ".com"}, {".comm", ".com"},    {".ocm", ".com"},
    {".vom", ".com"},    {".xom", ".com"}, {".jpp", ".jp"},      {".ip", ".jp"},
    {".jq", ".jp"},      {".pj", ".jp"},   {".jpn", ".jp"},      {".cojp", ".co.jp"},
    {".nejp", ".ne.jp"}, {".cop", ".com"}, {".co.jo", ".co.jp"}, {".ne.jo", ".ne.jp"},
    {".or", ".or.jp"},   {".go", ".go.jp"},   {".lg", ".lg.jp"}};
/// Endings that some hosts have, so that they count only where a well-known host comes out.
constexpr Ending rarer_endings[] = {{".jo", ".jp"}, {".jp.com", ".jp"}};

template <size_t size>
std::string mended(std::string_view host, const Ending (&by)[size]) {
  for (const Ending& e : by)
    if (host.ends_with(e.wrong) && host.size() > e.wrong.size())
      return std::string(host.substr(0, host.size() - e.wrong.size())) + std::string(e.right);
  return {};
}

/// The well-known host that `host` is, or is one slip away from.
std::string_view near_to(std::string_view host) {
  for (std::string_view known : well_known)
    if (host == known || (is_guessable(known) && one_edit(host, known))) return known;
  return {};
}

}  // namespace

bool is_well_known(std::string_view host) {
  return std::find(std::begin(well_known), std::end(well_known), host) != std::end(well_known);
}

std::string intended_host(std::string_view host) {
  if (is_well_known(host) || std::find(std::begin(others), std::end(others), host) != std::end(others))
    return {};
  for (const Mistaken& m : mistaken)
    if (host == m.wrong) return std::string(m.right);
  if (const std::string whole = std::string(host) + ".jp"; is_well_known(whole)) return whole;  // docomo.ne
  const std::string right = mended(host, endings), rare = mended(host, rarer_endings);
  for (std::string_view candidate : {std::string_view(right), std::string_view(rare), host})
    if (std::string_view known = near_to(candidate); !known.empty()) return std::string(known);
  return right;
}

std::string completed_host(std::string_view typed) {
  constexpr std::string_view ends[] = {"jp", "com", "net", "org", "co", "ne", "or", "ac", "go", "ad", "gr", "ed", "lg"};
  constexpr std::string_view marks = " ,/:;\\|";
  const size_t mark = std::min(typed.find_first_of(marks), typed.size());
  if (mark == typed.size()) {
    for (std::string_view known : well_known) {
      std::string letters(known);
      letters.erase(std::remove(letters.begin(), letters.end(), '.'), letters.end());
      if (typed == letters || typed == known.substr(0, known.find('.'))) return std::string(known);
    }
    return {};
  }
  std::string out(typed.substr(0, mark));
  while (out.ends_with('.')) out.pop_back();
  for (size_t at = mark; at < typed.size();) {
    const size_t begin = std::min(typed.find_first_not_of(" .,/:;\\|", at), typed.size());
    at = std::min(typed.find_first_of(" .,/:;\\|", begin), typed.size());
    const std::string_view label = typed.substr(begin, at - begin);
    if (label.empty()) break;
    if (std::find(std::begin(ends), std::end(ends), label) == std::end(ends)) return {};
    out.append(".").append(label);
  }
  return mark == 0 || !(out.ends_with(".jp") || out.ends_with(".com") || out.ends_with(".net") || out.ends_with(".org")) ? std::string() : out;
}

bool allows_odd_dots(std::string_view host) {
  return host == "docomo.ne.jp" || host == "ezweb.ne.jp" || host == "au.com" || host == "softbank.ne.jp" ||
         host == "disney.ne.jp" || host.ends_with(".vodafone.ne.jp") || host.ends_with(".ezweb.ne.jp");
}

}  // namespace musubi::normalize
