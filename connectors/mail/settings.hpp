// The connection's settings.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/imap/account.hpp"

namespace musubi::mail {

/// How a form tool's notification mails are known, and the labels before the answers.
struct FormTemplate {
  std::string name;
  std::string from, subject, end;  // "" = any, any, none
  std::vector<std::string> labels;
};

struct Settings {
  std::vector<std::string> paths;
  std::optional<Account> account;  // instead of paths
  std::vector<std::string> own;  // lower case; with '@' an address, else a domain
  std::string authserv_id;       // whose Authentication-Results count; "" = nobody's
  uint64_t max_size = 50 * 1024 * 1024;
  bool suggest = false, cards = false;
  std::vector<FormTemplate> forms;  // by name
  std::string fingerprint;          // changes with everything but `paths`, and what says how an account is reached, that changes what records hold

  /// Whether `address` (any case) is the company's own, or the account's.
  bool owns(std::string_view address) const;
};

/// Throws Failure MU_CONFIG naming the setting that is wrong.
Settings read_settings(std::string_view json);

}  // namespace musubi::mail
