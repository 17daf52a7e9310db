// The rules of docs/connector-spec.md, one function each. A function says what is broken to its report, or
// throws Broken.
#pragma once
#include <vector>

#include "tests/contract/kit/bench.hpp"
#include "tests/contract/kit/child.hpp"

namespace contract {

struct Rule {
  int number;
  const char* name;
  void (*judge)(const Bench&, Report&);
  std::vector<int> needs;  // rules without which this one says nothing
};

/// All rules, by number.
const std::vector<Rule>& all_rules();

// rules_identity.cpp
void describes_itself(const Bench&, Report&);
void exports_one_symbol(const Bench&, Report&);
void schema_tells_all(const Bench&, Report&);
void schema_is_closed(const Bench&, Report&);
void opens_no_network(const Bench&, Report&);
void speaks_both_languages(const Bench&, Report&);
// rules_records.cpp
void discovers_in_order(const Bench&, Report&);
void records_fit(const Bench&, Report&);
void reads_the_fixture(const Bench&, Report&);
void text_survives(const Bench&, Report&);
void holds_unreadable_rows(const Bench&, Report&);
// rules_resume.cpp
void resumes_anywhere(const Bench&, Report&);
void sends_ties_again(const Bench&, Report&);
void sends_nothing_new(const Bench&, Report&);
void keeps_streams_apart(const Bench&, Report&);
// rules_failure.cpp
void checks(const Bench&, Report&);
void stops_at_once(const Bench&, Report&);
void fails_with_the_right_result(const Bench&, Report&);
void leaks_no_secret(const Bench&, Report&);
void runs_beside_itself(const Bench&, Report&);
// rules_push.cpp
void receives(const Bench&, Report&);
void fetches(const Bench&, Report&);
void keeps_secrets(const Bench&, Report&);

/// Runs a case and compares its result and sentence with what the case says; nothing is thrown for a failing
/// setting, which counts as CONFIG. `instance` is null where the settings were refused.
void judge_case(const Bench& bench, const Case& c, Report& report);

/// Paths of the settings that the schema marks as secret: "auth/token"; "secrets/*" where every member is.
std::vector<std::string> secret_paths(const json& schema, const std::string& path = "");
/// Whether one of these paths is that of the setting `name`.
bool is_secret(const std::vector<std::string>& paths, const std::string& name);

}  // namespace contract
