// Legal forms in a company's name: 株式会社, (有), カ).
#pragma once
#include <optional>
#include <string_view>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// A form and where it stands: [begin, end) of the text. `form` is written out and lives for ever.
struct FormAt {
  std::string_view form;
  size_t begin = 0, end = 0;
};

/// A form at the beginning of `text`, in brackets, with spaces between its characters, in older characters (會社) or hiragana too; none where nothing stands behind it.
std::optional<FormAt> form_in_front(View text);
/// The same at the end; none where nothing stands before it.
std::optional<FormAt> form_behind(View text);
/// The first form with something on either side, none within a bracket.
std::optional<FormAt> form_within(View text);
/// True for what stands between brackets and is a form: 株, 株式会社, 一社.
bool is_form(View inner);
/// False only where no form stands in `text` or any part of it, not even a Latin one or the word for its place (前株). Some ten ns.
bool may_have_form(View text);

/// The closing bracket or quote of `opener`; 0 where it opens nothing.
char32_t closer_of(char32_t opener);
/// Where the bracket begins that `text` ends with, past those within it; npos if it ends with none.
size_t bracket_behind(View text);

}  // namespace musubi::normalize
