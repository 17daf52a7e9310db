// A server on a port of its own that answers as a test says, and keeps what it was asked.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::test {

struct Asked {
  std::string method, target, head, body;  // head: the header lines as they came

  bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

struct Told {
  int status = 200;
  std::string body;
  std::string headers;  // lines that end with \r\n
};

class ScriptedServer {
 public:
  using Script = std::function<Told(const Asked&)>;
  enum class Tls { none, self_signed };
  enum class Serves { one_at_a_time, all_at_once };

  /// Answers with `script` until it is destroyed, by threads of its own; all at once, `script` is called by several.
  explicit ScriptedServer(Script script, Tls tls = Tls::none, Serves serves = Serves::one_at_a_time);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;

  /// "http://127.0.0.1:PORT"; another name of the same machine is another host.
  std::string base(const std::string& host = "127.0.0.1") const;
  /// The certificate of a server with TLS, as PEM.
  std::string certificate() const;
  /// Everything asked so far.
  std::vector<Asked> asked() const;
  /// What it was asked for so far, in order, with a space between.
  std::string targets() const;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace musubi::test
