#include "core/pull/sentence.hpp"

#include "core/sdk/host.hpp"

namespace musubi {

Sentence connector_sentence(const mu_message* table, mu_text id, mu_pairs args, mu_text english,
                            const Scrubber& scrub) {
  Pairs filled;
  for (size_t i = 0; i < args.size; ++i)
    filled.emplace_back(sdk::view(args.data[i].name), sdk::view(args.data[i].value));
  std::string en(sdk::view(english)), ja = en;
  for (; table && table->id; ++table) {
    if (sdk::view(id) != table->id) continue;
    if (table->ja) ja = sdk::filled(table->ja, filled);
    if (en.empty() && table->en) en = sdk::filled(table->en, filled);
    break;
  }
  return {scrub.clean(ja), scrub.clean(en), std::string(sdk::view(id))};
}

std::vector<std::pair<std::string, std::string>> with_sentence(
    std::vector<std::pair<std::string, std::string>> args, Sentence sentence) {
  args.emplace_back("ja", std::move(sentence.ja));
  args.emplace_back("en", std::move(sentence.en));
  return args;
}

}  // namespace musubi
