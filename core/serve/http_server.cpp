#include "core/serve/http_server.hpp"

#include <httplib.h>

#include <atomic>
#include <semaphore>
#include <thread>
#include <type_traits>

#include "core/base/error.hpp"
#include "core/serve/certificate.hpp"
#include "core/serve/farewell.hpp"
#include "core/serve/intake.hpp"
#include "core/serve/refusal.hpp"
#include "core/serve/seats.hpp"

namespace musubi {
namespace {

constexpr size_t drained_limit = 64 * 1024 * 1024;  // of a body that is too large, so that its sender reads the refusal
constexpr const char* kept_type = "X-Musubi-Content-Type";

/// What a request's handlers say of its connection, which one thread serves.
struct Visit {
  bool over = false;      // it ends with this answer
  bool admitted = false;  // the gate was asked, and has let it in
};
thread_local Visit visit;

void end_with(httplib::Response& out) {
  out.set_header("Connection", "close");
  visit.over = true;
}

/// A request on its line as httplib reads it, and answers.
class LineStream final : public httplib::Stream {
 public:
  LineStream(Line& line, Intake& intake) : line_(line), intake_(intake) {}
  bool is_readable() const override { return line_.readable(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, size_t size) override { return intake_.read(into, size); }
  ssize_t write(const char* bytes, size_t size) override { return line_.write({bytes, size}) ? ssize_t(size) : -1; }
  void get_remote_ip_and_port(std::string& address, int& port) const override { address = address_of(line_.socket(), true, port); }
  void get_local_ip_and_port(std::string& address, int& port) const override { address = address_of(line_.socket(), false, port); }
  socket_t socket() const override { return line_.socket(); }

 private:
  Line& line_;
  Intake& intake_;
};

bool takes_body(const std::string& method) { return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE"; }

thread_local bool turning_away = false;  // no worker is free for the connection, nor a place to wait

/// httplib's workers, each with one connection, and who waits for them.
class Workers final : public httplib::ThreadPool {
 public:
  Workers(size_t threads, Crowd& crowd) : ThreadPool(threads), crowd_(crowd) {}
  void enqueue(std::function<void()> serve) override {
    if (!crowd_.came()) {
      turning_away = true;
      serve();
      turning_away = false;
      return;
    }
    ThreadPool::enqueue([this, serve = std::move(serve)] {
      crowd_.begun();
      serve();
      crowd_.ended();
    });
  }

 private:
  Crowd& crowd_;
};

/// httplib listens with a backlog of five; listening again widens it. Its class for TLS sets itself up in the constructor. A connection
/// is served here and not by httplib, whose patience is with each byte.
template <class Base>
class Listening final : public Base {
 public:
  using Base::Base;
  void widen() { ::listen(this->svr_sock_, 512); }
  void seat(Seats& seats, Crowd& crowd) {
    seats_ = &seats;
    crowd_ = &crowd;
  }

 private:
  static constexpr int requests_of_one = 1000;

  bool process_and_close_socket(socket_t socket) override {
    ssl_ctx_st* tls = nullptr;
    if constexpr (std::is_same_v<Base, httplib::SSLServer>) tls = this->ssl_context();
    if (turning_away) return turn_away(socket, !tls), false;
    auto crowded = [this] { return crowd_->waits(); };
    auto closing = [this] { return this->svr_sock_ == INVALID_SOCKET; };
    int port = 0;
    Seats::Seat seat(*seats_, address_of(socket, true, port));
    Patience patience;
    if (!seat.taken()) patience.silence = std::chrono::seconds(1);
    Line line(socket, tls, patience, crowded, closing);
    if (!seat.told() || !line.begin()) return false;
    if (!seat.taken()) return end_line(line, Refusal(503, {"serve.crowded_address", {}}, {{"Retry-After", "5"}})), false;
    for (int left = requests_of_one; left > 0 && !closing() && line.next_request(); --left)
      if (!serve_next(line, left == 1 || crowded())) break;
    return true;
  }

  /// False where the connection has to end: what was not read of a body would be taken for the next request.
  bool serve_next(Line& line, bool last) {
    auto head = line.ahead("\r\n\r\n", kHeadLimit);
    if (!head) return false;
    auto framing = framing_of(*head);
    if (!framing) {
      end_line(line, head->empty() ? Refusal(431, {"serve.broad_head", {{"limit", std::to_string(kHeadLimit / 1024)}}}) : Refusal(400, {"serve.bad_request", {}}));
      return false;
    }
    last |= framing->has_body() && !takes_body(framing->method);
    Intake intake(line, *framing, head->size());
    LineStream stream(line, intake);
    visit = {};
    bool closed = false;
    bool answered = this->process_request(stream, last, closed, [](httplib::Request&) {});
    if (answered && !intake.over()) line.linger();
    return answered && intake.over() && !closed && !last && !visit.over;
  }

  Seats* seats_ = nullptr;
  Crowd* crowd_ = nullptr;
};

HttpRequest taken(const httplib::Request& in) {
  HttpRequest out;
  out.method = in.method == "HEAD" ? "GET" : in.method;
  out.target = in.target;
  out.address = in.remote_addr;
  for (const auto& [name, value] : in.headers) {
    if (name == "REMOTE_ADDR" || name == "REMOTE_PORT" || name == "LOCAL_ADDR" || name == "LOCAL_PORT") continue;
    out.headers.emplace_back(name == kept_type ? "Content-Type" : name, value);
  }
  return out;
}

void give(HttpResponse&& from, httplib::Response& to) {
  to.status = from.status;
  for (auto& [name, value] : from.headers) to.set_header(name, value);
  to.set_header("X-Content-Type-Options", "nosniff");
  if (!to.has_header("Cache-Control")) to.set_header("Cache-Control", "no-store");
  to.set_content(std::move(from.body), from.content_type);
}

/// httplib would take a multipart body apart, and the plug-in wants it whole: it looks at this header alone.
void hide_content_type(const httplib::Request& request) {
  auto& headers = const_cast<httplib::Request&>(request).headers;
  while (auto type = headers.extract("Content-Type")) {
    type.key() = kept_type;
    headers.insert(std::move(type));
  }
}

bool is_known(const std::string& method) {
  for (const char* one : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
    if (method == one) return true;
  return false;
}

bool has_body(const httplib::Request& request) {
  return takes_body(request.method) && (request.has_header("Content-Length") || request.has_header("Transfer-Encoding"));
}

/// False where it ended before its end.
bool read_body(const httplib::ContentReader& reader, HttpRequest& request) {
  size_t read = 0;
  bool whole = reader([&](const char* bytes, size_t n) {
    read += n;
    if (read <= kBodyLimit) request.body.append(bytes, n);
    return read <= drained_limit;
  });
  request.too_large = read > kBodyLimit;
  if (request.too_large) request.body.clear();
  return whole;
}

/// Why a body could not be read to its end.
Refusal unread(const httplib::Request& in) {
  if (in.has_header("Content-Encoding")) return {400, {"serve.bad_encoding", {}}};
  return {408, {"serve.cut_body", {}}};
}

}  // namespace

struct HttpServer::Impl {
  explicit Impl(const Listen& listen)
      : answering(ptrdiff_t(listen.threads)), seats(listen.connections_per_address, listen.proxies), crowd(listen.connections) {}

  std::counting_semaphore<> answering;
  Seats seats;
  Crowd crowd;
  std::unique_ptr<Certificate> certificate;  // outlives the server's connections
  std::unique_ptr<httplib::Server> server;
  std::function<void()> widen;
  Handler handler;
  Gate gate;
  int port = 0;

  template <class Kind, class... Args>
  void make(Args... args) {
    auto made = std::make_unique<Listening<Kind>>(args...);
    made->seat(seats, crowd);
    widen = [raw = made.get()] { raw->widen(); };
    server = std::move(made);
  }

  HttpResponse answer(const HttpRequest& request) {
    answering.acquire();
    HttpResponse out = handler(request);
    answering.release();
    return out;
  }

  /// Answers what the head alone decides: the gate's refusal, and a body too large to be read for nothing.
  bool turned_away(const httplib::Request& in, httplib::Response& out, size_t most) {
    std::optional<HttpResponse> refusal;
    if (!visit.admitted && gate) refusal = gate(taken(in));
    visit.admitted = true;
    if (!refusal && in.get_header_value<uint64_t>("Content-Length") > most) {
      HttpRequest request = taken(in);
      request.too_large = true;
      refusal = answer(request);
    }
    if (!refusal) return false;
    give(std::move(*refusal), out);
    if (has_body(in)) end_with(out);
    return true;
  }

  void set_up(size_t connections) {
    server->new_task_queue = [this, connections] { return new Workers(connections, crowd); };
    server->set_tcp_nodelay(true);
    // Not SO_REUSEPORT, with which two hubs would share a port without a word.
    server->set_socket_options([](socket_t socket) {
      int on = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    server->set_pre_routing_handler([this](const httplib::Request& in, httplib::Response& out) {
      hide_content_type(in);
      if (turned_away(in, out, drained_limit)) return httplib::Server::HandlerResponse::Handled;
      if (has_body(in)) return httplib::Server::HandlerResponse::Unhandled;
      give(answer(taken(in)), out);
      return httplib::Server::HandlerResponse::Handled;
    });
    server->set_expect_100_continue_handler([this](const httplib::Request& in, httplib::Response& out) { return turned_away(in, out, kBodyLimit) ? out.status : 100; });
    auto with_body = [this](const httplib::Request& in, httplib::Response& out, const httplib::ContentReader& reader) {
      HttpRequest request = taken(in);
      bool whole = read_body(reader, request);
      give(whole || request.too_large ? answer(request) : refused(request, unread(in)), out);
      if (!whole) end_with(out);
    };
    server->Post(".*", with_body).Put(".*", with_body).Patch(".*", with_body).Delete(".*", with_body);
    // What httplib refuses by itself: methods it has never heard of, lines too long, what is no HTTP.
    server->set_error_handler([this](const httplib::Request& in, httplib::Response& out) {
      if (!out.body.empty()) return;
      HttpRequest request = taken(in);
      bool strange = out.status == 400 && !request.method.empty() && request.target.starts_with('/') && !is_known(request.method);
      give(strange ? answer(request) : refused(request, {out.status, {"serve.bad_request", {}}}), out);
      end_with(out);
    });
    server->set_exception_handler([](const httplib::Request&, httplib::Response& out, std::exception_ptr) { out.status = 500; });
  }
};

HttpServer::HttpServer(const Listen& listen, Handler handler, Gate gate) : impl_(std::make_unique<Impl>(listen)) {
  listen.certificate.empty() ? impl_->make<httplib::Server>() : impl_->make<httplib::SSLServer>(listen.certificate.c_str(), listen.key.c_str());
  if (!impl_->server->is_valid())
    throw Error("serve.bad_certificate", {{"certificate", listen.certificate.string()}, {"key", listen.key.string()}});
  if (!listen.certificate.empty()) {
    impl_->certificate = std::make_unique<Certificate>(listen.certificate, listen.key);
    impl_->certificate->give_to(static_cast<httplib::SSLServer&>(*impl_->server).ssl_context());
  }
  impl_->handler = std::move(handler);
  impl_->gate = std::move(gate);
  impl_->set_up(listen.connections);
  bool bound = listen.port ? impl_->server->bind_to_port(listen.address, listen.port) : (impl_->port = impl_->server->bind_to_any_port(listen.address)) > 0;
  if (!bound) throw Error("serve.port_in_use", {{"address", listen.address}, {"port", std::to_string(listen.port)}});
  if (listen.port) impl_->port = listen.port;
  impl_->widen();
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return impl_->port; }

void HttpServer::run(std::stop_token stop) {
  std::atomic<bool> over = false;
  // stop() does nothing before the loop has begun, so it is said until the loop has ended.
  std::jthread stopper([&] {
    while (!over) {
      if (stop.stop_requested()) impl_->server->stop();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  impl_->server->listen_after_bind();
  over = true;
}

bool is_loopback(const std::string& address) {
  return address == "localhost" || address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

}  // namespace musubi
