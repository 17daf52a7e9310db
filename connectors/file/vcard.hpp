// vCard 2.1, 3.0 and 4.0 → one JSON object a card. Pure.
//
//   file  = *(*other "BEGIN:VCARD" line-end *line "END:VCARD" line-end)
//   line  = [group "."] name *(";" parameter) ":" value       a line that begins with a space goes on the
//   line before it
//
// 2.1 as Japanese phones write it: bare types (TEL;CELL:), QUOTED-PRINTABLE with "=" at the end of a line,
// CHARSET=SHIFT_JIS for single values, readings in SOUND;X-IRMC-N. 3.0 and 4.0: TYPE=, backslashes before , ;
// \ and n.
//
// Members of the object are the card's own property names with the kind of number or address behind them,
// values as texts:
//   FN · N_FAMILY N_GIVEN N_ADDITIONAL N_PREFIX N_SUFFIX · SOUND_FAMILY SOUND_GIVEN · ORG ORG_UNIT · TITLE ·
//   NOTE … TEL TEL_WORK TEL_HOME TEL_CELL TEL_FAX TEL_PAGER · EMAIL EMAIL_WORK EMAIL_HOME EMAIL_CELL ·
//   URL_WORK … ADR_WORK_BOX _EXTENDED _STREET _LOCALITY _REGION _POSTAL_CODE _COUNTRY (ADR_…, ADR_HOME_…)
// A second one of a kind is TEL_WORK_2. Empty values are left out, and so are pictures, sounds and keys.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/encoding.hpp"

namespace musubi::file {

struct Card {
  int64_t number = 0;  // in the file, 1 = first
  std::string raw;     // its lines, decoded
  std::vector<std::pair<std::string, std::string>> members;
  std::string uid;
  bool cut_off = false;      // no END:VCARD
  bool undecodable = false;  // bytes that are no text became U+FFFD

  std::string json() const;
};

/// The cards of a file. `encoding` holds for values without a CHARSET of their own.
std::vector<Card> read_cards(std::string_view bytes, text::Encoding encoding);

}  // namespace musubi::file
