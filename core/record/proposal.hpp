// Proposals (facts of kind proposal): a change that somebody's own words suggest, such as a signature with another title. A
// proposal changes nothing by itself; a steward accepts or refuses it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

/// The word in a proposal's `field` that is no field of a party: something has happened to the person's employment.
inline constexpr std::string_view employment_field = "employment";

/// The other such word: the person wants no more mails at an address that they did not name. `value` tells such wishes apart (when it was said, or where);
/// each waits for itself.
inline constexpr std::string_view opt_out_field = "opt_out";
inline constexpr std::string_view other_address = "other_address";  // what is shown of it

/// ended: left the company; moved: transferred; leave: away for months (産休・育休); handed_over: another person takes the work.
enum class EmploymentNews : uint8_t { ended, moved, leave, handed_over };

std::string_view word(EmploymentNews news);
std::optional<EmploymentNews> employment_news_of(std::string_view word);

/// The proposal as a steward names it: "P12-3fa09c", of the customer's id and what is proposed. Stays the same over re-runs.
std::string proposal_code(int64_t customer, std::string_view field, std::string_view value);

}  // namespace musubi
