#include "core/serve/http_server.hpp"

#include <httplib.h>

#include <atomic>
#include <thread>

#include "core/base/error.hpp"
#include "core/serve/refusal.hpp"

namespace musubi {
namespace {

constexpr size_t drained_limit = 64 * 1024 * 1024;  // of a body that is too large, so that its sender reads the refusal
constexpr const char* kept_type = "X-Musubi-Content-Type";

/// httplib listens with a backlog of five; listening again widens it. Its class for TLS sets itself up in the constructor.
template <class Base>
class Listening final : public Base {
 public:
  using Base::Base;
  void widen() { ::listen(this->svr_sock_, 512); }
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
  auto type = headers.find("Content-Type");
  if (type == headers.end()) return;
  std::string value = type->second;
  headers.erase("Content-Type");
  headers.emplace(kept_type, std::move(value));
}

bool is_known(const std::string& method) {
  for (const char* one : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
    if (method == one) return true;
  return false;
}

bool has_body(const httplib::Request& request) {
  if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding")) return false;
  return request.method == "POST" || request.method == "PUT" || request.method == "PATCH" || request.method == "DELETE";
}

void read_body(const httplib::ContentReader& reader, HttpRequest& request) {
  size_t read = 0;
  reader([&](const char* bytes, size_t n) {
    read += n;
    if (read <= kBodyLimit) request.body.append(bytes, n);
    return read <= drained_limit;
  });
  if (read > kBodyLimit) {
    request.body.clear();
    request.too_large = true;
  }
}

}  // namespace

struct HttpServer::Impl {
  std::unique_ptr<httplib::Server> server;
  std::function<void()> widen;
  Handler handler;
  int port = 0;

  template <class Kind, class... Args>
  void make(Args... args) {
    auto made = std::make_unique<Listening<Kind>>(args...);
    widen = [raw = made.get()] { raw->widen(); };
    server = std::move(made);
  }

  void set_up(size_t threads) {
    server->new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
    server->set_tcp_nodelay(true);
    server->set_keep_alive_max_count(1000);
    server->set_keep_alive_timeout(5);
    server->set_read_timeout(10);
    server->set_write_timeout(10);
    // Not SO_REUSEPORT, with which two hubs would share a port without a word.
    server->set_socket_options([](socket_t socket) {
      int on = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    server->set_pre_routing_handler([this](const httplib::Request& in, httplib::Response& out) {
      hide_content_type(in);
      if (has_body(in)) return httplib::Server::HandlerResponse::Unhandled;
      give(handler(taken(in)), out);
      return httplib::Server::HandlerResponse::Handled;
    });
    auto with_body = [this](const httplib::Request& in, httplib::Response& out, const httplib::ContentReader& reader) {
      HttpRequest request = taken(in);
      read_body(reader, request);
      give(handler(request), out);
    };
    server->Post(".*", with_body).Put(".*", with_body).Patch(".*", with_body).Delete(".*", with_body);
    // What httplib refuses by itself: methods it has never heard of, lines too long, what is no HTTP.
    server->set_error_handler([this](const httplib::Request& in, httplib::Response& out) {
      if (!out.body.empty()) return;
      HttpRequest request = taken(in);
      bool strange = out.status == 400 && !request.method.empty() && request.target.starts_with('/') && !is_known(request.method);
      give(strange ? handler(request) : refused(request, {out.status, {"serve.bad_request", {}}}), out);
      out.set_header("Connection", "close");
    });
    server->set_exception_handler([](const httplib::Request&, httplib::Response& out, std::exception_ptr) { out.status = 500; });
  }
};

HttpServer::HttpServer(const Listen& listen, Handler handler) : impl_(std::make_unique<Impl>()) {
  if (listen.certificate.empty()) {
    impl_->make<httplib::Server>();
  } else {
    impl_->make<httplib::SSLServer>(listen.certificate.c_str(), listen.key.c_str());
  }
  if (!impl_->server->is_valid())
    throw Error("serve.bad_certificate", {{"certificate", listen.certificate.string()}, {"key", listen.key.string()}});
  impl_->handler = std::move(handler);
  impl_->set_up(listen.threads);
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
