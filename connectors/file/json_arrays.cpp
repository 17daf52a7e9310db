#include "connectors/file/json_arrays.hpp"

#include "connectors/file/fail.hpp"
#include "core/text/json.hpp"

namespace musubi::file {

void ArrayFinder::feed(std::string_view chunk) {
  for (char c : chunk) {
    if (settled()) return;
    take(c);
  }
}

void ArrayFinder::take(char c) {
  if (in_string_) {
    if (escaped_)
      escaped_ = false;
    else if (c == '\\')
      escaped_ = true;
    else if (c == '"')
      in_string_ = false;
    if (in_string_ && !inside_) text_ += c;
    return;
  }
  if (c == ' ' || c == '\n' || c == '\r' || c == '\t') return;
  if (inside_) {
    if (first_) arrays_.back().of_objects = c == '{';
    first_ = false;
    if (c == '[' || c == '{') ++inside_;
    if (c == ']' || c == '}') --inside_;
    in_string_ = c == '"';
  } else if (c == '"') {
    in_string_ = true;
    text_.clear();
  } else if (c == ':' && !names_.empty()) {
    names_.back() = text_;
  } else if (c == '{') {
    names_.emplace_back();
  } else if (c == '}' && !names_.empty()) {
    names_.pop_back();
  } else if (c == '[') {
    arrays_.push_back({pointer(), false});
    inside_ = 1;
    first_ = true;
  }
}

std::string ArrayFinder::pointer() const {
  std::string out;
  for (const auto& name : names_) {
    out += '/';
    text::append_pointer_member(out, name);
  }
  return out;
}

std::string only_array(ByteFile& file, text::Encoding encoding, const std::string& stream) {
  ArrayFinder finder;
  text::Decoder decoder(encoding);
  std::string decoded;
  file.rewind();
  for (std::string_view chunk = file.next(); !chunk.empty() && !finder.settled(); chunk = file.next()) {
    decoded.clear();
    decoder.decode(chunk, decoded);
    finder.feed(decoded);
  }
  std::string all, found;
  size_t of_objects = 0;
  for (const auto& array : finder.arrays()) {
    all += (all.empty() ? "" : ", ") + array.pointer;
    if (!array.of_objects) continue;
    ++of_objects;
    found = array.pointer;
  }
  if (of_objects == 1) return found;
  if (finder.arrays().size() == 1) return finder.arrays()[0].pointer;
  if (finder.arrays().empty()) config_failure("no_array", {{"file", file.name()}, {"stream", stream}});
  config_failure("which_array", {{"file", file.name()}, {"stream", stream}, {"arrays", all}});
}

}  // namespace musubi::file
