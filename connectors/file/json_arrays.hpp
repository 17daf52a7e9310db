// Finds the array of records in a JSON file whose settings don't say where it stands.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/byte_file.hpp"
#include "core/text/encoding.hpp"

namespace musubi::file {

/// JSON pointers of the arrays of a text that comes in chunks which no other array holds; "" where the text
/// itself is one. Faults of the text are not its business.
class ArrayFinder {
 public:
  struct Array {
    std::string pointer;
    bool of_objects = false;  // its first element is an object
  };
  void feed(std::string_view chunk);
  const std::vector<Array>& arrays() const { return arrays_; }
  /// Whether no further chunk can change the answer: the text itself is an array.
  bool settled() const { return !arrays_.empty() && arrays_[0].pointer.empty(); }

 private:
  void take(char c);
  std::string pointer() const;

  std::vector<std::string> names_;  // of the open objects' members
  size_t inside_ = 0;               // open brackets within the outermost array
  bool in_string_ = false, escaped_ = false, first_ = false;
  std::string text_;
  std::vector<Array> arrays_;
};

/// The pointer of the array that holds the records: the file itself, else its only array of objects, else its
/// only array. Throws Failure MU_CONFIG that names those there are.
std::string only_array(ByteFile& file, text::Encoding encoding, const std::string& stream);

}  // namespace musubi::file
