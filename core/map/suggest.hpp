// Suggesting a mapping for a list nobody has mapped yet, from its headings and what stands below them. Pure.
//
// A heading says what its column should hold, the content says what it does hold; where the two disagree, or a heading
// says little (連絡先, 名称, 列3), the content decides or a person is asked.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.hpp"

namespace musubi {

/// What a column is taken for.
enum class Role : uint8_t {
  unknown,
  name, family, given, kana, kana_family, kana_given,
  company, company_kana, department, title,
  postal_code, prefecture, city, address, building, country,
  phone, fax, email, birth_date, sex, occupation, income, website, customer_type, preferred_channel, industry,
  company_size, decides, corporate_number, line, x, facebook, instagram, note,
  id, company_id, updated_at, since,
  row_number, own_staff, contact_person, contact, label, unused,
  count_
};
/// The role's word in messages.
std::string_view role_word(Role role, Lang lang);
/// By its English word ("postal_code"); nullopt if there is none.
std::optional<Role> role_named(std::string_view word);

/// Of whom a column speaks.
enum class Whose : uint8_t { own, work, home, guardian, receiver, referrer, other };

/// A column of a list as it was read. `samples`: some of its filled cells (200 are plenty), spread over the list.
struct SeenColumn {
  std::string name;                  // of what is nested the path a mapping names it by: "address.zip"
  bool named = true;             // false: the reader made the name up (列3)
  std::vector<std::string> samples;
  int64_t filled = 0, distinct = 0;  // cells that hold something, and how many different ones
  bool counts_up = false;            // 1, 2, 3 … row by row
  struct Step {
    std::string name;
    bool list = false;  // what the name holds is a list
  };
  std::vector<Step> steps;  // of what is nested or stands in a list, outermost first; else empty

  /// The record's own member that it is, or stands in.
  const std::string& top() const { return steps.empty() ? name : steps.front().name; }
  /// True for a member of a list's elements: a record may speak of several there.
  bool of_elements() const;
};
struct SeenList {
  std::vector<SeenColumn> columns;
  int64_t rows = 0;
};

/// What is proposed for one column.
struct SuggestedColumn {
  Role role = Role::unknown;
  Whose whose = Whose::own;
  int place = 0;            // 住所2 → 2; 0: no number
  bool by_content = false;  // the heading said something else, or nothing
};

/// A question worth asking. `options[0]` is the proposal.
struct Doubt {
  enum Kind : uint8_t { role, key } kind = role;
  size_t column = 0;
  std::vector<Role> options;  // of role; Role::unused = leave it out
  int64_t rows = 0;           // of key: rows that would be held because an earlier row has their key
};

/// What a person has said. `roles` by column; `key_columns`: false = the row's content is its key. Of a stream its catalogue speaks:
/// `key` names a record whatever the columns look like, and `cursor`, where it holds times, says when it was changed.
struct Answers {
  std::map<size_t, Role> roles;
  std::optional<bool> key_column;
  std::optional<size_t> key = {}, cursor = {};
};

struct Suggestion {
  std::vector<SuggestedColumn> columns;  // as in the list
  enum Main : uint8_t { person, organisation, nobody } main = nobody;
  bool second = false;                   // the organisation beside a person, the contact person beside an organisation
  std::vector<size_t> key;               // columns; empty: content
  std::vector<Doubt> doubts;             // those that matter most first
};

/// Proposes a mapping. `main == nobody`: no column names or reaches anybody. Cost: some milliseconds for a list of 30 columns.
Suggestion suggest(const SeenList& list, const Answers& answers = {});

/// What was looked at: a list that `import` takes, or a stream of a connection.
enum class Looked : uint8_t { list, stream };

/// The mapping file: readable YAML with comments in `lang` and a test whose values are invented. `source` is
/// "connection.stream", `about` a line on what was looked at ("会員一覧.xls, CP932").
std::string mapping_text(const Suggestion& suggestion, const SeenList& list, const std::string& source,
                         const std::string& about, Lang lang, Looked looked = Looked::list);

}  // namespace musubi
