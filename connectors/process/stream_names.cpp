#include "connectors/process/stream_names.hpp"

#include <algorithm>
#include <utility>

#include "connectors/process/fail.hpp"

namespace musubi::process {
namespace {

constexpr size_t kSchemas = 10'000;

char plain_char(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  return std::string_view("-_/: ").find(c) == std::string_view::npos ? c : '.';
}

bool is_called(const Stream& stream, const std::string& name) {
  return name == stream.name || std::find(stream.also.begin(), stream.also.end(), name) != stream.also.end();
}

bool is_akin_to(const Stream& stream, const std::string& name) {
  auto akin = [&](const std::string& one) { return is_akin(one, name); };
  return akin(stream.name) || (!stream.bare.empty() && akin(stream.bare)) ||
         std::any_of(stream.also.begin(), stream.also.end(), akin);
}

}  // namespace

bool is_akin(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (b.empty()) return false;
  std::string_view end = a.substr(a.size() - b.size());
  bool same = std::equal(end.begin(), end.end(), b.begin(),
                         [](char x, char y) { return plain_char(x) == plain_char(y); });
  return same && (a.size() == b.size() || plain_char(a[a.size() - b.size() - 1]) == '.');
}

void StreamNames::has_schema(const std::string& name) {
  own_schema_ |= is_exact(name);
  if (schemas_.size() < kSchemas) schemas_.insert(name);
}

bool StreamNames::takes_record(const std::string& name) {
  if (name == last_) return last_ours_;
  last_ours_ = judge(name);
  last_ = name;
  return last_ours_;
}

bool StreamNames::judge(const std::string& name) {
  if (is_exact(name)) {
    own_record_ = true;
    if (!taken_.empty())
      data_failure("two_names", {{"stream", stream_.name}, {"own", name}, {"other", taken_}});
    return true;
  }
  if (is_in_catalogue(name) || (own_schema_ && schemas_.contains(name))) return false;
  const bool akin = is_akin_to(stream_, name), beside = is_beside(name);
  if (akin && !beside && !own_record_ && (taken_.empty() || taken_ == name)) {
    taken_ = name;
    return true;
  }
  if (stranger_.empty() && (akin || !beside)) stranger_ = name.empty() ? "-" : name;
  return false;
}

bool StreamNames::is_ours(const std::string& name) const {
  return is_exact(name) || (is_akin_to(stream_, name) && !is_in_catalogue(name) && !is_beside(name));
}

std::string StreamNames::stranger() const {
  return own_record_ || !taken_.empty() ? "" : stranger_;
}

bool StreamNames::is_exact(const std::string& name) const {
  return is_called(stream_, name);
}

bool StreamNames::is_in_catalogue(const std::string& name) const {
  return std::any_of(all_.begin(), all_.end(),
                     [&](const Stream& one) { return one.name != stream_.name && is_called(one, name); });
}

bool StreamNames::is_beside(const std::string& name) const {
  return std::any_of(with_.begin(), with_.end(), [&](const Stream& one) { return is_akin_to(one, name); });
}

}  // namespace musubi::process
