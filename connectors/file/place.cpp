#include "connectors/file/place.hpp"

#include "connectors/file/remote/remote_place.hpp"

namespace musubi::file {
namespace {

class LocalPlace final : public Place {
 public:
  LocalPlace(const StreamSettings& stream, int settle) : stream_(stream), settle_(settle) {}

  std::vector<FoundFile> find() override {
    std::vector<FoundFile> out;
    for (const auto& path : stream_.paths)
      for (auto& file : find_files(path, false)) out.push_back(std::move(file));
    put_in_order(out, stream_.newest_only);
    return out;
  }
  FileStamp stamp(const FoundFile& file) override { return stamp_of(file.path); }
  Fetched fetch(FoundFile&, const std::string&) override { return Fetched::here; }
  bool peek(FoundFile&) override { return false; }
  bool worth_a_second_look() const override { return settle_ > 0; }
  int settle() const override { return settle_; }

 private:
  const StreamSettings& stream_;
  int settle_;
};

}  // namespace

std::unique_ptr<Place> open_place(const Host& host, const StreamSettings& stream,
                                  const RemoteSettings& settings) {
  if (is_address(stream.paths[0])) return std::make_unique<RemotePlace>(host, stream, settings);
  return std::make_unique<LocalPlace>(stream, std::max(settings.settle, 0));
}

}  // namespace musubi::file
