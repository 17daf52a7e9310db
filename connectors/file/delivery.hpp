// Hands the records of one file to the host: says where each stood, makes keys of content, leaves out what an
// earlier run has delivered, and sets checkpoints.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "connectors/file/find_files.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::file {

class Delivery {
 public:
  /// Rows up to `delivered` are counted but not sent again. `checkpoint` is called every 10,000 rows with the
  /// last row.
  Delivery(const Host& host, std::string stream, const FoundFile& file, int64_t delivered,
           std::function<void(int64_t row)> checkpoint);

  /// A record under its own key. Rows come in rising order.
  void record(int64_t row, std::string_view key, std::string_view json);
  /// A record whose content is its name: key = hash of `json` "#" how many equal ones stood before it in the
  /// file, from 1.
  void record(int64_t row, std::string_view json);
  /// A row to be held; file and row are added to `args`.
  void unreadable(int64_t row, std::string_view raw, std::string_view id, Pairs args = {});
  void log(std::string_view line) const;
  /// Throws Stopped where the host wants to stop; for stretches without records.
  void pause_point() const;

  const std::string& stream() const { return stream_; }
  const std::string& file() const { return file_.name; }
  int64_t count() const { return count_; }

 private:
  void counted(int64_t row);

  const Host& host_;
  std::string stream_;
  const FoundFile& file_;
  int64_t delivered_, count_ = 0;
  std::function<void(int64_t)> checkpoint_;
  std::unordered_map<std::string, uint32_t> equals_;
};

}  // namespace musubi::file
