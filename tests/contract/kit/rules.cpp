#include "tests/contract/kit/rules.hpp"

namespace contract {

const std::vector<Rule>& all_rules() {
  static const std::vector<Rule> rules = {
      {1, "describes itself", describes_itself, {}},
      {2, "exports one symbol", exports_one_symbol, {}},
      {3, "its schema tells all it needs", schema_tells_all, {1}},
      {4, "its schema is closed and uses the common names", schema_is_closed, {1}},
      {5, "open does not touch the network", opens_no_network, {1}},
      {6, "check tells who must act", checks, {1}},
      {7, "discover is sorted, stable and complete", discovers_in_order, {1, 6}},
      {8, "records fit their schema and have a key", records_fit, {7}},
      {9, "a full read delivers the fixture", reads_the_fixture, {8}},
      {10, "a read resumes from every checkpoint", resumes_anywhere, {9}},
      {11, "ties on the cursor are sent again", sends_ties_again, {10}},
      {12, "a second read brings nothing new", sends_nothing_new, {10}},
      {13, "it stops within a second", stops_at_once, {9}},
      {14, "failures have the right result and a sentence", fails_with_the_right_result, {1}},
      {15, "no secret leaves it", leaks_no_secret, {14}},
      {16, "streams are kept apart", keeps_streams_apart, {10}},
      {17, "instances do not disturb each other", runs_beside_itself, {14, 16}},
      {18, "text survives", text_survives, {7}},
      {19, "its sentences are in both languages", speaks_both_languages, {14}},
      {20, "one unreadable row does not end a read", holds_unreadable_rows, {9}},
      {21, "receive lands a request and answers once", receives, {1}},
      {22, "fetch answers for every key", fetches, {1}},
      {23, "rotated secrets are kept before they are used", keeps_secrets, {14}},
  };
  return rules;
}

}  // namespace contract
