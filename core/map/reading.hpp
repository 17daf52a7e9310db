// One text as the field's type reads it: the bridge from evaluated values to core/normalize.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.hpp"
#include "core/base/time.hpp"
#include "core/map/program.hpp"

namespace musubi::map {

/// A value on its way: its text, and the instant where it came from `$file_date` or `$received_at` untouched.
struct Text {
  std::string text;
  std::optional<Time> time;
};

/// What a reader made of a text: display parts as core/record/field.hpp orders them (one for most). Empty
/// parts: nothing to be stated, `problem` says why where the text was not empty.
struct Reading {
  std::vector<std::string> parts;
  std::vector<std::string> kana;  // a name's reading that stood with the name
  std::string currency;           // of money
  std::vector<Message> notes;
  std::optional<Message> problem;

  bool empty() const;
};

/// By the mapping files' word for `as`; nullopt if there is none.
std::optional<Reader> find_reader(std::string_view name);
std::vector<std::string> reader_names();
Reader reader_of(FieldType type);
/// The type's word for normalize::keys.
std::string_view type_word(FieldType type);

/// Reads a text. Pure, never throws for data. Naive times are read in `zone`. Of a date with a year of two digits that would lie behind `latest`, an
/// ISO day ("" none), the century before is meant.
Reading read(Reader reader, const Text& text, const std::string& zone, const std::string& latest = {});
/// A name or a reading from a family and a given part; from the `full` one where neither says anything.
Reading read_name(bool kana, const std::string& family, const std::string& given, const std::string& full);
/// An address from its columns, in the order of part_words.
Reading read_address(const std::vector<std::string>& columns);

/// An instant; nullopt with `problem` set where the text is none.
std::optional<Time> read_time(const Text& text, const std::string& zone, Reading& out);

/// Several lines, runs of blanks as one and none at the ends. Prose (notes, bodies) keeps its characters, ① and half-width kana too;
/// other text is folded like a value.
std::string tidy_lines(const std::string& text, bool prose);

}  // namespace musubi::map
