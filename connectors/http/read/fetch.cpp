#include "connectors/http/read/fetch.hpp"

#include <optional>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/delivery.hpp"
#include "connectors/http/read/reader.hpp"
#include "connectors/http/read/turns.hpp"
#include "core/sdk/key.hpp"

namespace musubi::http {
namespace {

/// What of one key has come.
struct Answered {
  std::string key;
  bool found = false, other = false;
};

/// The column whose part of the key would name another place in an address: an empty one, "." and ".."; nothing where
/// there is none.
std::optional<std::string> unfit_column(const Stream& stream, const SingleKey& key) {
  for (size_t i = 0; i < stream.key.size(); ++i) {
    if (i < key.parts.size() && !key.parts[i].empty() && key.parts[i] != "." && key.parts[i] != "..") continue;
    return column_name(stream.key[i]);
  }
  return key.parts.size() > stream.key.size() ? std::optional(column_name(stream.key.back())) : std::nullopt;
}

class Fetch {
 public:
  Fetch(Session& session, const Stream& single)
      : session_(session),
        stream_(single),
        reader_(session, single),
        delivery_(session.host(), single),
        turns_(session, session.at_once()) {}

  void ask(std::string_view key) {
    Slice slice;
    slice.key = SingleKey{std::string(key), key_parts(key, stream_.key.size())};
    if (auto column = unfit_column(stream_, *slice.key)) {
      if (!unfit_) unfit_ = column;
      return;
    }
    auto answered = std::make_shared<Answered>(Answered{std::string(key)});
    auto each = [this, answered](Record& record) {
      record.need();
      if (record.is_object() && delivery_.key_of(record) != answered->key) {
        answered->other = true;
        return;
      }
      answered->found = true;
      delivery_.deliver(record);
    };
    turns_.begin(std::make_unique<SliceRead>(reader_, std::move(slice), nullptr, std::move(each),
                                             [](const Json&) { return true; }),
                 [this, answered] { settle(*answered); });
  }

  /// A key that cannot be asked for keeps no other back.
  void finish() {
    turns_.finish();
    if (unfit_) data_failure("fetch_unfit_key", {{"stream", stream_.name}, {"field", *unfit_}});
  }

 private:
  void settle(const Answered& answered) const {
    if (answered.found) return;
    if (answered.other) data_failure("fetched_other", {{"stream", stream_.name}});
    session_.host().deleted(stream_.name, answered.key);
  }

  Session& session_;
  const Stream& stream_;
  Reader reader_;
  Delivery delivery_;
  std::optional<std::string> unfit_;  // the first column that cannot be asked for
  Turns turns_;
};

}  // namespace

void fetch_records(Session& session, const Stream& stream, std::span<const std::string_view> keys) {
  if (!stream.single) config_failure("no_fetch", {{"stream", stream.name}});
  Fetch fetch(session, *stream.single);
  for (std::string_view key : keys) fetch.ask(key);
  fetch.finish();
}

}  // namespace musubi::http
