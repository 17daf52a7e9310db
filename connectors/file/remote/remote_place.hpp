// The files of a stream on a server: its addresses, patterns expanded by listing folders, and the copy of one
// of them.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/file/place.hpp"

namespace musubi::file {

class RemotePlace final : public Place {
 public:
  RemotePlace(const Host& host, const StreamSettings& stream, const RemoteSettings& settings);

  std::vector<FoundFile> find() override;
  FileStamp stamp(const FoundFile& file) override;
  Fetched fetch(FoundFile& file, const std::string& known) override;
  bool peek(FoundFile& file) override;
  bool worth_a_second_look() const override { return remote_->shows_unfinished(); }
  bool is_open_for_writing(const FoundFile&) const override { return false; }
  int settle() const override;

 private:
  using Listing = std::optional<std::vector<RemoteFile>>;
  const Listing& listing(const std::string& folder);
  std::vector<RemoteFile> expand(const Address& address);
  void take_matching(const std::string& folder, const std::string& pattern, std::vector<RemoteFile>& out);
  std::string companion(const RemoteFile& file);
  [[noreturn]] void none_found(const Address& address);
  FoundFile found(const Address& address, const RemoteFile& file);

  const StreamSettings& stream_;
  const RemoteSettings& settings_;
  std::vector<Address> addresses_;
  std::unique_ptr<Remote> remote_;
  std::map<std::string, Listing> listings_;  // of one find()
  LocalCopy copy_;
};

}  // namespace musubi::file
