// Comparison keys as functions of display forms, so that they need not be stored.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// `strict` is shared by values that are the same but for spelling (髙橋/高橋); `loose` by more, for
/// candidates only.
struct Keys {
  std::string strict, loose;
  bool made_up = false;  // stands for a value that is not known: 03-1234-5678, test@example.com, 1900-01-01
};

/// By the field type's word in mapping files (person_name, kana_name, company, address, phone, email, date,
/// text, handle, url, corporate_number, number, sex, yes_no) and the display parts in the order of
/// core/record/field.hpp: person_name {family, given}; kana_name {family, given}; address {postal_code,
/// prefecture, city, town, street, building}; all others one part. Pure; about a microsecond.
Keys keys(std::string_view type, const std::vector<std::string>& parts);

/// Whether an address, by its parts as above, names a house and not an area alone: a number in the street, or a block (丁目) where blocks are
/// what stands behind a street (北一条西二丁目) or with a building, or a building with a number in a town (本町 御堂筋ビル501). Any parts; about a microsecond.
bool names_a_house(const std::vector<std::string>& address);

}  // namespace musubi::normalize
