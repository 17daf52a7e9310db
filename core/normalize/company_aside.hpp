// What people type round a company's name that is no part of it.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Views into the text.
struct CompanyAside {
  View name;                      // the text without it
  View branch;                    // what a bracket behind it says of the branch: (東京支店), (Osaka)
  const char32_t* end = nullptr;  // behind that bracket
  bool left_out = false;          // another name, a reading, a number, a label was taken off; not for mere marks and quotes
};

/// Takes off marks and numbering before the name (★, 1.), quotes and brackets round it, labels before a form (【重要】, 旧), behind it a corporate number, the name in
/// Latin letters before or behind a slash, and one bracket that holds a branch, another name, a reading, the code of an exchange (7203) or a remark on the former name. What stands between
/// quotes or right behind a form is the name itself (NPO法人「むすび」); where no form is named, only a branch is taken off (居酒屋（むすび） stays), and what has
/// a form in the bracket is the company (居酒屋むすび（有限会社結商事）).
CompanyAside company_aside(View text);

/// Without the bracket or quotes round all of it; a form in brackets stays.
View unwrapped(View text);

}  // namespace musubi::normalize
