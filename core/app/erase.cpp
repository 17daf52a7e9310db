// musubi customer erase: somebody asked to be forgotten.
#include "core/flow/erase.hpp"

#include <fmt/format.h>

#include "core/app/ask.hpp"
#include "core/app/privacy.hpp"
#include "core/app/stewards.hpp"

namespace musubi {

int run_customer_erase(Context& context, const EraseOptions& o) {
  if (context.why.empty()) throw Error("app.want_why");
  Hub hub = opened(context);
  const char* question = context.say("この顧客についての記録をすべて削除します。元には戻せません。よろしいですか", "Everything recorded of this customer will be deleted for good. Go on");
  if (!o.yes && !agreed(context, question)) throw Error("app.not_erased", {{"id", std::to_string(o.id)}});
  ErasureOutcome out = erase(hub, o.id, speaker(context).who, context.why, *context.clock);
  if (context.json) fmt::print("{{\"customer\": {}, \"records\": {}, \"profiles\": {}}}\n", out.customer, out.records, out.profiles);
  else
    fmt::print(fmt::runtime(context.say("顧客 {} と記録 {} 件を削除しました。同じ記録は、再び届いても取り込まれません。元のシステムからも消してください。\n",
                                        "Customer {} and {} records are gone. The same records will not be taken in again. Delete them at their sources too.\n")),
               out.customer, out.records);
  return 0;
}

}  // namespace musubi
