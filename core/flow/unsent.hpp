// Messages that their senders took back (LINE, Messenger): the event stays, its words are not shown.
#pragma once
#include <vector>

#include "core/record/table.hpp"

namespace musubi {

/// Empties `body` of the rows of master.activity that another one takes back: one of the same connection, stream and thread whose outcome
/// is 送信取り消し. In any order; cost: sorting them. The view api.activity does the same.
void hide_unsent(std::vector<Row>& activities);

}  // namespace musubi
