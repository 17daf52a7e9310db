// musubi customer erase: somebody asked to be forgotten.
#include "core/flow/erase.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/app/ask.hpp"
#include "core/app/privacy.hpp"
#include "core/app/stewards.hpp"

namespace musubi {

namespace {

/// What somebody has to look at: the first of them, and how many there are.
void print_naming(const Context& context, const std::vector<RecordKey>& naming) {
  constexpr size_t most = 20;
  if (naming.empty()) return;
  fmt::print(fmt::runtime(context.say("この方の電話番号か、この方だけのメールアドレスが、ほかの方の記録 {} 件の元データに残っています（家族と同じ番号、メールの文面など）。見て、元のシステムで直してください。\n",
                                      "{} records of others still hold a phone number of theirs, or an address that was theirs alone (a number shared in a family, the text of a mail). Look at them and mend them at their sources.\n")),
             naming.size());
  for (size_t i = 0; i < std::min(most, naming.size()); ++i) fmt::print("  {}.{}/{}\n", naming[i].connection, naming[i].stream, naming[i].key);
  if (naming.size() > most) fmt::print("  …\n");
}

}  // namespace

int run_customer_erase(Context& context, const EraseOptions& o) {
  if (context.why.empty()) throw Error("app.want_why");
  Hub hub = opened(context);
  const char* question = context.say("この顧客についての記録をすべて削除します。元には戻せません。よろしいですか", "Everything recorded of this customer will be deleted for good. Go on");
  if (!o.yes && !agreed(context, question)) throw Error("app.not_erased", {{"id", std::to_string(o.id)}});
  ErasureOutcome out = erase(hub, o.id, speaker(context).who, context.why, *context.clock);
  if (context.json) {
    nlohmann::ordered_json naming = nlohmann::ordered_json::array();
    for (const RecordKey& r : out.naming) naming.push_back({{"connection", r.connection}, {"stream", r.stream}, {"key", r.key}});
    fmt::print("{{\"customer\": {}, \"records\": {}, \"profiles\": {}, \"naming\": {}}}\n", out.customer, out.records, out.profiles, naming.dump());
    return 0;
  }
  fmt::print(fmt::runtime(context.say("顧客 {} と記録 {} 件を削除しました。同じ記録は、再び届いても取り込まれません。元のシステムからも消してください。\n",
                                        "Customer {} and {} records are gone. The same records will not be taken in again. Delete them at their sources too.\n")),
               out.customer, out.records);
  print_naming(context, out.naming);
  return 0;
}

}  // namespace musubi
