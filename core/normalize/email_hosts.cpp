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

/// Well-known hosts that may be meant; short ones are too near to each other and to others' hosts.
bool is_guessable(std::string_view host) {
  return host.size() >= 8;
}

constexpr std::string_view roles[] = {
    "info",      "support",     "sales",      "contact",  "admin",        "office",     "mail",     "post",
    "webmaster", "postmaster",  "hello",      "help",     "inquiry",      "otoiawase",  "toiawase", "soumu",
    "eigyo",     "keiri",       "jinji",      "saiyo",    "recruit",      "press",      "pr",       "shop",
    "order",     "orders",      "noreply",    "no-reply", "do-not-reply", "donotreply", "customer", "service",
    "center",    "marketing",   "billing",    "accounts", "account",      "hr",         "staff",    "team",
    "all",       "reception",   "uketsuke",   "jimu",     "jimukyoku",    "honsha",     "abuse",    "root",
    "master",    "information", "kouhou",     "koho",     "somu",         "user",       "users",    "member",
    "members",   "news",        "newsletter", "system",   "security",     "privacy",
};

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
/// Top-level domains that don't exist and what they stand for.
constexpr Ending endings[] = {
    {".con", ".com"},    {".cmo", ".com"},   {".comm", ".com"}, {".ocm", ".com"},     {".vom", ".com"},
    {".xom", ".com"},    {".jo", ".jp"},     {".jpp", ".jp"},   {".ip", ".jp"},       {".jq", ".jp"},
    {".pj", ".jp"},      {".jp.com", ".jp"}, {".jpn", ".jp"},   {".co,jp", ".co.jp"}, {".cojp", ".co.jp"},
    {".nejp", ".ne.jp"}, {".cop", ".com"}};

}  // namespace

std::string_view intended_host(std::string_view host) {
  if (std::find(std::begin(well_known), std::end(well_known), host) != std::end(well_known)) return {};
  std::array<char, 64> mended;
  std::string_view candidate = host;
  for (const Ending& e : endings)
    if (host.ends_with(e.wrong) && host.size() + 4 < mended.size()) {
      auto end = std::copy(host.begin(), host.end() - long(e.wrong.size()), mended.begin());
      end = std::copy(e.right.begin(), e.right.end(), end);
      candidate = {mended.data(), size_t(end - mended.begin())};
      break;
    }
  for (std::string_view known : well_known)
    if (candidate == known || (is_guessable(known) && one_edit(candidate, known))) return known;
  return {};
}

bool allows_odd_dots(std::string_view host) {
  return host == "docomo.ne.jp" || host == "ezweb.ne.jp" || host == "au.com" || host == "softbank.ne.jp" ||
         host == "disney.ne.jp" || host.ends_with(".vodafone.ne.jp") || host.ends_with(".ezweb.ne.jp");
}

bool is_role(std::string_view local) {
  return std::find(std::begin(roles), std::end(roles), local) != std::end(roles);
}

}  // namespace musubi::normalize
