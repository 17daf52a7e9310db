// Two ways of failing, after design.md: what happens to some records is a value (Result); what ends a run is an Error.
#pragma once
#include <exception>
#include <optional>
#include <utility>
#include <variant>

#include "core/base/message.hpp"

namespace musubi {

/// Ends a command or a run. `what()` is the English sentence; render(message(), lang) the one for people.
class Error : public std::exception {
 public:
  explicit Error(Message message);
  /// Shorthand: Error("store.down", {{"where", socket}}).
  Error(std::string id, std::vector<std::pair<std::string, std::string>> args = {});
  const Message& message() const noexcept { return message_; }
  const char* what() const noexcept override { return english_.c_str(); }

 private:
  Message message_;
  std::string english_;
};

/// A value, or the reason why one record, row or field has none. Never throws but for value() on a failure (a bug).
template <class T>
class Result {
 public:
  Result(T value) : held_(std::move(value)) {}             // NOLINT: meant to convert
  Result(Message problem) : held_(std::move(problem)) {}   // NOLINT: meant to convert
  explicit operator bool() const noexcept { return held_.index() == 0; }
  T& value() { return std::get<0>(held_); }
  const T& value() const { return std::get<0>(held_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Message& problem() const { return std::get<1>(held_); }

 private:
  std::variant<T, Message> held_;
};

}  // namespace musubi
