// musubi customer merge | split | undo: who is one customer, in a steward's own words.
#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/app/words.hpp"

namespace musubi {

void print_outcome(const Context& context, const WordOutcome& outcome) {
  std::string customers, ids;
  for (int64_t id : outcome.customers) {
    customers += fmt::format(" #{}", id);
    ids += (ids.empty() ? "" : ", ") + fmt::to_string(id);
  }
  if (context.json) {
    fmt::print("{{\"event\": {}, \"customers\": [{}], \"overruled\": {}}}\n", outcome.event, ids, json_overruled(outcome.overruled));
    return;
  }
  fmt::print("{}{}\n", context.say("いまの顧客:", "Customers now:"), customers);
  fmt::print("{} {}  → musubi customer undo {}\n", context.say("操作", "Event"), outcome.event, outcome.event);
  print_overruled(context, outcome.overruled);
}

void print_overruled(const Context& context, const std::vector<Overruled>& words) {
  for (const Overruled& one : words) fmt::print("⚠ {}\n", render(message_of(one), context.lang));
}

std::string json_overruled(const std::vector<Overruled>& words) {
  std::string out;
  for (const Overruled& one : words)
    out += fmt::format("{}{{\"event\": {}, \"verdict\": {}, \"who\": {}, \"a\": {}, \"b\": {}}}", out.empty() ? "" : ", ", one.event, json_text(word(one.word.verdict)),
                       json_text(one.word.who), json_text(record_name(one.word.a.record)), json_text(record_name(one.word.b.record)));
  return "[" + out + "]";
}

void print_words(const Context& context, const std::vector<StewardEvent>& words) {
  if (words.empty()) return;
  Grid grid;
  grid.add({context.say("操作", "event"), context.say("日時", "at"), context.say("名寄せ担当", "steward"), context.say("種類", "kind"), context.say("内容", "what"), context.say("理由", "why"),
            context.say("有効", "counts")});
  for (const StewardEvent& w : words)
    grid.add({fmt::to_string(w.id), format_local(w.at, context.zone), w.who, steward_word(context, w.kind), fmt::format("{}", fmt::join(w.said, " ")), w.why,
              w.counts ? "✓" : context.say("取り消し済み", "undone")});
  fmt::print("{}\n", grid.text(60));
}

std::string json_words(const std::vector<StewardEvent>& words) {
  std::string out;
  for (const StewardEvent& w : words) {
    std::string said;
    for (const std::string& one : w.said) said += (said.empty() ? "" : ", ") + json_text(one);
    out += fmt::format("{}{{\"event\": {}, \"kind\": {}, \"said\": [{}], \"who\": {}, \"why\": {}, \"at\": {}, \"undoes\": {}, \"counts\": {}}}", out.empty() ? "" : ", ", w.id,
                       json_text(w.kind), said, json_text(w.who), json_text(w.why), json_text(format_utc(w.at)), w.undoes ? fmt::to_string(w.undoes) : "null", w.counts);
  }
  return "[" + out + "]";
}

int run_customer_merge(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, merge_customers(hub, o.id, o.other, speaker(context), *context.clock));
  return 0;
}

int run_customer_split(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, split_customer(hub, o.id, o.records, speaker(context), *context.clock));
  return 0;
}

int run_customer_undo(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, undo_event(hub, o.id, speaker(context), *context.clock));
  return 0;
}

}  // namespace musubi
