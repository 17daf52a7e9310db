// What people and address books put where a person's name belongs: companies, departments, mailboxes, numbers.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// True for what is nobody's name: an address, a number, a mailbox or its office (info, カスタマーサポート, 経理部).
bool is_nobody(View text);

/// Whether a word ends like a department, a business or a title; where a name stands beside it, it is one. 我孫部 is a name.
bool is_office(View word);

struct Employer {
  bool named = false;  // a company, a department or a title stands here
  View person = {};     // what stands behind it, or before a department, and is a name; "" if nothing does
  bool several = false; // names stand before and behind it; person is the first
};
/// 株式会社青空商事 営業部 中村 → 中村. A company is known by its legal form, a department or a title by its ending and by what follows it.
Employer employer_in(View text);

}  // namespace musubi::normalize
