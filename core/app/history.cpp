// musubi customer history: what happened to a customer, when, and by whom.
#include <fmt/format.h>

#include <map>
#include <set>

#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/app/words.hpp"
#include "core/flow/timeline.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

using What = Happening::What;
using Lines = std::vector<std::string>;

std::string said(const Context& context, const char* id, int64_t number) {
  return render({id, {{"number", fmt::to_string(number)}}}, context.lang);
}

/// In one word; for machines in English.
const char* kind_of(const Happening& h) {
  switch (h.what) {
    case What::created: return "created";
    case What::joined: return !h.other ? "record_joined" : h.whole ? "merged" : "record_moved_in";
    case What::left: return !h.other ? "record_left" : h.whole ? "split" : "record_moved_out";
    case What::changed: return "changed";
    default: return h.other ? "merged_into" : "gone";
  }
}

std::string kind_word(const Context& context, const Happening& h) {
  return render({std::string("app.happening_") + kind_of(h), {}}, context.lang);
}

/// The other customer's part in it, "" where there is none.
std::string other_text(const Context& context, const Happening& h) {
  if (!h.other) return "";
  switch (h.what) {
    case What::created: return said(context, h.whole ? "app.history_took_over" : "app.history_split_from", h.other);
    case What::joined: return said(context, h.whole ? "app.history_merged" : "app.history_moved_in", h.other);
    case What::left: return said(context, h.whole ? "app.history_split" : "app.history_moved_out", h.other);
    default: return said(context, "app.history_merged_into", h.other);
  }
}

std::string behind_text(const Context& context, const Behind& b) {
  switch (b.what) {
    case Behind::What::run: return render({"app.history_by_run", {{"run", fmt::to_string(b.run)}, {"connection", b.connection}}}, context.lang);
    case Behind::What::rules: return render({"app.history_by_rules", {}}, context.lang);
    case Behind::What::steward: {
      std::string what = b.kind == "decide" && !b.said.empty() ? verdict_word(context, b.said.back()) : steward_word(context, b.kind);
      return render({"app.history_by_steward", {{"who", b.who}, {"what", what}, {"event", fmt::to_string(b.event)}}}, context.lang);
    }
    default: return render({"app.history_by_nobody", {}}, context.lang);
  }
}

std::string values_text(const Context& context, const std::vector<Stated>& values) {
  std::string out;
  for (const Stated& one : values) out += (out.empty() ? "" : context.say("、", ", ")) + value_text(context, one);
  return out;
}

std::string change_text(const Context& context, const Happening& h, const FieldChange& c) {
  std::string label = field_word(context, c.field), none = context.say("（なし）", "(none)");
  std::string before = values_text(context, c.before), after = values_text(context, c.after);
  if (h.what == What::created) return fmt::format("{}: {}", label, after);
  return fmt::format("{}: {} → {}", label, before.empty() ? none : before, after.empty() ? none : after);
}

Lines lines_of(const Context& context, const Happening& h) {
  Lines out;
  if (std::string other = other_text(context, h); !other.empty()) out.push_back(other);
  if (h.what != What::gone || !h.other)
    for (const PartyKey& p : h.records) out.push_back(fmt::format("{} {}", context.say("記録", "record"), record_name(p.record)));
  for (const FieldChange& c : h.fields) out.push_back(change_text(context, h, c));
  if (!h.behind.why.empty()) out.push_back(fmt::format("{}: {}", context.say("理由", "why"), h.behind.why));
  if (out.empty()) out.emplace_back();
  return out;
}

void print_timeline(const Context& context, int64_t id, const std::vector<Happening>& all) {
  fmt::print("{} #{}\n", context.say("顧客", "Customer"), id);
  Grid grid;
  grid.add({context.say("日時", "when"), context.say("できごと", "what"), context.say("だれが", "by"), context.say("内容", "details")});
  for (const Happening& h : all) {
    Lines lines = lines_of(context, h);
    grid.add({format_local(h.at, context.zone), kind_word(context, h), behind_text(context, h.behind), lines[0]});
    for (size_t i = 1; i < lines.size(); ++i) grid.add({"", "", "", lines[i]});
  }
  fmt::print("{}", grid.text());
}

std::string json_list(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string json_values(const std::vector<Stated>& values) {
  std::vector<std::string> out;
  for (const Stated& one : values) out.push_back(json_text(shown(one)));
  return json_list(out);
}

std::string json_behind(const Behind& b) {
  switch (b.what) {
    case Behind::What::run: return fmt::format(R"({{"run": {}, "connection": {}}})", b.run, json_text(b.connection));
    case Behind::What::rules: return R"({"rules": true})";
    case Behind::What::steward: return fmt::format(R"({{"steward": {}, "event": {}, "kind": {}, "why": {}}})", json_text(b.who), b.event, json_text(b.kind), json_text(b.why));
    default: return "null";
  }
}

std::string json_event(int64_t id, const Happening& h) {
  std::vector<std::string> fields, records;
  for (const FieldChange& c : h.fields)
    fields.push_back(fmt::format(R"({{"field": {}, "before": {}, "after": {}}})", json_text(field(c.field).name), json_values(c.before), json_values(c.after)));
  for (const PartyKey& p : h.records) records.push_back(json_text(record_name(p.record)));
  return fmt::format(R"({{"customer": {}, "at": {}, "what": {}, "other": {}, "records": {}, "fields": {}, "by": {}}})", id, json_text(format_utc(h.at)), json_text(kind_of(h)),
                     h.other ? fmt::to_string(h.other) : "null", json_list(records), json_list(fields), json_behind(h.behind));
}

}  // namespace

int run_customer_history(Context& context, int64_t id) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "customer history");
  Session session = hub.store.begin();
  int64_t now = current_customer(session, id);
  std::vector<int64_t> ids = {id};
  if (now && now != id) ids.push_back(now);
  std::map<int64_t, std::vector<Happening>> told;
  std::set<std::string_view> fields;
  for (int64_t one : ids) {
    std::vector<Happening> all = timeline(session, one);
    for (const Happening& h : all)
      for (const FieldChange& c : h.fields) fields.insert(field(c.field).name);
    if (!all.empty()) told.emplace(one, std::move(all));
  }
  std::vector<StewardEvent> words = words_about(session, now ? now : id);
  std::vector<Overruled> contradicted = overruled_about(session, now ? now : id);
  if (told.empty()) throw Error("app.no_such_customer", {{"id", fmt::to_string(id)}});
  audited.customers = ids;
  audited.fields.assign(fields.begin(), fields.end());
  keep_reading(session, std::move(audited));
  if (context.json) {
    std::vector<std::string> json;
    for (int64_t one : ids)
      for (const Happening& h : told[one]) json.push_back(json_event(one, h));
    fmt::print("{{\"customer\": {}, \"timeline\": {}, \"events\": {}, \"overruled\": {}}}\n", now ? fmt::to_string(now) : "null", json_list(json), json_words(words), json_overruled(contradicted));
    return 0;
  }
  for (int64_t one : ids)
    if (auto all = told.find(one); all != told.end()) print_timeline(context, one, all->second);
  if (!words.empty()) fmt::print("\n{}\n", context.say("名寄せ担当の操作（musubi customer undo 操作 で取り消せます）", "What stewards said (to take one back: musubi customer undo EVENT)"));
  print_words(context, words);
  print_overruled(context, contradicted);
  return 0;
}

}  // namespace musubi
