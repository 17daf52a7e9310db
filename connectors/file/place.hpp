// Where a stream's files lie: on this machine, or on a server from which they are copied one at a time.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "connectors/file/byte_file.hpp"
#include "connectors/file/find_files.hpp"
#include "connectors/file/remote/remote.hpp"
#include "connectors/file/settings.hpp"
#include "connectors/file/state.hpp"

namespace musubi::file {

class Place {
 public:
  virtual ~Place() = default;
  /// The stream's files in order, as find_files. Throws as find_files and Remote do.
  virtual std::vector<FoundFile> find() = 0;
  /// How the file stands now; size 0 and time 0 where only fetching tells.
  virtual FileStamp stamp(const FoundFile& file) = 0;
  /// Makes `file.path` readable, until the next call. `known`: a version that is not wanted again, "" = none.
  virtual Fetched fetch(FoundFile& file, const std::string& known) = 0;
  /// The same with the file's beginning alone where fetching all is dear; false: it is the whole file.
  virtual bool peek(FoundFile& file) = 0;
  /// Whether two listings, a moment apart, tell what is still being written.
  virtual bool worth_a_second_look() const = 0;
  /// Whether a program is known to have it open for writing; false where nobody can tell.
  virtual bool is_open_for_writing(const FoundFile& file) const = 0;
  /// Seconds that a file must have been left alone; 0 = none.
  virtual int settle() const = 0;
};

/// `stream`, `settings` and `host` must outlive it. Nothing is connected yet.
std::unique_ptr<Place> open_place(const Host& host, const StreamSettings& stream, const RemoteSettings& settings);

}  // namespace musubi::file
