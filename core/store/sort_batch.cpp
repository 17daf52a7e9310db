#include "core/store/sort_batch.hpp"

#include <tuple>

#include "core/text/same_json.hpp"
#include "core/text/utf8.hpp"

namespace musubi::store {
namespace {

constexpr size_t longest_key = 1000;

bool storable(std::string_view text) {
  return text.find('\0') == std::string_view::npos && text::is_valid_utf8(text);
}

Message reason(const char* id, const RawRecord& r) {
  return {id,
          {{"connection", r.id.connection},
           {"stream", r.id.stream},
           {"file", r.file},
           {"row", std::to_string(r.row)}}};
}

/// The run has read this key before, in the same file but at another row.
bool twin(const RawRecord& r, DeliveredKeys& delivered) {
  if (r.file.empty()) return false;
  const DeliveredKeys::Place* place = delivered.find(r.id.key);
  return place && place->file == delivered.number_of(r.file) && place->row != r.row;
}

/// The same bytes, or the same members in another order. `payload`: the last version's, "" where it is not known.
bool is_same(const RawRecord& r, const LastVersion& last, std::string_view payload) {
  if (!last.exists || last.deleted != r.deleted) return false;
  return last.digest == r.digest || (payload.size() == r.json.size() && text::same_json(payload, r.json));
}

/// Notes the time of a record that comes again as it was, where it is later.
void move_date(const RawRecord& r, LastVersion& last, SortedBatch& out) {
  bool later = r.file_date && (!last.file_date || *last.file_date < *r.file_date);
  if (!later || !r.file.empty() || !last.file.empty()) return;
  if (last.accepted != SIZE_MAX)
    out.accepted[last.accepted].again = r.file_date;
  else if (last.id != 0)
    out.dated[last.id] = *r.file_date;
  last.file_date = r.file_date;
}

}  // namespace

bool comes_before(const RawRecord& r, const LastVersion& last) {
  if (!r.file_date || !last.file_date) return false;
  if (r.file.empty() && last.file.empty()) return *r.file_date < *last.file_date;
  if (r.file.empty() || last.file.empty() || r.file == last.file) return false;
  return std::tie(*r.file_date, r.file) < std::tie(*last.file_date, last.file);
}

std::vector<SortedBatch::Refused> unlandable(const std::vector<RawRecord>& batch) {
  std::vector<SortedBatch::Refused> out;
  for (size_t i = 0; i < batch.size(); ++i) {
    const RawRecord& r = batch[i];
    if (!storable(r.id.key) || !storable(r.json) || !storable(r.file))
      out.push_back({i, reason("store.bad_text", r)});
    else if (r.id.key.empty())
      out.push_back({i, reason("store.empty_key", r)});
    else if (r.id.key.size() > longest_key)
      out.push_back({i, reason("store.long_key", r)});
  }
  return out;
}

SortedBatch sort_batch(const std::vector<RawRecord>& batch, std::vector<SortedBatch::Refused> refused,
                       LastVersions last, DeliveredKeys& delivered) {
  SortedBatch out;
  auto next_refused = refused.begin();
  std::vector<SortedBatch::Refused> twins;
  for (size_t i = 0; i < batch.size(); ++i) {
    if (next_refused != refused.end() && next_refused->record == i) {
      ++next_refused;
      continue;
    }
    const RawRecord& r = batch[i];
    LastVersion& before = last[r.id.key];
    const std::string& payload =
        before.accepted == SIZE_MAX ? before.payload : batch[out.accepted[before.accepted].record].json;
    if (is_same(r, before, payload)) {
      ++out.unchanged;
      move_date(r, before, out);
    } else if (twin(r, delivered)) {
      twins.push_back({i, reason("store.duplicate_key", r)});
      continue;
    } else if (before.exists && comes_before(r, before)) {
      bool known = !before.past.emplace(r.digest, r.deleted).second;
      known ? void(++out.unchanged) : out.late.push_back(i);
    } else {
      if (before.accepted != SIZE_MAX)
        out.accepted[before.accepted].replaced = true;
      else if (before.exists)
        out.superseded.push_back(before.id);
      // A deletion is a change, whether or not the record was known.
      out.accepted.push_back({i, before.exists || r.deleted});
      before.past.emplace(before.digest, before.deleted);
      before = {
          0, r.digest, r.deleted, true, out.accepted.size() - 1, r.file, {}, r.file_date, std::move(before.past)};
    }
    delivered.put(r.id.key, {delivered.number_of(r.file), r.row});
  }
  out.refused = std::move(refused);
  out.refused.insert(out.refused.end(), std::make_move_iterator(twins.begin()),
                     std::make_move_iterator(twins.end()));
  return out;
}

}  // namespace musubi::store
