#include "connectors/file/place.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

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
  /// A read lease is granted only where nobody writes. Asked of the file's owner and of root; whoever opens the file for writing in
  /// that moment sends a signal, which must be one that is ignored.
  bool is_open_for_writing(const FoundFile& file) const override {
    int opened = ::open(file.path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (opened < 0) return false;
    fcntl(opened, F_SETSIG, SIGURG);
    bool granted = fcntl(opened, F_SETLEASE, F_RDLCK) == 0;
    bool written = !granted && errno == EAGAIN;
    if (granted) fcntl(opened, F_SETLEASE, F_UNLCK);
    ::close(opened);
    return written;
  }
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
