// musubi review list | decide: pairs and proposals that a steward should judge, and the steward's word.
#include <fmt/format.h>

#include <map>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/review_proposals.hpp"
#include "core/app/stewards.hpp"
#include "core/app/words.hpp"

namespace musubi {
namespace {

std::optional<Verdict> verdict_of(const std::string& word) {
  static const std::map<std::string, Verdict> words = {{"same", Verdict::same},           {"同一", Verdict::same},
                                                       {"different", Verdict::different}, {"別人", Verdict::different},
                                                       {"household", Verdict::household}, {"世帯", Verdict::household}};
  auto at = words.find(word);
  return at == words.end() ? std::nullopt : std::optional(at->second);
}

/// 1234567 → "1,234,567".
std::string grouped(int64_t number) {
  std::string digits = fmt::to_string(number), out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::pair<int64_t, int64_t> ids_of(const std::string& pair) {
  size_t dash = pair.find('-');
  int64_t a = dash == std::string::npos ? 0 : integer_of(pair.substr(0, dash)), b = dash == std::string::npos ? 0 : integer_of(pair.substr(dash + 1));
  if (!a || !b) throw Error("app.bad_pair", {{"pair", pair}});
  return {a, b};
}

/// Why the pair stands where it does.
std::string stake_text(const Context& context, const ReviewPair& one) {
  std::string out = render({"app.review_likely", {{"percent", fmt::format("{:.0f}", 100 * one.probability)}}}, context.lang);
  if (one.sales) out += render({"app.review_sales", {{"yen", grouped(one.sales)}}}, context.lang);
  if (one.inquiries) out += render({"app.review_inquiries", {{"count", fmt::to_string(one.inquiries)}}}, context.lang);
  if (one.pairs > 1) out += render({"app.review_more_pairs", {{"count", fmt::to_string(one.pairs - 1)}}}, context.lang);
  return out;
}

/// How many wait in all, where not all are shown.
void print_rest(const Context& context, int64_t shown, int64_t total) {
  if (total > shown) fmt::print("{}\n", render({"app.more_review", {{"count", fmt::to_string(total - shown)}, {"total", fmt::to_string(total)}}}, context.lang));
}

std::string json_pair(const Context& context, const ReviewPair& one) {
  return fmt::format("{{\"pair\": \"{}-{}\", \"weight\": {:.2f}, \"probability\": {:.6f}, \"sales\": {}, \"inquiries\": {}, \"pairs\": {}, \"customers\": [{}, {}], \"band\": {}, \"reason\": {}, \"a\": {}, \"b\": {}}}",
                     one.pair.a, one.pair.b, one.pair.weight, one.probability, one.sales, one.inquiries, one.pairs, one.a.customer_id, one.b.customer_id, json_text(word(one.pair.band)),
                     json_text(why_it_waits(context, one)), json_text(said_text(context, one.a)), json_text(said_text(context, one.b)));
}

}  // namespace

std::string why_it_waits(const Context& context, const ReviewPair& one) {
  std::string out = reason(one.pair, context.lang);
  return one.pair.band == Band::match ? out + render({"app.review_kept_apart", {}}, context.lang) : out;
}

int run_review_list(Context& context, size_t limit) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "review list");
  Session session = hub.store.begin();
  std::string json;
  std::vector<ReviewPair> pairs = review_queue(session, limit);
  const int64_t total = pairs.size() < limit ? int64_t(pairs.size()) : review_count(session);
  note_pairs(audited, pairs);
  std::vector<ReviewProposal> proposals = proposal_queue(session, limit);
  note_proposals(audited, proposals);
  keep_reading(session, std::move(audited));
  for (const ReviewPair& one : pairs) {
    if (context.json) {
      json += (json.empty() ? "" : ", ") + json_pair(context, one);
      continue;
    }
    fmt::print("{}-{}  {}\n  {}\n", one.pair.a, one.pair.b, why_it_waits(context, one), stake_text(context, one));
    fmt::print("  {}\n    {}\n  {}\n    {}\n", record_name(one.a.key.record), said_text(context, one.a), record_name(one.b.key.record), said_text(context, one.b));
  }
  if (context.json) {
    fmt::print("{{\"review\": [{}], \"proposals\": {}, \"total\": {}}}\n", json, json_proposals(proposals), total);
    return 0;
  }
  print_rest(context, int64_t(pairs.size()), total);
  if (pairs.empty()) fmt::print("{}\n", context.say("確認を待つ組はありません。", "No pair waits for review."));
  else fmt::print("{}\n", context.say("→ musubi review decide 番号 same|different|household", "→ musubi review decide PAIR same|different|household"));
  if (proposals.empty()) return 0;
  fmt::print("\n{}\n", render({"app.review_proposals", {{"count", fmt::to_string(proposals.size())}}}, context.lang));
  Session naming = hub.store.begin();
  print_proposals(context, naming, proposals);
  fmt::print("{}\n", context.say("→ musubi review decide 番号 accept|refuse", "→ musubi review decide CODE accept|refuse"));
  return 0;
}

int run_review_decide(Context& context, const DecideOptions& options) {
  if (is_proposal_code(options.pair)) return run_proposal_decide(context, options);
  std::optional<Verdict> verdict = verdict_of(options.verdict);
  if (!verdict) throw Error("app.bad_verdict", {{"verdict", options.verdict}});
  auto [a, b] = ids_of(options.pair);
  Hub hub = opened(context);
  Judgement judgement{a, b, *verdict, speaker(context).who, context.why};
  DecisionOutcome outcome = decide(hub, judgement, *context.clock);
  if (context.json) fmt::print("{{\"a\": {}, \"b\": {}, \"overruled\": {}}}\n", outcome.customer_a, outcome.customer_b, json_overruled(outcome.overruled));
  else if (outcome.customer_a == outcome.customer_b) fmt::print("{} #{}\n", context.say("一人の顧客です:", "One customer:"), outcome.customer_a);
  else fmt::print("{} #{}, #{}\n", context.say("別々の顧客です:", "Two customers:"), outcome.customer_a, outcome.customer_b);
  if (!context.json) print_overruled(context, outcome.overruled);
  return 0;
}

}  // namespace musubi
