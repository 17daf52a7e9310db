// The commands of stewards: words on who is one customer, on values and on receipts; sheets to judge and to mend.
#pragma once
#include <string>
#include <vector>

#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/flow/steward.hpp"

namespace musubi {

struct StewardOptions {
  int64_t id = 0, other = 0;
  std::vector<std::string> records;  // profile ids or connection.stream/key
  std::string field, value, receipt;
};
int run_customer_merge(Context& context, const StewardOptions& options);
int run_customer_split(Context& context, const StewardOptions& options);
int run_customer_undo(Context& context, const StewardOptions& options);
int run_customer_pin(Context& context, const StewardOptions& options);
int run_customer_unpin(Context& context, const StewardOptions& options);
int run_customer_claim(Context& context, const StewardOptions& options);
int run_customer_unclaim(Context& context, const StewardOptions& options);

/// A sheet that a person filled in.
struct SheetOptions {
  std::string file, connection;
};
/// The reason of a pair in the queue; of one that looks like one person, also why it waits nevertheless.
std::string why_it_waits(const Context& context, const ReviewPair& pair);
int run_review_export(Context& context, const std::string& file, size_t limit);
/// 1 where a row was not applied: stale, or without a verdict that can be read.
int run_review_import(Context& context, const SheetOptions& options);

struct HeldEditOptions {
  int64_t id = 0;
  std::vector<std::string> set;  // FIELD=VALUE
  std::string json_file;
};
int run_quarantine_edit(Context& context, const HeldEditOptions& options);
struct DiscardOptions {
  int64_t id = 0;
  bool undo = false;
};
int run_quarantine_discard(Context& context, const DiscardOptions& options);
int run_quarantine_export(Context& context, const SheetOptions& options);
int run_quarantine_import(Context& context, const SheetOptions& options);

int run_touchpoints(Context& context);

/// The event's number, by which it can be undone, and the customers that it left.
void print_outcome(const Context& context, const WordOutcome& outcome);
/// What stewards said of a customer, as `customer history` shows it.
void print_words(const Context& context, const std::vector<StewardEvent>& words);
std::string json_words(const std::vector<StewardEvent>& words);
/// Words that do not hold because of later ones: a sentence a line, each once.
void print_overruled(const Context& context, const std::vector<Overruled>& words);
std::string json_overruled(const std::vector<Overruled>& words);

}  // namespace musubi
