#include "core/resolve/name_table.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

// Lines of "name bearers-per-100,000 readings".
constexpr char family_text[] =
#include "core/resolve/tables/family_readings.inc"
    ;
constexpr char given_text[] =
#include "core/resolve/tables/given_readings.inc"
    ;

std::string_view text_of(NamePart part) {
  if (part == NamePart::family) return {family_text, sizeof family_text - 1};
  return {given_text, sizeof given_text - 1};
}

std::string_view word_of(std::string_view& line) {
  std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

ListedName read(std::string_view line) {
  std::string_view count = word_of(line);
  int per_100000 = 0;
  std::from_chars(count.data(), count.data() + count.size(), per_100000);
  return {per_100000 / 1e5, line};
}

template <class Take>
void each_of(std::string_view readings, Take take) {
  each_reading(readings, [&](std::string_view one) { take(sound_of(one)); });
}

// Where each name's line begins, by the hash of the name: open addressing, at most half full.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {
    size_t lines = size_t(std::count(text.begin(), text.end(), '\n'));
    begins_.resize(std::bit_ceil(2 * lines + 2), none);
    for (size_t begin = 0, end; (end = text.find('\n', begin)) != std::string_view::npos; begin = end + 1)
      begins_[slot(text.substr(begin, text.find(' ', begin) - begin))] = uint32_t(begin);
  }
  // Without its line break; "" where the name is not listed.
  std::string_view line(std::string_view name) const {
    uint32_t begin = begins_[slot(name)];
    return begin == none ? std::string_view() : text_.substr(begin, text_.find('\n', begin) - begin);
  }

 private:
  static constexpr uint32_t none = UINT32_MAX;
  bool names(uint32_t begin, std::string_view name) const {
    std::string_view rest = text_.substr(begin);
    return rest.starts_with(name) && rest.substr(name.size()).starts_with(' ');
  }
  // That of the name, or the free one where it would stand.
  size_t slot(std::string_view name) const {
    size_t at = std::hash<std::string_view>()(name) & (begins_.size() - 1);
    while (begins_[at] != none && !names(begins_[at], name)) at = (at + 1) & (begins_.size() - 1);
    return at;
  }

  std::string_view text_;
  std::vector<uint32_t> begins_;
};

// A listed share is what the name's bearers meet. Of names that share a reading, the commonest is met like that, the
// others as often as names of their kind are on the average.
constexpr double on_the_average = 0.35;

struct Sum {
  double most = 0, all = 0;
  double share() const { return most + on_the_average * (all - most); }
};

// Shares of readings by their 64-bit hash, in which two readings are as good as never alike: open addressing, at most half full.
class Shares {
 public:
  explicit Shares(const std::unordered_map<std::string, Sum>& sums) : held_(std::bit_ceil(2 * sums.size() + 2)) {
    for (const auto& [reading, sum] : sums) held_[slot(hash(reading))] = {hash(reading), sum.share()};
  }
  double of(std::string_view reading) const { return held_[slot(hash(reading))].share; }

 private:
  struct Held {
    uint64_t hash = 0;
    double share = 0;
  };
  static uint64_t hash(std::string_view reading) { return std::hash<std::string_view>()(reading) | 1; }
  size_t slot(uint64_t hash) const {
    size_t at = (hash >> 1) & (held_.size() - 1);
    while (held_[at].hash && held_[at].hash != hash) at = (at + 1) & (held_.size() - 1);
    return at;
  }
  std::vector<Held> held_;
};

Shares shares_of(NamePart part) {
  std::unordered_map<std::string, Sum> sums;
  for (std::string_view text = text_of(part); !text.empty();) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    word_of(line);
    ListedName name = read(line);
    double share = name.share;
    each_of(name.readings, [&](std::string reading) {
      Sum& sum = sums[std::move(reading)];
      sum.most = std::max(sum.most, share);
      sum.all += share;
      share = name.share / 5;  // the further readings
    });
  }
  return Shares(sums);
}

}  // namespace

std::optional<ListedName> listed_name(NamePart part, std::string_view name) {
  static const Places family(text_of(NamePart::family)), given(text_of(NamePart::given));
  std::string_view line = part == NamePart::family ? family.line(name) : given.line(name);
  if (line.empty()) return {};
  word_of(line);
  return read(line);
}

std::vector<std::string> readings_of(NamePart part, std::string_view name) {
  std::vector<std::string> out;
  if (auto found = listed_name(part, name)) each_of(found->readings, [&](std::string r) { out.push_back(std::move(r)); });
  return out;
}

double reading_share(NamePart part, std::string_view reading) {
  static const Shares family = shares_of(NamePart::family), given = shares_of(NamePart::given);
  return part == NamePart::family ? family.of(reading) : given.of(reading);
}

}  // namespace musubi::resolving
