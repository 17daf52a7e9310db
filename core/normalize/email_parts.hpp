// The mail address within what was typed.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct EmailParts {
  Chars local, host;     // as typed; both empty: there is no @; host empty: there is none that could be one
  bool torn = false;     // what stands before the address may be a part of it (ta ro@example.jp)
  bool several = false;  // another @ stands behind it
};

/// The address in <>, else the one round the first @, without labels, names, quotes and brackets: 山田
/// <a@b.jp>, mailto:a@b.jp?subject=x, a@b.jp(山田). Dots before the local part stay: carriers gave out such
/// addresses. A host that goes on behind a space or a mark (example.co jp) is none. Linear.
EmailParts email_parts(View text);

}  // namespace musubi::normalize
