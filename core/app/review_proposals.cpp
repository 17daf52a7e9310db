#include "core/app/review_proposals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/app/words.hpp"
#include "core/record/proposal.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

std::string day(const Context& context, const std::string& at) {
  std::optional<Time> time = time_of(at);
  return time ? format_local(*time, context.zone).substr(0, 10) : context.say("日付なし", "no date");
}

std::string news_word(const Context& context, const std::string& value) {
  std::optional<EmploymentNews> news = employment_news_of(value);
  if (!news) return value;
  return render({"app.employment_" + std::string(word(*news)), {}}, context.lang);
}

/// As the sender broke them; blank ones say nothing.
std::vector<std::string> lines_of(const std::string& wording) {
  std::vector<std::string> out;
  std::istringstream in(wording);
  for (std::string line; std::getline(in, line);)
    if (line.find_first_not_of(" \t\r") != line.npos) out.push_back(line);
  return out;
}

}  // namespace

bool is_proposal_code(const std::string& text) { return text.starts_with('P') || text.starts_with('p'); }

std::optional<bool> proposal_verdict(const std::string& word) {
  static const std::map<std::string, bool> words = {{"accept", true}, {"採用", true}, {"refuse", false}, {"却下", false}};
  auto at = words.find(word);
  return at == words.end() ? std::nullopt : std::optional(at->second);
}

std::string proposal_line(const Context& context, const ReviewProposal& one) {
  std::string field = field_word(context, one.said.field), current = one.current.empty() ? context.say("なし", "none") : one.current;
  if (one.said.field == employment_field) return fmt::format("{}: {} ({})", field, news_word(context, one.said.value), current);
  if (one.said.field == opt_out_field) return fmt::format("{}: {} ({})", field, context.say("ほかのアドレス（どれか書かれていません）", "another address, which is not named"), current);
  return fmt::format("{}: {} → {}", field, current, one.said.shown);
}

void print_proposals(const Context& context, Session& session, const std::vector<ReviewProposal>& all) {
  std::vector<int64_t> customers;
  for (const ReviewProposal& one : all) customers.push_back(one.said.customer);
  std::map<int64_t, std::string> names = customer_names(session, customers);
  for (const ReviewProposal& one : all) {
    const WaitingProposal& said = one.said;
    Grid grid;
    grid.add({one.code, fmt::format("#{} {}", said.customer, names[said.customer]), proposal_line(context, one)});
    fmt::print("{}", grid.text(200));
    std::string first = said.since == said.at ? "" : fmt::format(" ({} {})", context.say("最初は", "first"), day(context, said.since));
    Grid origin;
    origin.add({fmt::format("  {} {}{}  {}", said.source, day(context, said.at), first, record_name(said.record))});
    for (const std::string& line : lines_of(said.wording)) origin.add({"    " + line});
    fmt::print("{}", origin.text(200));
  }
}

std::string json_proposals(const std::vector<ReviewProposal>& all) {
  std::string out;
  for (const ReviewProposal& one : all) {
    const WaitingProposal& said = one.said;
    out += fmt::format("{}{{\"proposal\": {}, \"customer\": {}, \"field\": {}, \"value\": {}, \"current\": {}, \"since\": {}, \"at\": {}, \"source\": {}, \"record\": {}, \"wording\": {}}}",
                       out.empty() ? "" : ", ", json_text(one.code), said.customer, json_text(said.field), json_text(said.shown.empty() ? said.value : said.shown),
                       json_text(one.current), json_text(said.since), json_text(said.at), json_text(said.source), json_text(record_name(said.record)), json_text(said.wording));
  }
  return "[" + out + "]";
}

void note_proposals(Audited& one, const std::vector<ReviewProposal>& all) {
  for (const ReviewProposal& p : all) {
    one.customers.push_back(p.said.customer);
    if (std::find(one.fields.begin(), one.fields.end(), p.said.field) == one.fields.end()) one.fields.push_back(p.said.field);
  }
}

int run_proposal_decide(Context& context, const DecideOptions& options) {
  std::optional<bool> accept = proposal_verdict(options.verdict);
  if (!accept) throw Error("app.bad_proposal_verdict", {{"verdict", options.verdict}});
  Hub hub = opened(context);
  print_outcome(context, decide_proposal(hub, options.pair, *accept, speaker(context), *context.clock));
  return 0;
}

}  // namespace musubi
