// JSON without a tree: writing, strict checking (RFC 8259), and cutting files of many objects into their
// elements. UTF-8 only. One object is used by one thread at a time; the functions are pure.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/long_text.hpp"

namespace musubi::text {

/// Appends one JSON text to a string; sets commas and colons itself. begin/end and key/value must pair
/// (asserted).
///   JsonWriter json(out); json.begin_object(); json.key("name").string("山田"); json.end_object();
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  /// Escapes what must be; ill-formed UTF-8 becomes U+FFFD, NUL \u0000.
  JsonWriter& string(std::string_view value);
  JsonWriter& number(int64_t value);
  /// The shortest text that reads back the same; null for NaN and infinities.
  JsonWriter& number(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A complete JSON value as it stands (also decimal numbers too long for a double).
  JsonWriter& raw(std::string_view json);

 private:
  void separate();
  std::string& out_;
  std::vector<bool> first_;  // per open container: nothing in it yet
  bool after_key_ = false;
};
/// Appends `value` as a JSON string with its quotes, as JsonWriter::string does.
void append_json_string(std::string& out, std::string_view value);
/// Appends one member name of a JSON pointer (RFC 6901), without the slash before it.
void append_pointer_member(std::string& out, std::string_view name);

enum class JsonFault : uint8_t {
  cut_off,     // the text ends in the middle of a value
  unexpected,  // another character was due
  bad_number,
  bad_literal,
  bad_escape,
  lone_surrogate,  // \uD83D without its other half
  control_character,
  bad_utf8,
  trailing_comma,
  duplicate_comma,
  after_end,  // text behind the value
  too_deep,
  too_long,      // a line, element or name; the place is where it begins
  not_an_array,  // what stands at the path is no array
  no_such_path,
};
/// snake_case, as the enumerators: for message ids and tests.
std::string_view json_fault_name(JsonFault fault);

/// What, and where: byte offset, and line from 1. For cut_off `offset` is the end of the text, and
/// `opened_line` the line where what was cut began: the element of a JsonElements, else the whole value; 0
/// for other faults.
struct JsonProblem {
  JsonFault fault;
  uint64_t offset = 0, line = 1, opened_line = 0;
};

inline constexpr size_t kJsonDepth = 512;

/// The first thing that makes `text` no JSON value, nothing if it is one. Linear, constant memory per level.
std::optional<JsonProblem> check_json(std::string_view text, size_t max_depth = kJsonDepth);

/// A piece of a larger file, borrowed from the scanner until its next call.
struct JsonPiece {
  std::string_view text;
  uint64_t number = 0;  // from 1; of elements, or of the line in the file
  uint64_t offset = 0;  // of its first byte in the file
  uint64_t line = 1;    // where it begins in the file, from 1
  bool ended = true;    // JSON lines: false if the file stops behind it without a line end (maybe cut off)
  uint64_t size = 0;    // of the whole where it is too long: then `text` is what LongText tells of it
  /// What is wrong inside it, places counted in the whole file. The scan goes on behind a piece with a
  /// problem.
  std::optional<JsonProblem> problem;
};

/// JSON lines in chunks: one value a line; blank lines are passed over, CR before LF and a BOM at the start
/// belong to no line. A line longer than max_line is a piece with the problem too_long, and the next one is read. Memory: max_line. Use as
/// CsvReader: feed, next until false, finish, next until false.
class JsonLines {
 public:
  explicit JsonLines(size_t max_line = 256 * 1024 * 1024) : max_line_(max_line) {}
  /// `chunk` must live until next() has returned false.
  void feed(std::string_view chunk);
  void finish();
  /// Whether a further line stands complete; it has been checked with check_json.
  bool next();
  const JsonPiece& piece() const { return piece_; }

 private:
  bool give(std::string_view line, bool ended);
  bool give_long(bool ended);
  bool pass_long(std::string_view part, bool ended);

  size_t max_line_;
  std::string_view chunk_;
  size_t at_ = 0;  // in chunk_
  bool finished_ = false, first_ = true;
  std::string carried_;  // the beginning of a line that runs over chunks
  std::optional<LongText> long_;  // instead of it
  bool given_ = false;            // the piece points into carried_
  uint64_t offset_ = 0;           // of the line to come
  uint64_t line_ = 0;
  JsonPiece piece_;
};

/// The elements of the array at `pointer` (JSON pointer of member names as they are written in the file: ""
/// the text itself,
/// "/data/items"; no array indexes), in chunks. Looks only
/// for the ends of elements, then checks each with check_json, so one bad element doesn't stop the others
/// where quotes and brackets still pair; nor does one longer than max_element, a piece with the problem too_long. Memory: max_element. Use
/// as CsvReader.
class JsonElements {
 public:
  explicit JsonElements(std::string_view pointer = "", size_t max_element = 256 * 1024 * 1024);
  /// `chunk` must live until next() has returned false.
  void feed(std::string_view chunk);
  void finish();
  bool next();
  const JsonPiece& piece() const { return piece_; }
  /// Ends the reading: cut off, no such path, no array there, broken between the elements.
  const std::optional<JsonProblem>& problem() const { return problem_; }

 private:
  enum class Expect : uint8_t { value, value_or_end, name, name_or_end, colon, comma_or_end, nothing };
  bool step();
  void outside(char c);
  void value_due(char c);
  void begin_value(char c);
  void close();
  void read_name();
  void skip_string();
  bool inside_value();
  bool bracket(char c);
  bool end_value();
  bool at_end();
  bool at_target() const { return path_depth_ == names_.size() && (path_depth_ == 0 || name_matches_); }
  void keep(size_t begin);
  void fail(JsonFault fault);
  uint64_t offset() const { return chunk_offset_ + at_; }

  std::vector<std::string> names_;
  size_t max_element_;
  std::string_view chunk_;
  size_t at_ = 0;  // in chunk_
  uint64_t chunk_offset_ = 0, line_ = 1;
  bool finished_ = false;
  // Around the elements: objects on the path, and the array.
  Expect expect_ = Expect::value;
  size_t path_depth_ = 0;  // objects open on the path
  bool in_array_ = false, found_ = false;
  bool in_name_ = false, name_matches_ = false;
  std::string name_;
  // Inside a value: an element, or something to pass over.
  bool in_value_ = false, in_string_ = false, escaped_ = false, scalar_ = false;
  std::vector<char> closers_;  // of the brackets open in it
  uint64_t value_line_ = 0, value_offset_ = 0;
  std::string element_;
  std::optional<LongText> long_;  // instead of it
  uint64_t elements_ = 0;
  JsonPiece piece_;
  std::optional<JsonProblem> problem_;
};

}  // namespace musubi::text
