#include "core/flow/taken_back.hpp"

#include <map>
#include <set>

#include "core/map/words.hpp"
#include "core/store/taken_back.hpp"

namespace musubi {

std::vector<RecordKey> take_words_back(Session& session, const Rules& rules, const std::vector<Pending>& chunk) {
  std::map<StreamName, std::vector<std::string>> records;
  for (const Pending& p : chunk) {
    const StreamName stream{p.record.id.connection, p.record.id.stream};
    const Mapping* mapping = rules.mapping(stream);
    if (mapping && names_words(*mapping)) records[stream].push_back(p.record.id.key);
  }
  std::set<RecordKey> emptied;
  for (const auto& [stream, keys] : records) {
    std::map<int64_t, std::string> left;  // of a version several messages may be taken back
    for (const TakenBack& one : taken_back(session, stream, keys)) {
      std::string& json = left.emplace(one.version, one.json).first->second;
      std::string without = without_words(*rules.mapping(stream), json, one.message);
      if (without == json) continue;
      json = std::move(without);
      rewrite_payload(session, one.version, json);
      emptied.insert(one.record);
    }
  }
  return {emptied.begin(), emptied.end()};
}

}  // namespace musubi
