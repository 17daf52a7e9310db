#include "connectors/file/delivery.hpp"

#include "connectors/file/hash.hpp"

namespace musubi::file {
namespace {

constexpr int64_t kCheckpointEvery = 10'000;

}  // namespace

Delivery::Delivery(const Host& host, std::string stream, const FoundFile& file, int64_t delivered,
                   std::function<void(int64_t)> checkpoint)
    : host_(host),
      stream_(std::move(stream)),
      file_(file),
      delivered_(delivered),
      checkpoint_(std::move(checkpoint)) {}

void Delivery::record(int64_t row, std::string_view key, std::string_view json) {
  if (row > delivered_) host_.record(stream_, key, json, {row, file_.name, file_.date});
  counted(row);
}

void Delivery::record(int64_t row, std::string_view json) {
  std::string hash = hash_of(json);
  uint32_t ordinal = ++equals_[hash];
  record(row, hash + "#" + std::to_string(ordinal), json);
}

void Delivery::unreadable(int64_t row, std::string_view raw, std::string_view id, Pairs args) {
  args.emplace_back("file", file_.name);
  args.emplace_back("row", std::to_string(row));
  if (row > delivered_) host_.unreadable(stream_, "", raw, id, args);
  counted(row);
}

void Delivery::log(std::string_view line) const {
  host_.log(MU_LOG_INFO, stream_ + ": " + std::string(line));
}

void Delivery::pause_point() const {
  if (host_.stopping()) throw Stopped(MU_STOPPED);
}

void Delivery::counted(int64_t row) {
  if (++count_ % kCheckpointEvery == 0 && row > delivered_) checkpoint_(row);
  if (count_ % 256 == 0) pause_point();
}

}  // namespace musubi::file
