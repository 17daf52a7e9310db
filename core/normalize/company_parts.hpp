// A company's name taken apart, before it is written out.
#pragma once
#include <string_view>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Views into the text that was taken apart.
struct CompanyParts {
  View core, branch;
  View behind;  // what follows the branch behind an honorific: 経理部 of 結商事御中 経理部
  std::string_view legal_form, position;
  bool left_out = false;  // something stood beside the name that is no part of it: another name, a number, a label
};

/// `text` is as read() gives it. core is empty only if nothing but a form and honorifics stands there.
CompanyParts company_parts(View text);

}  // namespace musubi::normalize
