#include "core/resolve/name_table.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

// Lines of "name bearers-per-100,000 readings", sorted by their bytes.
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

// A listed share is what the name's bearers meet. Of names that share a reading, the commonest is met like that, the
// others as often as names of their kind are on the average.
constexpr double on_the_average = 0.35;

using Shares = std::unordered_map<std::string, double>;
Shares shares_of(NamePart part) {
  struct Sum {
    double most = 0, all = 0;
  };
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
  Shares out;
  for (const auto& [reading, sum] : sums) out[reading] = sum.most + on_the_average * (sum.all - sum.most);
  return out;
}

}  // namespace

std::optional<ListedName> listed_name(NamePart part, std::string_view name) {
  std::string_view text = text_of(part);
  while (!text.empty()) {
    size_t before = text.rfind('\n', text.size() / 2);
    size_t start = before == std::string_view::npos || before == text.size() - 1 ? 0 : before + 1;
    size_t end = text.find('\n', start);
    std::string_view line = text.substr(start, end - start), here = word_of(line);
    if (here == name) return read(line);
    if (here < name)
      text.remove_prefix(end + 1);
    else
      text = text.substr(0, start);
  }
  return {};
}

std::vector<std::string> readings_of(NamePart part, std::string_view name) {
  std::vector<std::string> out;
  if (auto found = listed_name(part, name)) each_of(found->readings, [&](std::string r) { out.push_back(std::move(r)); });
  return out;
}

double reading_share(NamePart part, std::string_view reading) {
  static const Shares family = shares_of(NamePart::family), given = shares_of(NamePart::given);
  const Shares& shares = part == NamePart::family ? family : given;
  auto at = shares.find(std::string(reading));
  return at == shares.end() ? 0 : at->second;
}

}  // namespace musubi::resolving
