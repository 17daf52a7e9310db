// The columns in which an address came, before they are read as one text: in which country it lies, and what of them is no part of it.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// As read() gives them; "" where there is none.
struct AddressColumns {
  Chars postal_code, pref, city, full, building, country;
};

/// `other`: the country says so. `looks_other`: nobody says so, but no part has a Japanese letter, and the code or the prefecture is none of Japan.
/// `mistaken`: the country says so, but the prefecture is Japan's, and so is the code if there is one (a list's first country, left as it was).
enum class Country { japan, other, looks_other, mistaken };
Country country_of(const AddressColumns& columns);

/// An address of another country as people there write it, with its country: 350 5th Ave, New York, NY 10010, US; 中国 518000 广东省 深圳市; "" if the
/// country is all there is.
Chars as_typed(const AddressColumns& columns);

struct Settled {
  bool zeros_restored = false;  // that Excel ate of the code
  bool left_out = false;        // a prefecture or city in Latin letters that names none of Japan's
};
/// The prefecture as it is called (Tokyo → 東京都), the code with its zeros; what would spoil a Japanese text is emptied.
Settled settle(AddressColumns& columns);

/// `text` with prefecture and city before it, each once, also where the column of the city says the prefecture, where the text says both, or where the city
/// ends with all that the text says: 大阪府, 大阪府大阪市北区, 大阪市北区梅田1 → 大阪府大阪市北区梅田1.
void put_place(Chars& text, View pref, View city);

}  // namespace musubi::normalize
