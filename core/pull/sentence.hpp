// A connector's own sentences, in both languages.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/pull/scrub.hpp"
#include "core/sdk/connector_abi.h"

namespace musubi {

/// What a connector said about a failure; both empty when it said nothing.
struct Sentence {
  std::string ja, en;
  std::string id;  // in the connector's table; "" for what is no sentence of its own
};

/// The sentence `id` of `table` with its arguments; `english` is what the connector itself made of it and
/// stands for both where the table has no such id. Secrets are scrubbed. Pure.
Sentence connector_sentence(const mu_message* table, mu_text id, mu_pairs args, mu_text english,
                            const Scrubber& scrub);

/// The arguments of a Message: `ja`, `en`, and what else the sentence in core/base/messages/pull.inc names.
std::vector<std::pair<std::string, std::string>> with_sentence(
    std::vector<std::pair<std::string, std::string>> args, Sentence sentence);

}  // namespace musubi
