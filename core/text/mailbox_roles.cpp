#include "core/text/mailbox_roles.hpp"

#include <algorithm>
#include <iterator>

namespace musubi::text {
namespace {

constexpr std::string_view roles[] = {
    "abuse", "account", "accounts", "admin", "administrator", "all", "billing", "center", "contact-us", "contactus",
    "cs", "customer-support", "customersupport", "daihyo", "do-not-reply", "donotreply", "hello", "help", "honsha",
    "honsya", "hostmaster", "hr", "information", "jimu", "jimukyoku", "jinji", "jinjika", "koho", "kouhou", "koukoku",
    "mail", "mailer-daemon", "mailerdaemon", "marketing", "master", "member", "members", "news", "newsletter",
    "no_reply", "order", "orders", "post", "postmaster", "pr", "press", "privacy", "reception", "root", "security",
    "service", "shop", "somu", "soumuka", "staff", "system", "team", "test", "toiawase", "uketsuke", "user", "users"};

/// Desks that companies have several of.
constexpr std::string_view desks[] = {
    "contact", "customer", "eigyo", "eigyou", "info", "inquiry", "keiri", "no-reply", "noreply", "office", "otoiawase",
    "recruit", "saiyo", "saiyou", "sales", "soumu", "support", "webmaster"};

bool is_desk(std::string_view local, std::string_view desk) {
  if (!local.starts_with(desk)) return false;
  const std::string_view behind = local.substr(desk.size());
  const bool numbered = std::all_of(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; });
  return numbered || behind.front() == '-' || behind.front() == '_' || behind.front() == '.';
}

}  // namespace

bool is_role_mailbox(std::string_view local) {
  if (std::find(std::begin(roles), std::end(roles), local) != std::end(roles)) return true;
  return std::any_of(std::begin(desks), std::end(desks), [&](std::string_view desk) { return is_desk(local, desk); });
}

}  // namespace musubi::text
