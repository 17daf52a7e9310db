// What a mapping file is compiled to: a small program without names to look up, immutable and shared by all
// threads.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/map/map.hpp"
#include "core/map/path.hpp"
#include "core/record/fact.hpp"
#include "core/record/field.hpp"
#include "core/record/profile.hpp"

namespace musubi::map {

struct ValueExpr;

/// A `when`: a table of fields and the words they must have (all of them), or a value that must say yes.
struct Condition {
  struct Term {
    Path path;
    std::vector<std::string> words;  // folded; one of them
  };
  std::vector<Term> terms;
  std::shared_ptr<const ValueExpr> value;
};

/// How a text is read by name (`as`), see reading.hpp.
enum class Reader : uint8_t {
  person_name,
  kana_name,
  company,
  text,
  address,
  phone,
  email,
  date,
  sex,
  number,
  yes_no,
  url,
  corporate_number,
  handle,
  money,
  time,
  epoch
};

/// A value: where it comes from and what is done to it, in this order: when, source, split, values, as,
/// default.
struct ValueExpr {
  enum class Source : uint8_t { paths, join, literal, key };
  struct Split {
    std::vector<std::string> by;
    int part = 0;  // 1 = first, -1 = last, 0 = each part is a value
  };
  Source source = Source::paths;
  std::vector<Path> paths;          // the first that is not empty
  std::vector<ValueExpr> operands;  // of join, and of the columns of a key
  bool once = false;                // of join: operands may lack, and what another holds is left out (said_once.hpp)
  std::string literal, with;
  std::optional<Split> split;
  std::vector<std::pair<std::string, std::string>> values;  // folded word → text
  bool has_values = false;
  std::optional<Reader> as;
  std::optional<std::string> fallback;  // `default`
  std::optional<Condition> when;
  std::string shown;  // the source's field for notes: "会員番号"; "" for a literal
};

/// What repeats a party or a fact: a list of the record, or the people of its texts of addresses. `text`: as written, equal for equal ones.
struct Each {
  std::optional<Path> list;
  std::vector<ValueExpr> mailboxes;  // their texts together
  std::string text;
};

/// One field of a party. Either `values` (one, or several of a field that may have many) or `parts` by name.
struct FieldProgram {
  const FieldDef* def = nullptr;
  std::vector<ValueExpr> values;
  std::vector<std::optional<ValueExpr>> parts;  // in the order of part_words(def); empty if not in parts
  std::optional<Condition> when;
  bool clears = false;
};

struct IdProgram {
  std::string scheme;
  ValueExpr value;
  std::optional<ValueExpr> since, until;
  bool identifies = false, device = false;
};

struct EnteredByProgram {
  std::optional<EnteredBy> word;
  std::optional<ValueExpr> value;
};

struct PartyProgram {
  std::string name;
  int line = 0;
  Kind kind = Kind::person;
  std::vector<ValueExpr> key;
  std::optional<Each> each;
  std::optional<Condition> when;
  std::optional<EnteredByProgram> entered_by;
  std::optional<ValueExpr> updated_at, valid_since;
  std::vector<FieldProgram> fields;  // in the order of musubi::fields()
  std::vector<IdProgram> ids;
};

/// Whom a fact or a party column means: a party of the record (`party`), or a record of another stream.
struct Reference {
  std::optional<size_t> party;
  std::string connection, stream;  // connection "": the record's own
  std::vector<ValueExpr> key;
};

struct FactProgram {
  struct Cell {
    std::optional<ValueExpr> value;
    std::optional<Reference> party;
  };
  std::string name;
  int line = 0;
  const FactKind* kind = nullptr;
  std::vector<ValueExpr> key;  // empty: the record's key
  std::optional<Each> each;
  std::optional<Condition> when;
  std::optional<Reference> of;
  std::vector<Cell> cells;  // in the order of kind->columns
};

/// One line of a test's `expect`.
struct Expectation {
  std::string path;  // as written
  int line = 0;
  std::vector<std::string> steps;
  std::vector<std::string> wanted;  // "" and empty: nothing there
};

/// Which part of a field a test's word means ("family", of kana "family" or "family_kana").
std::optional<size_t> part_position(const FieldDef& def, const std::string& word);

struct TestCase {
  int line = 0;
  std::string json;
  int64_t row = 0;
  std::string file_date, received_at, key;
  std::vector<Expectation> expectations;
};

}  // namespace musubi::map

namespace musubi {

struct Mapping::Impl {
  std::string file, source, connection, stream, main_party;
  map::EnteredByProgram entered_by;
  bool clears = false;
  std::vector<map::PartyProgram> parties;
  std::vector<map::FactProgram> facts;
  std::vector<map::TestCase> tests;
  std::vector<std::string> never_store;
  std::vector<map::Path> never_paths, word_paths;
  std::vector<std::vector<std::string>> reads;  // folded top-level fields that are read; of each group one must be there
  std::set<std::string> ignored;   // folded
  std::vector<std::string> known;  // folded top-level fields that are read or ignored, sorted
};

}  // namespace musubi
