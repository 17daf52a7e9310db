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

/// Where the company ends in a word that goes on with a branch or a title behind the legal form: 青空商事(株)|大阪営業所.
std::optional<size_t> company_end(std::string_view word);

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
