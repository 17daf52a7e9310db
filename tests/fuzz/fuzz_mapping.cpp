// Mapping files and records: any bytes. The input is a mapping file, a NUL, and a record; a mapping that is
// not read is replaced by one that uses every verb, so that records are tried as well.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/error.hpp"
#include "core/map/map.hpp"
#include "core/map/tree.hpp"

namespace {

constexpr std::string_view every_verb = R"(
source: a.b
entered_by: {from: by, values: {x: self}, default: staff}
never_store: [secret, a.b.c, list.1.x]
empty: clears
parties:
  m:
    kind: person
    name: {family: f, given: g}
    kana: k
    phone: [p, {from: q, split: {by: [/, ','], part: -1}}]
    address: {postal_code: z, full: {join: [a1, a2], with: ' '}}
    birth_date: b
    note: {from: [n, o], when: {t: [x, y]}}
    ids: {i: {from: i, since: s, identifies: party}}
    updated_at: u
  c: {kind: organisation, each: list, company: x, corporate_number: /y}
facts:
  o: {kind: sales_order, of: m, number: no, ordered_at: at, amount: total}
  l: {kind: order_line, each: list, of: c, key: k, order_number: /no, line_no: n, amount: amount}
  p: {kind: point_balance, of: {stream: d, key: [i, y]}, when: pt, at: $file_date, balance: {from: pt, as: number, default: 0}}
)";

musubi::Mapping mapping_of(std::string_view yaml) {
  try {
    return musubi::read_mapping(yaml, "fuzz.yaml");
  } catch (const musubi::Error&) {
    return musubi::read_mapping(every_verb, "every_verb.yaml");
  }
}

void must(bool held) {
  if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  std::string_view input(reinterpret_cast<const char*>(bytes), size);
  size_t cut = input.find('\0');
  musubi::Mapping mapping = mapping_of(input.substr(0, cut));
  musubi::test_mapping(mapping, {});
  if (cut == std::string_view::npos) return 0;

  musubi::RawRecord record;
  record.id = {"a", "b", "1"};
  record.json = input.substr(cut + 1);
  musubi::Mapped mapped = musubi::map_record(mapping, record, {});
  must(!mapped.problem || (mapped.profiles.empty() && mapped.facts.empty()));

  std::string clean = musubi::without_forbidden(mapping, record.json);
  must(clean.size() <= record.json.size());
  must(musubi::without_forbidden(mapping, clean) == clean);
  musubi::map::RecordTree before, after;
  if (!before.parse(record.json)) must(!after.parse(clean));
  return 0;
}
