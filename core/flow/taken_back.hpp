// Messages that their senders have taken back: their words go from the raw records as well (docs/decisions/0046).
#pragma once
#include <vector>

#include "core/flow/rules.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Behind the facts of `chunk` having been written: takes the words (`words` of the mapping) out of every stored version of a message that has been
/// taken back, where it or the word that takes it back is in `chunk`; so it does not matter which came first. Answers the records that
/// lost words, which are to be published again. Costs nothing for streams whose mapping names no words, else one statement a stream.
std::vector<RecordKey> take_words_back(Session& session, const Rules& rules, const std::vector<Pending>& chunk);

}  // namespace musubi
