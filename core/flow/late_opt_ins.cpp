#include "core/flow/late_opt_ins.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace musubi {
namespace {

/// The words on consent of this answer that have a contact point and a time; opt-ins only by the person's own act, opt-outs by their latest moment.
std::vector<OptWord> words_of(const Mapped& mapped, const std::string& answer) {
  std::vector<OptWord> out;
  for (const Fact& fact : mapped.facts) {
    if (fact.kind->table != TableId::consent) continue;
    auto cell_of = [&](const char* name) -> std::optional<std::string> {
      for (size_t i = 0; i < fact.cells.size(); ++i)
        if (fact.kind->columns[i].name == name) return fact.cells[i];
      return {};
    };
    const auto latest = cell_of("latest_at");
    const auto at = latest ? latest : cell_of("at");
    const auto time = at ? time_of(*at) : std::nullopt;
    const bool counts = answer == "opt_out" || cell_of("own_act") == "t";
    if (cell_of("answer") == answer && counts && time) out.push_back({mapped.record, cell_of("contact").value_or(""), cell_of("value").value_or(""), *time});
  }
  return out;
}

}  // namespace

bool LateOptIns::may_lift(size_t place, const Mapped& mapped) {
  const std::vector<OptWord> words = words_of(mapped, "opt_in");
  for (const OptWord& word : words) late_.emplace_back(place, word);
  return !words.empty();
}

void LateOptIns::hear(const Mapped& mapped) {
  for (const OptWord& word : words_of(mapped, "opt_out")) {
    auto [known, fresh] = opt_outs_.emplace(std::pair(word.contact, word.value), word.at);
    if (!fresh) known->second = std::min(known->second, word.at);
  }
}

bool LateOptIns::lifts_one_of_this_read(const OptWord& opt_in) const {
  auto found = opt_outs_.find({opt_in.contact, opt_in.value});
  return found != opt_outs_.end() && found->second < opt_in.at;
}

int64_t LateOptIns::leave_out(Session& session, std::vector<RawRecord>& batch) {
  if (late_.empty()) return 0;
  std::vector<OptWord> words;
  std::set<size_t> none;  // places of those that lift nothing
  for (const auto& [place, word] : late_) {
    words.push_back(word);
    none.insert(place);
  }
  const std::vector<bool> lift = lift_opt_outs(session, words);
  for (size_t i = 0; i < late_.size(); ++i)
    if (lift[i] || lifts_one_of_this_read(late_[i].second)) none.erase(late_[i].first);
  late_.clear();
  size_t place = 0;
  std::erase_if(batch, [&](const RawRecord&) { return none.contains(place++); });
  return int64_t(none.size());
}

}  // namespace musubi
