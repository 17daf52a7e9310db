// Words of companies, departments and titles, as they stand in signatures.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi::mail {

/// A company in these words of a line: where it begins and how many words it has.
struct CompanyAt {
  size_t first = 0, count = 0;
};
std::optional<CompanyAt> company_in(const std::vector<std::string>& words);

bool is_department(std::string_view word);

/// A word that is a title, with the department that it may begin with: 営業部長 → {営業部, 部長}. nullopt for any other word.
struct TitleWord {
  std::string department, title;
};
std::optional<TitleWord> title_in(std::string_view word);

/// English: "Sales Manager", "Sales Department".
bool is_latin_title(std::string_view words);
bool is_latin_department(std::string_view words);
/// "Aozora Trading Co., Ltd.": its end in `text`; npos where there is none.
size_t latin_company_end(std::string_view text);

}  // namespace musubi::mail
