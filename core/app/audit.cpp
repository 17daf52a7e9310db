// musubi audit: who read or changed customers, when and why.
#include "core/store/audit.hpp"

#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/app/privacy.hpp"
#include "core/app/words.hpp"

namespace musubi {
namespace {

constexpr size_t most_ids = 5, most_fields = 6;

std::string word_of(const Context& context, const std::string& name) {
  std::string table = table_word(context, name);
  return table == name ? field_word(context, name) : table;
}

std::string whom(const Context& context, const Audited& one) {
  if (one.up_to) return fmt::format("{} ({})", context.say("全員", "everybody"), one.rows);
  if (one.customers.empty()) return one.rows ? fmt::format(fmt::runtime(context.say("保留行 {}", "held rows: {}")), one.rows) : context.say("該当なし", "nobody");
  std::string out;
  for (size_t i = 0; i < one.customers.size() && i < most_ids; ++i) out += fmt::format("{}#{}", i ? " " : "", one.customers[i]);
  return one.customers.size() <= most_ids ? out : fmt::format("{} … ({})", out, one.customers.size());
}

std::string fields_text(const Context& context, const Audited& one) {
  std::string out;
  for (size_t i = 0; i < one.fields.size() && i < most_fields; ++i) out += (i ? context.say("、", ", ") : "") + word_of(context, one.fields[i]);
  return one.fields.size() <= most_fields ? out : fmt::format("{} … ({})", out, one.fields.size());
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& one : texts) out += (out.empty() ? "" : ", ") + json_text(one);
  return "[" + out + "]";
}

std::string json_of(const Audited& one) {
  return fmt::format(R"({{"at": {}, "door": {}, "who": {}, "what": {}, "asked": {}, "customers": [{}], "up_to": {}, "rows": {}, "fields": {}, "why": {}}})", json_text(format_utc(one.at)),
                     json_text(one.door), json_text(one.who), json_text(one.what), json_list(one.asked), fmt::join(one.customers, ", "), one.up_to ? fmt::to_string(*one.up_to) : "null",
                     one.rows, json_list(one.fields), json_text(one.why));
}

AuditQuestion question_of(const Context& context, const AuditOptions& options) {
  AuditQuestion out{options.customer, options.who, {}, options.limit};
  if (options.since.empty()) return out;
  out.since = parse_time(options.since, context.zone);
  if (!out.since) throw Error("app.bad_since");
  return out;
}

}  // namespace

int run_audit(Context& context, const AuditOptions& options) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  std::vector<Audited> log = audit_log(session, question_of(context, options));
  if (context.json) {
    std::string json;
    for (const Audited& one : log) json += (json.empty() ? "" : ", ") + json_of(one);
    fmt::print("{{\"audit\": [{}]}}\n", json);
    return 0;
  }
  if (log.empty()) {
    fmt::print("{}\n", context.say("該当する記録はありません。", "Nothing of the kind is recorded."));
    return 0;
  }
  Grid grid;
  grid.add({context.say("日時", "when"), context.say("だれが", "who"), context.say("何を", "what"), context.say("だれの", "whom"), context.say("項目", "fields"), context.say("理由", "why")});
  for (const Audited& one : log)
    grid.add({format_local(one.at, context.zone), one.who + (one.door == "api" ? " (API)" : ""), audit_word(context, one.what), whom(context, one), fields_text(context, one), one.why});
  fmt::print("{}", grid.text(50));
  return 0;
}

}  // namespace musubi
