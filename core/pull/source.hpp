// What a Source holds. Private to the room.
#pragma once
#include <memory>
#include <string_view>

#include "core/pull/lent_host.hpp"
#include "core/pull/pull.hpp"

namespace musubi {

struct Source::Impl {
  Impl(mu_connector connector, ConnectionSettings settings, RetryPolicy retry, Log log);
  Impl(const Impl&) = delete;
  ~Impl();

  /// Throws what a sink threw, else the Error for `result`; returns where it is MU_OK. `tries` of a read; 0: it was none.
  void judge(int32_t result, std::string_view stream, int tries) const;
  /// What comes after one try of a read.
  enum class Next { done, stopped, again };
  Next after_try(int32_t result, Reading& reading, int& tries);
  /// Whether another try after `pause` is worth it.
  bool tries_again(int32_t result, Reading& reading, int tries, std::chrono::milliseconds pause) const;

  const mu_connector table;
  ConnectionSettings connection;
  const RetryPolicy policy;
  LentHost host;
  void* instance = nullptr;
  bool met = false;  // it has brought something
};

/// The host lends itself to one reading, and no longer.
class Lending {
 public:
  Lending(LentHost& host, Reading& reading) : host_(host) {
    host_.begin(reading);
    host_.forget();
  }
  ~Lending() { host_.end(); }
  Lending(const Lending&) = delete;

 private:
  LentHost& host_;
};

}  // namespace musubi
