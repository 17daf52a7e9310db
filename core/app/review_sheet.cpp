// musubi review export | import: the pairs to judge as a workbook, and the judgements in it.
#include <fmt/format.h>

#include <map>
#include <set>

#include "core/app/print.hpp"
#include "core/app/sheet.hpp"
#include "core/app/stewards.hpp"
#include "core/flow/profile_row.hpp"
#include "core/pull/raw.hpp"
#include "core/text/hex.hpp"

namespace musubi {
namespace {

constexpr const char *pair_ja = "組", *pair_en = "pair", *verdict_ja = "判定", *verdict_en = "verdict", *why_ja = "判定の理由", *why_en = "why",
                     *digest_ja = "照合コード", *digest_en = "digest";

std::string pair_name(const ReviewPair& p) { return fmt::format("{}-{}", p.pair.a, p.pair.b); }
std::string source(const Profile& p) { return fmt::format("{}.{}/{}", p.key.record.connection, p.key.record.stream, p.key.record.key); }

/// Changes with anything that either profile states.
std::string digest(const ReviewPair& pair) {
  std::string all;
  for (Profile p : {pair.a, pair.b}) {
    p.customer_id = 0;
    for (const auto& one : profile_row(p).cells) all += one ? "=" + *one + "\n" : "\n";
  }
  return text::hex(digest_of(all)).substr(0, 16);
}

std::string value_of(const Profile& p, Field f) {
  std::string out;
  for (const Stated& s : p.values)
    if (std::string text = shown(s); s.field == f && !text.empty()) out += (out.empty() ? "" : " / ") + text;
  return out;
}

std::vector<Field> stated_fields(const std::vector<ReviewPair>& pairs) {
  std::vector<Field> out;
  for (const FieldDef& f : fields())
    if (std::any_of(pairs.begin(), pairs.end(), [&](const ReviewPair& p) { return !value_of(p.a, f.field).empty() || !value_of(p.b, f.field).empty(); })) out.push_back(f.field);
  return out;
}

std::vector<std::string> verdict_words(const Context& context) {
  if (context.lang == Lang::ja) return {"同一", "別人", "世帯"};
  return {"same", "different", "household"};
}

std::optional<Verdict> verdict_of(const std::string& word) {
  static const std::map<std::string, Verdict> words = {{"同一", Verdict::same}, {"same", Verdict::same},           {"別人", Verdict::different},
                                                       {"different", Verdict::different}, {"世帯", Verdict::household}, {"household", Verdict::household}};
  auto at = words.find(word);
  return at == words.end() ? std::nullopt : std::optional(at->second);
}

void write_sheet(const Context& context, const std::string& file, const std::vector<ReviewPair>& pairs) {
  std::vector<Field> all = stated_fields(pairs);
  std::vector<std::string> heading = {context.say(pair_ja, pair_en), context.say(verdict_ja, verdict_en), context.say(why_ja, why_en), context.say("機械の見立て", "what the machine says")};
  std::vector<int> widths = {12, 10, 24, 40};
  for (Field f : all)
    for (const char* side : {"①", "②"}) heading.push_back(std::string(context.lang == Lang::ja ? field(f).ja : field(f).name) + side), widths.push_back(20);
  for (const char* side : {"①", "②"}) heading.push_back(context.say("出どころ", "source") + std::string(side)), widths.push_back(20);
  heading.emplace_back(context.say(digest_ja, digest_en));
  widths.push_back(0);
  SheetFile sheet(file, heading, widths);
  for (size_t row = 1; row <= pairs.size(); ++row) {
    const ReviewPair& one = pairs[row - 1];
    sheet.text(row, 0, pair_name(one));
    sheet.text(row, 3, reason(one.pair, context.lang));
    size_t column = 4;
    for (Field f : all) {
      std::string a = value_of(one.a, f), b = value_of(one.b, f);
      sheet.beside(row, column++, a, b);
      sheet.beside(row, column++, b, a);
    }
    sheet.text(row, column++, source(one.a));
    sheet.text(row, column++, source(one.b));
    sheet.text(row, column, digest(one));
  }
  sheet.choices(1, pairs.size(), verdict_words(context));
  sheet.close();
}

struct Imported {
  size_t applied = 0, blank = 0;
  std::vector<std::string> stale, unreadable;
  std::vector<PartyKey> judged;
  std::vector<Overruled> overruled;
};

void report(const Context& context, const Imported& done) {
  auto listed = [](const std::vector<std::string>& pairs) {
    std::string out;
    for (const std::string& p : pairs) out += (out.empty() ? "" : ", ") + json_text(p);
    return "[" + out + "]";
  };
  if (context.json) {
    fmt::print("{{\"applied\": {}, \"blank\": {}, \"stale\": {}, \"unreadable\": {}, \"overruled\": {}}}\n", done.applied, done.blank, listed(done.stale), listed(done.unreadable),
               json_overruled(done.overruled));
    return;
  }
  fmt::print("{} {} / {} {} / {} {} / {} {}\n", context.say("反映:", "applied:"), done.applied, context.say("未記入:", "blank:"), done.blank,
             context.say("古くなった行:", "stale:"), done.stale.size(), context.say("読めない判定:", "unreadable:"), done.unreadable.size());
  for (const std::string& pair : done.stale)
    fmt::print("  {}  {}\n", pair, context.say("書き出したあとに変わりました。書き出し直して判定してください。", "changed since the export; export again and judge anew."));
  for (const std::string& pair : done.unreadable)
    fmt::print("  {}  {}\n", pair, context.say("判定は 同一・別人・世帯 のどれかです。", "the verdict is same, different or household."));
  print_overruled(context, done.overruled);
}

}  // namespace

int run_review_export(Context& context, const std::string& file, size_t limit) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "review export");
  Session session = hub.store.begin();
  std::vector<ReviewPair> pairs = review_queue(session, limit);
  note_pairs(audited, pairs);
  keep_reading(session, std::move(audited));
  write_sheet(context, file, pairs);
  if (context.json) fmt::print("{{\"file\": {}, \"pairs\": {}}}\n", json_text(file), pairs.size());
  else fmt::print(fmt::runtime(context.say("{} 組を {} に書き出しました。「判定」を選び、musubi review import {} で戻してください。\n",
                                           "{} pairs are in {}. Choose verdicts, then: musubi review import {}\n")), pairs.size(), file, file);
  return 0;
}

int run_review_import(Context& context, const SheetOptions& options) {
  Hub hub = opened(context);
  SheetRows sheet = read_sheet(context, options.file);
  size_t pair = sheet.at(options.file, pair_ja, pair_en), verdict = sheet.at(options.file, verdict_ja, verdict_en), why = sheet.at(options.file, why_ja, why_en),
         code = sheet.at(options.file, digest_ja, digest_en);
  std::map<std::string, ReviewPair> open;
  {
    Session session = hub.store.begin();
    for (ReviewPair& one : review_queue(session, 1'000'000)) open.emplace(pair_name(one), one);
  }
  Speaker by = speaker(context);
  Imported done;
  std::set<std::string> seen;
  for (const auto& row : sheet.rows) {
    std::optional<Verdict> word = verdict_of(row[verdict]);
    auto at = open.find(row[pair]);
    if (row[verdict].empty()) ++done.blank;
    else if (!word) done.unreadable.push_back(row[pair]);
    else if (at == open.end() || digest(at->second) != row[code] || !seen.insert(row[pair]).second) done.stale.push_back(row[pair]);
    else {
      decide(hub, {at->second.pair.a, at->second.pair.b, *word, by.who, row[why].empty() ? by.why : row[why]}, *context.clock);
      done.judged.insert(done.judged.end(), {at->second.a.key, at->second.b.key});
      ++done.applied;
    }
  }
  Session session = hub.store.begin();
  done.overruled = overruled(session, done.judged);
  report(context, done);
  return done.stale.empty() && done.unreadable.empty() ? 0 : 1;
}

}  // namespace musubi
