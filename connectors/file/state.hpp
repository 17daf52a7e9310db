// What a stream remembers from run to run: which files it has delivered, and how far.
//   {"v":1,"settings":HASH,"files":{PATH:{"size":N,"modified":N,"digest":HEX,"row":N,"version"?:TEXT}}}
//   "row": the last one delivered, -1 = all; "version": of a file on a server that tells one
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace musubi::file {

struct SeenFile {
  uint64_t size = 0;
  int64_t modified = 0;  // 0: too fresh to be trusted
  std::string digest;
  int64_t row = -1;
  std::string version;
  bool complete() const { return row < 0; }
};

struct State {
  std::string settings;
  std::map<std::string, SeenFile> files;

  std::string text() const;
  /// Empty where `text` is empty, of another version, or was written under other settings.
  static State parse(std::string_view text, const std::string& settings);
};

}  // namespace musubi::file
