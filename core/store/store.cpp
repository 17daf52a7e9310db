#include "core/store/store.hpp"

#include "core/store/migrate.hpp"
#include "core/store/session.hpp"

namespace musubi {

Store Store::open(const std::string& url, const std::string& data_directory) { return open(url, data_directory, {}); }

Store Store::open(const std::string& url, const std::string& data_directory, const ReaderSettings& readers) {
  auto impl = std::make_unique<Impl>();
  if (url.empty()) impl->cluster = std::make_unique<store::Cluster>(data_directory, readers);
  impl->url = impl->cluster ? impl->cluster->url() : url;
  impl->shared = std::make_shared<store::Shared>(impl->url, data_directory);
  std::unique_ptr<store::Connection> connection = impl->shared->pool.take();
  store::migrate(*connection);
  impl->shared->pool.give_back(std::move(connection));
  return Store(std::move(impl));
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store::~Store() {
  if (impl_) impl_->shared.reset();  // connections close before the cluster is left
}

Session Store::begin() {
  auto session = std::make_unique<Session::Impl>();
  session->shared = impl_->shared;
  session->connection = impl_->shared->pool.take();
  // Whatever the database's own default: who has waited for another publisher is to see what it committed.
  session->connection->run("begin isolation level read committed");
  return Session(std::move(session));
}

Session Store::begin_staged() {
  auto session = std::make_unique<Session::Impl>();
  session->shared = impl_->shared;
  session->connection = impl_->shared->pool.take();
  session->connection->run("begin isolation level repeatable read");
  store::create_staging(*session->connection);
  session->staged = true;
  return Session(std::move(session));
}

std::string Store::url() const {
  return impl_->url;
}

std::string Store::server_log() const {
  return impl_->cluster ? impl_->cluster->place().log().string() : "";
}

std::string Store::taken_up() const {
  return impl_->cluster && impl_->cluster->place().taken_up ? impl_->cluster->place().home.string() : "";
}

}  // namespace musubi
