#include "tests/unit/flow/shared_cluster.hpp"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "core/store/store.hpp"
#include "tests/scratch.hpp"

namespace musubi::testing {
namespace {

class SharedCluster {
 public:
  SharedCluster() : folder_(scratch_folder("flow")), store_(Store::open("", (folder_ / "data").string())) {
    run("alter system set fsync = off");  // writing out all databases at the end would cost minutes
    run("select pg_reload_conf()");
  }
  SharedCluster(const SharedCluster&) = delete;
  SharedCluster& operator=(const SharedCluster&) = delete;
  ~SharedCluster() {
    { Store ended = std::move(store_); }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string new_database() {
    const std::string name = "hub" + std::to_string(++made_databases_), url = store_.url();
    run("create database " + name);
    return url.substr(0, url.rfind('/') + 1) + name;
  }

 private:
  void run(const std::string& statement) const {
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(store_.url().c_str()), PQfinish);
    std::unique_ptr<PGresult, decltype(&PQclear)> reply(PQexec(connection.get(), statement.c_str()), PQclear);
    if (PQresultStatus(reply.get()) == PGRES_FATAL_ERROR) throw std::runtime_error(PQerrorMessage(connection.get()));
  }
  std::filesystem::path folder_;
  Store store_;
  int made_databases_ = 0;
};

std::unique_ptr<SharedCluster> cluster;

class Environment : public ::testing::Environment {
 public:
  void TearDown() override { cluster.reset(); }
};
[[maybe_unused]] const auto* environment = ::testing::AddGlobalTestEnvironment(new Environment);

}  // namespace

std::string new_database() {
  if (!cluster) cluster = std::make_unique<SharedCluster>();
  return cluster->new_database();
}

std::string settings_for(const std::string& database) {
  const char* build = std::getenv("MUSUBI_BUILD");
  std::string out = std::string("connectors: [") + (build ? build : "build") + "/connectors]\n";
  return database.empty() ? out : out + "database: {url: \"" + database + "\"}\n";
}

}  // namespace musubi::testing
