// musubi review export | import: the pairs and proposals to judge as a workbook, and the judgements in it.
#include <fmt/format.h>

#include <map>
#include <set>

#include "core/app/print.hpp"
#include "core/app/review_proposals.hpp"
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

std::string digest(const ReviewProposal& one) {
  return text::hex(digest_of(one.current + "\n" + one.said.field + "\n" + one.said.value)).substr(0, 16);
}

std::string value_of(const Profile& p, Field f) {
  std::string out;
  for (const Stated& s : p.values)
    if (std::string text = shown(s); s.field == f && !text.empty()) out += (out.empty() ? "" : " / ") + text;
  return out;
}

/// What waits for a steward.
struct Queue {
  std::vector<ReviewPair> pairs;
  std::vector<ReviewProposal> proposals;
  size_t size() const { return pairs.size() + proposals.size(); }
};

std::vector<Field> stated_fields(const Queue& queue) {
  std::vector<Field> out;
  auto states = [](const ReviewPair& p, Field f) { return !value_of(p.a, f).empty() || !value_of(p.b, f).empty(); };
  for (const FieldDef& f : fields())
    if (std::any_of(queue.pairs.begin(), queue.pairs.end(), [&](const ReviewPair& p) { return states(p, f.field); }) ||
        std::any_of(queue.proposals.begin(), queue.proposals.end(), [&](const ReviewProposal& p) { return p.said.field == f.name; }))
      out.push_back(f.field);
  return out;
}

std::vector<std::string> verdict_words(const Context& context) {
  if (context.lang == Lang::ja) return {"同一", "別人", "世帯", "採用", "却下"};
  return {"same", "different", "household", "accept", "refuse"};
}

std::optional<Verdict> verdict_of(const std::string& word) {
  static const std::map<std::string, Verdict> words = {{"同一", Verdict::same}, {"same", Verdict::same},           {"別人", Verdict::different},
                                                       {"different", Verdict::different}, {"世帯", Verdict::household}, {"household", Verdict::household}};
  auto at = words.find(word);
  return at == words.end() ? std::nullopt : std::optional(at->second);
}

void write_pair(SheetFile& sheet, size_t row, const ReviewPair& one, const std::vector<Field>& all, const Context& context) {
  sheet.text(row, 0, pair_name(one));
  sheet.text(row, 3, why_it_waits(context, one));
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

/// ① what the master holds, ② what is proposed.
void write_proposal(SheetFile& sheet, size_t row, const ReviewProposal& one, const std::vector<Field>& all, const Context& context) {
  sheet.text(row, 0, one.code);
  sheet.text(row, 3, fmt::format("{} ({})\n{}", proposal_line(context, one), one.said.source, one.said.wording));
  size_t column = 4;
  for (Field f : all) {
    if (field(f).name == one.said.field) {
      sheet.beside(row, column, one.current, one.said.shown);
      sheet.beside(row, column + 1, one.said.shown, one.current);
    }
    column += 2;
  }
  sheet.text(row, column, fmt::format("#{}", one.said.customer));
  const RecordKey& r = one.said.record;
  sheet.text(row, column + 1, fmt::format("{}.{}/{}", r.connection, r.stream, r.key));
  sheet.text(row, column + 2, digest(one));
}

void write_sheet(const Context& context, const std::string& file, const Queue& queue) {
  std::vector<Field> all = stated_fields(queue);
  std::vector<std::string> heading = {context.say(pair_ja, pair_en), context.say(verdict_ja, verdict_en), context.say(why_ja, why_en), context.say("機械の見立て", "what the machine says")};
  std::vector<int> widths = {12, 10, 24, 40};
  for (Field f : all)
    for (const char* side : {"①", "②"}) heading.push_back(std::string(context.lang == Lang::ja ? field(f).ja : field(f).name) + side), widths.push_back(20);
  for (const char* side : {"①", "②"}) heading.push_back(context.say("出どころ", "source") + std::string(side)), widths.push_back(20);
  heading.emplace_back(context.say(digest_ja, digest_en));
  widths.push_back(0);
  SheetFile sheet(file, heading, widths);
  size_t row = 0;
  for (const ReviewPair& one : queue.pairs) write_pair(sheet, ++row, one, all, context);
  for (const ReviewProposal& one : queue.proposals) write_proposal(sheet, ++row, one, all, context);
  sheet.choices(1, queue.size(), verdict_words(context));
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
    fmt::print("  {}  {}\n", pair, context.say("組の判定は 同一・別人・世帯、提案の判定は 採用・却下 のどれかです。", "the verdict on a pair is same, different or household, on a proposal accept or refuse."));
  print_overruled(context, done.overruled);
}

/// Takes judgements one by one, each as a word of its own.
class Judging {
 public:
  Judging(Context& context, Hub& hub) : context_(context), hub_(hub), by_(speaker(context)) {
    Session session = hub.store.begin();
    for (ReviewPair& one : review_queue(session, most, Review::each_pair)) pairs_.emplace(pair_name(one), one);
    for (ReviewProposal& one : proposal_queue(session, most)) proposals_.emplace(one.code, one);
  }

  void take(const std::string& name, const std::string& verdict, const std::string& why, const std::string& code) {
    if (verdict.empty()) ++done.blank;
    else if (is_proposal_code(name) ? !proposal_verdict(verdict) : !verdict_of(verdict)) done.unreadable.push_back(name);
    else if (!open(name, code) || !seen_.insert(name).second) done.stale.push_back(name);
    else judge(name, verdict, {by_.who, why.empty() ? by_.why : why});
  }

  Imported done;

 private:
  static constexpr size_t most = 1'000'000;

  bool open(const std::string& name, const std::string& code) const {
    if (auto at = proposals_.find(name); at != proposals_.end()) return digest(at->second) == code;
    auto at = pairs_.find(name);
    return at != pairs_.end() && digest(at->second) == code;
  }

  void judge(const std::string& name, const std::string& verdict, const Speaker& by) {
    if (proposals_.contains(name)) {
      try {
        decide_proposal(hub_, name, *proposal_verdict(verdict), by, *context_.clock);
      } catch (const Error& e) {
        if (e.message().id != "flow.no_such_proposal") throw;  // an earlier row has settled it
        done.stale.push_back(name);
        return;
      }
    } else {
      const ReviewPair& pair = pairs_.at(name);
      decide(hub_, {pair.pair.a, pair.pair.b, *verdict_of(verdict), by.who, by.why}, *context_.clock);
      done.judged.insert(done.judged.end(), {pair.a.key, pair.b.key});
    }
    ++done.applied;
  }

  Context& context_;
  Hub& hub_;
  Speaker by_;
  std::map<std::string, ReviewPair> pairs_;
  std::map<std::string, ReviewProposal> proposals_;
  std::set<std::string> seen_;
};

}  // namespace

int run_review_export(Context& context, const std::string& file, size_t limit) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "review export");
  Session session = hub.store.begin();
  Queue queue{review_queue(session, limit), proposal_queue(session, limit)};
  note_pairs(audited, queue.pairs);
  note_proposals(audited, queue.proposals);
  keep_reading(session, std::move(audited));
  write_sheet(context, file, queue);
  if (context.json) fmt::print("{{\"file\": {}, \"pairs\": {}, \"proposals\": {}}}\n", json_text(file), queue.pairs.size(), queue.proposals.size());
  else fmt::print(fmt::runtime(context.say("{} 組と提案 {} 件を {} に書き出しました。「判定」を選び、musubi review import {} で戻してください。\n",
                                           "{} pairs and {} proposals are in {}. Choose verdicts, then: musubi review import {}\n")),
                  queue.pairs.size(), queue.proposals.size(), file, file);
  return 0;
}

int run_review_import(Context& context, const SheetOptions& options) {
  Hub hub = opened(context);
  SheetRows sheet = read_sheet(context, options.file);
  size_t pair = sheet.at(options.file, pair_ja, pair_en), verdict = sheet.at(options.file, verdict_ja, verdict_en), why = sheet.at(options.file, why_ja, why_en),
         code = sheet.at(options.file, digest_ja, digest_en);
  Judging judging(context, hub);
  for (const auto& row : sheet.rows) judging.take(row[pair], row[verdict], row[why], row[code]);
  Imported done = std::move(judging.done);
  Session session = hub.store.begin();
  done.overruled = overruled(session, done.judged);
  report(context, done);
  return done.stale.empty() && done.unreadable.empty() ? 0 : 1;
}

}  // namespace musubi
