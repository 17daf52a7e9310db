// How many records a page is asked for, where the source refuses larger ones.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "connectors/http/manifest/again.hpp"

namespace musubi::http {

class PageSize {
 public:
  /// `whole`: that of the paginator; nothing where it asks for none. All outlive it.
  PageSize(const PageReduction& by, std::optional<int64_t> whole, const std::string& stream) : by_(by), whole_(whole), stream_(stream) {}

  /// What is asked for now.
  std::optional<int64_t> now() const { return smaller_ ? smaller_ : whole_; }
  /// The source refused a page and said so: the next try is smaller, after a wait. Throws Failure MU_CONFIG where it can
  /// never be, MU_TRANSIENT where it is no more, MU_RATE where the wait is the host's.
  std::chrono::milliseconds reduce(const std::string& said);
  /// A page came.
  void took_page();

 private:
  std::chrono::milliseconds again_unchanged(int64_t size, const std::string& said);
  std::chrono::milliseconds wait(int64_t times) const;
  [[noreturn]] void give_up(int64_t size, const std::string& said) const;

  const PageReduction& by_;
  const std::optional<int64_t> whole_;
  const std::string& stream_;
  std::optional<int64_t> smaller_;
  int64_t in_a_row_ = 0, unchanged_ = 0;
};

/// What a sentence of an error ends with: the source's words and the manifest's advice, behind a colon; "" where both are empty.
std::string said_behind(const std::string& said, const std::string& advice);

}  // namespace musubi::http
