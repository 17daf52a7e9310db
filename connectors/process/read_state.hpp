// What is kept of a stream between two reads.
//   {"v":1,"by":"singer incremental updated_at","done":true,"version":"1700000000000","program":STATE}
// STATE is what the program said last. `done`: that read came to its end. `version`: that of the records,
// where a Singer tap gave one. A state that was got in another way than the stream is read now counts for
// nothing.
#pragma once
#include <string>
#include <string_view>

namespace musubi::process {

struct ReadState {
  std::string by;
  std::string program;  // JSON; "" = none
  bool done = false;
  std::string version;  // "" = none

  static ReadState parse(std::string_view text, const std::string& by);
  std::string text() const;
};

}  // namespace musubi::process
