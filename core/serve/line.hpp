// One accepted connection: bytes in and out, with or without TLS, and how long it is waited for. Knows nothing of HTTP.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace musubi {

struct Patience {
  using Milliseconds = std::chrono::milliseconds;
  Milliseconds between_requests{5'000};    // a connection that is kept open
  Milliseconds silence{10'000};            // amid a request or an answer
  Milliseconds request{60'000};            // from a request's first byte to its last
  Milliseconds request_while_crowded{2'000};
};

/// One thread at a time. Closes the socket when it goes.
class Line {
 public:
  /// `tls`: nullptr = none; it must outlive the line. `crowded`: others wait, so that whoever is slow or idle has to go; asked about
  /// twenty times a second. `closing`: the server stops.
  Line(int socket, ssl_ctx_st* tls, Patience patience, std::function<bool()> crowded, std::function<bool()> closing);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// The handshake of TLS, where there is one. False: it failed or took too long.
  bool begin();
  /// Waits for the first byte of a request. False: none came in time, or it is better to close.
  bool next_request();
  /// What comes up to the next `end`, with it, which read() still gives: until then the view is good. "" where that is more than `most`
  /// bytes; nullopt where it does not come in time, or the other side ends before.
  std::optional<std::string_view> ahead(std::string_view end, size_t most);
  /// As read(2); -1 also where patience is over.
  long read(char* into, size_t size);
  /// All of it, or false.
  bool write(std::string_view bytes);
  /// Says that nothing more will be written, and lets what still comes run by, for a second at most: closing at once would take the answer
  /// from whoever is still sending. Nothing is read or written after it.
  void linger();
  /// True where a read would not wait.
  bool readable() const;
  int socket() const { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Want { read, write };
  enum class Amid { nothing, request, answer };
  bool wait(Want want, Clock::time_point until, Amid amid);
  bool more();
  long receive(char* into, size_t size);
  long send(std::string_view bytes);

  const int socket_;
  ssl_ctx_st* const tls_;
  ssl_st* ssl_ = nullptr;
  const Patience patience_;
  const std::function<bool()> crowded_, closing_;
  Clock::time_point began_{};  // the request
  bool kept_ = false;          // a request was answered before
  std::string buffer_;
  size_t at_ = 0;
  Want want_ = Want::read;  // what receive() or send() that gave -1 waits for
  bool broken_ = false;
};

/// The address of the other side, or of this one; "" where it is not known.
std::string address_of(int socket, bool other_side, int& port);

}  // namespace musubi
