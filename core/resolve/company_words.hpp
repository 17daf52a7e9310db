// What a company's shown name says beside its own name.
#pragma once
#include <string_view>

namespace musubi::resolving {

/// "株式会社山田製作所 東京営業所" → "東京営業所"; "" for a head office or where no branch is named.
std::string_view branch_of(std::string_view shown);

/// "株式会社山田製作所" → "株式会社"; "" where none of the Japanese forms stands there.
std::string_view legal_form_of(std::string_view shown);

}  // namespace musubi::resolving
