// Stored versions of messages that their senders have taken back.
#pragma once
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// A version, last or earlier, of the record of a message that was taken back.
struct TakenBack {
  int64_t version = 0;
  RecordKey record;
  std::string json;
  std::string message;  // what its activity and the one that takes it back are called (`thread`)
};
/// Of the stream's messages that an activity 送信取り消し takes back, those of which either is told by one of the records `keys`. One statement, by index.
std::vector<TakenBack> taken_back(Session& session, const StreamName& stream, const std::vector<std::string>& keys);

/// Gives a version another payload. Its digest stays that of what was delivered, so that the same delivery is no new version. A staged session
/// (staging.hpp) does so to its own copy.
void rewrite_payload(Session& session, int64_t version, const std::string& json);

}  // namespace musubi
