// A conversation with an IMAP server: commands and their replies. Used by one thread at a time.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "connectors/mail/imap/connection.hpp"
#include "connectors/mail/imap/reply_reader.hpp"

namespace musubi::mail {

class Session {
 public:
  /// Connects and logs in. `longest_literal`: of a reply. Throws as Connection does, and Failure: MU_AUTH where the account is not let in,
  /// MU_CONFIG where the server offers no way to log in that is set, MU_RATE and MU_TRANSIENT where it says so itself. What it throws later:
  /// MU_DATA where the server breaks the protocol, MU_TRANSIENT where it hangs up.
  Session(const Host& host, const Account& account, uint64_t longest_literal);

  /// Sends one command, hands over what comes untagged, and returns how it ended: OK or NO.
  using Take = std::function<void(Reply&)>;
  Reply command(std::string_view text, const Take& take = {});
  /// The same, of what no server in good health refuses: NO is Failure MU_TRANSIENT, or MU_RATE where it says so.
  void ask(std::string_view text, const Take& take);

  /// Says good-bye and waits for no answer.
  void log_out();
  /// What the server says that it can do, in capitals.
  bool can(std::string_view capability) const { return capabilities_.contains(std::string(capability)); }

 private:
  friend class Login;
  std::string begin(std::string_view text);
  Reply end(const std::string& tag, const Take& take);
  /// A reply that is not BYE.
  Reply next();
  /// The next one that is not untagged.
  Reply answer();
  void ask_capabilities();
  [[noreturn]] void broken(const char* id) const;

  const Account& account_;
  Connection connection_;
  ReplyReader reader_;
  std::set<std::string> capabilities_;
  uint64_t commands_ = 0;
};

/// A text as a string in quotes: for names that have no line breaks and no bytes beyond ASCII.
std::string quoted(std::string_view text);

}  // namespace musubi::mail
