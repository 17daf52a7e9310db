// What stands behind a pair's reason: the limits of the bands, and what would have changed the result. Pure.
#pragma once
#include <string>
#include <vector>

#include "core/resolve/resolve.hpp"

namespace musubi {

/// The weights from which a pair merges and from which it is shown to a steward, in bits.
struct Limits {
  double match = 0, review = 0;
};
Limits limits_of(const Model& model);

/// One field that decides: had it `agreed`, or had it not been there, the pair would stand in `band`.
struct Turn {
  std::string field;  // as in evidence: "phone", "id:pos_member"
  bool agreed = false;
  Band band = Band::no;
};

/// Every single field by which the pair's band would have been another one: taken away from both where both state it, or agreeing
/// where it does not now (only what would have brought the two closer). In the order of fields. The pair is judged alone: what
/// stewards said of it and what other records say is not looked at. Cost: about thirty comparisons.
std::vector<Turn> turning_points(const Profile& x, const Profile& y, const Model& model);

/// The same in words: a sentence for each other outcome; one that says so where nothing would have changed anything. E.g.
/// 「電話番号がなければ、確認待ちになっていました。」
std::string turns_in_words(const std::vector<Turn>& turns, Lang lang);

}  // namespace musubi
