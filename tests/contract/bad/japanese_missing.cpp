// rule 19: one of its sentences has no Japanese.
#include "tests/contract/sample/sample.hpp"

namespace {

const mu_message* half_translated() {
  static const std::vector<mu_message> messages = [] {
    std::vector<mu_message> all;
    for (const mu_message* m = sample::messages; m->id; ++m)
      all.push_back({m->id, m->id[0] == 's' ? m->en : m->ja, m->en});
    all.push_back({nullptr, nullptr, nullptr});
    return all;
  }();
  return messages.data();
}

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<sample::Sample>("japanese_missing", "1.0.0", sample::schema,
                                                 half_translated());
}
