// Business cards (vCard 2.1 to 4.0) that hang on mails.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi::mail {

/// Names and values of one card, named as the `file` connector names them: FN, N_FAMILY, N_GIVEN, SOUND_FAMILY, ORG, ORG_UNIT, TITLE, NOTE,
/// TEL_WORK, EMAIL, ADR_WORK_STREET …; a second one of a kind is TEL_WORK_2. Pictures, sounds and empty values are left out.
using Card = std::vector<std::pair<std::string, std::string>>;

/// The cards in `bytes`. `label`: the charset that the mail names, for values without one of their own.
std::vector<Card> cards_in(std::string_view bytes, std::string_view label);

}  // namespace musubi::mail
