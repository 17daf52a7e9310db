// Where a browser is sent back to after a login: a port of this machine, for one address. No thread of its own.
#pragma once
#include <optional>
#include <stop_token>
#include <string>

namespace musubi {

/// Listens on the loopback address that a redirect names. Not copied; closes its port at the end.
class RedirectPort {
 public:
  /// `redirect`: http://127.0.0.1:PORT/PATH (or localhost, [::1]). Where it is another machine's, or the port is taken, it
  /// hears nothing, and open() is false.
  explicit RedirectPort(const std::string& redirect);
  ~RedirectPort();
  RedirectPort(const RedirectPort&) = delete;
  bool open() const { return listener_ >= 0; }

  /// What comes first: the address a browser calls, which is shown `page` (UTF-8 HTML), or a line of standard input. "" at the end of
  /// input where nothing is listened for; nullopt when stopped. Calls for other paths (a favicon) get 404 and count for nothing.
  std::optional<std::string> wait(const std::string& page, std::stop_token stop);

 private:
  std::optional<std::string> called(const std::string& page) const;

  std::string origin_, path_;
  int listener_ = -1;
};

}  // namespace musubi
