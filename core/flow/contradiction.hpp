// Stewards' words that contradict each other: the last one wins, the others are kept and count again once it is taken back.
#pragma once
#include <string>
#include <vector>

#include "core/base/message.hpp"
#include "core/record/link.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// A word that has not been taken back and yet does not hold: later ones say otherwise.
struct Overruled {
  Decision word;
  int64_t event = 0;
};

/// Those among the words that decisions "same" connect with any of `parties`, as the customers are now; oldest first. A word on a
/// record that no longer counts is none. Looks at up to 10,000 parties. Reads only.
std::vector<Overruled> overruled(Session& session, const std::vector<PartyKey>& parties);

/// In one sentence: which word, whose, and what to do to have it count.
Message message_of(const Overruled& one);

}  // namespace musubi
