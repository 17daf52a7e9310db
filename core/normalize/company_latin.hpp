// Legal forms in Latin letters: Co., Ltd., K.K., GmbH.
#pragma once
#include "core/normalize/company_form.hpp"

namespace musubi::normalize {

/// "Musubi Co., Ltd.": the longest run of words at the end that is a form; it begins where the name ends.
std::optional<FormAt> latin_form_behind(View text);
/// "K.K. Musubi", "PT Musubi".
std::optional<FormAt> latin_form_in_front(View text);
/// "Musubi Co., Ltd. Tokyo", "結商事 K.K.大阪支店": the first form that no name has in its middle, with something on either side; not within a bracket.
std::optional<FormAt> latin_form_within(View text);

}  // namespace musubi::normalize
