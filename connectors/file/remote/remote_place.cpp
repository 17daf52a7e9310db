#include "connectors/file/remote/remote_place.hpp"

#include <algorithm>

#include "connectors/file/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::file {
namespace {

constexpr int kSettle = 10;  // seconds
constexpr int64_t kPeek = 32 * 1024;
constexpr int64_t kSecond = 1'000'000'000;

std::unique_ptr<Remote> open_remote(const Host& host, const RemoteSettings& settings,
                                    const Address& address) {
  switch (address.scheme) {
    case Scheme::sftp:
      return open_sftp(host, settings, address);
    case Scheme::ftps:
      return open_ftps(host, settings, address);
    case Scheme::https:
      return open_https(host, settings, address);
    default:
      return open_s3(host, settings, address);
  }
}

std::string below(const std::string& folder, const std::string& name) {
  return folder.empty() || folder.ends_with('/') ? folder + name : folder + "/" + name;
}

std::string parent_of(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == path.npos ? "" : path.substr(0, std::max<size_t>(slash, path.starts_with('/')));
}

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= path.size();) {
    size_t end = std::min(path.find('/', at), path.size());
    if (end > at) out.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

RemoteFile at_address(const Address& address) {
  std::string path = address.path.substr(0, address.path.find('?'));
  std::string name = shown_name(path.substr(path.rfind('/') + 1));
  return {address.path, name.empty() ? address.host : name, RemoteFile::Kind::file, -1, 0, ""};
}

}  // namespace

RemotePlace::RemotePlace(const Host& host, const StreamSettings& stream, const RemoteSettings& settings)
    : stream_(stream), settings_(settings) {
  for (const auto& path : stream.paths) addresses_.push_back(read_address(path));
  remote_ = open_remote(host, settings, addresses_[0]);
}

int RemotePlace::settle() const {
  if (!remote_->shows_unfinished()) return 0;
  return settings_.settle < 0 ? kSettle : settings_.settle;
}

std::vector<FoundFile> RemotePlace::find() {
  listings_.clear();
  std::vector<FoundFile> out;
  for (const auto& address : addresses_) {
    std::vector<RemoteFile> files =
        address.scheme == Scheme::https ? std::vector{at_address(address)} : expand(address);
    if (files.empty()) none_found(address);
    for (const auto& file : files) out.push_back(found(address, file));
  }
  put_in_order(out, stream_.newest_only);
  return out;
}

FoundFile RemotePlace::found(const Address& address, const RemoteFile& file) {
  FoundFile out;
  out.id = address.shown(file.path);
  out.name = file.name;
  out.date = date_in_name(file.name);
  out.modified = file.modified * kSecond;
  if (out.date.empty() && file.modified) out.date = iso_utc(out.modified);
  out.companion = companion(file);
  out.place = file.path;
  out.version = file.version;
  out.size = file.size;
  return out;
}

FileStamp RemotePlace::stamp(const FoundFile& file) {
  return {static_cast<uint64_t>(std::max<int64_t>(file.size, 0)), file.modified};
}

Fetched RemotePlace::fetch(FoundFile& file, const std::string& known) {
  RemoteFile one{file.place,  file.name, RemoteFile::Kind::file, file.size, file.modified / kSecond,
                 file.version};
  Fetched result = remote_->fetch(one, known, copy_);
  if (result == Fetched::unchanged) return result;
  file.path = copy_.finish();
  file.size = one.size, file.modified = one.modified * kSecond, file.version = one.version;
  if (file.date.empty()) file.date = iso_utc(one.modified ? file.modified : std::time(nullptr) * kSecond);
  return result;
}

bool RemotePlace::peek(FoundFile& file) {
  copy_.want(kPeek);
  bool part = false;
  try {
    fetch(file, "");
  } catch (const LocalCopy::Enough&) {
    file.path = copy_.finish();
    part = true;
  }
  copy_.want(0);
  return part;
}

const RemotePlace::Listing& RemotePlace::listing(const std::string& folder) {
  auto [at, is_new] = listings_.try_emplace(folder);
  if (is_new) at->second = remote_->list(folder);
  return at->second;
}

std::vector<RemoteFile> RemotePlace::expand(const Address& address) {
  std::vector<std::string> parts = parts_of(address.path), folders{address.path.starts_with('/') ? "/" : ""};
  std::vector<RemoteFile> out;
  for (size_t i = 0; i < parts.size(); ++i) {
    std::vector<std::string> next;
    for (const auto& folder : folders) {
      if (i + 1 == parts.size()) {
        take_matching(folder, parts[i], out);
      } else if (!has_wildcard(parts[i])) {
        next.push_back(below(folder, parts[i]));
      } else if (const Listing& listed = listing(folder)) {
        for (const auto& entry : *listed)
          if (entry.kind != RemoteFile::Kind::file && !passed_over(entry.name, parts[i]) &&
              matches(parts[i], entry.name))
            next.push_back(entry.path);
      }
    }
    folders = std::move(next);
  }
  return out;
}

void RemotePlace::take_matching(const std::string& folder, const std::string& pattern,
                                std::vector<RemoteFile>& out) {
  const Listing& listed = listing(folder);
  if (!listed) return;
  bool exact = !has_wildcard(pattern);
  for (RemoteFile file : *listed) {
    if (file.kind == RemoteFile::Kind::folder) continue;
    bool wanted =
        exact ? file.name == pattern : !passed_over(file.name, pattern) && matches(pattern, file.name);
    if (wanted && remote_->complete(file)) out.push_back(std::move(file));
  }
}

/// A file beside this one that says it is still being written.
std::string RemotePlace::companion(const RemoteFile& file) {
  auto at = listings_.find(parent_of(file.path));
  if (at == listings_.end() || !at->second) return "";
  std::vector<std::string> names = companions_of(file.name);
  for (RemoteFile beside : *at->second)
    if (std::find(names.begin(), names.end(), beside.name) != names.end() && remote_->complete(beside) &&
        speaks_of_writing(beside.modified))
      return beside.name;
  return "";
}

void RemotePlace::none_found(const Address& address) {
  std::string pattern = address.shown(address.path);
  std::string folder = parent_of(address.path), last = address.path.substr(address.path.rfind('/') + 1);
  if (has_wildcard(folder)) config_failure("remote_no_match", {{"path", pattern}});
  std::string missing;  // the topmost folder that is not there
  while (!listing(folder) && !folder.empty() && folder != "/") {
    missing = folder.substr(folder.rfind('/') + 1);
    folder = parent_of(folder);
  }
  const Listing& listed = listing(folder);
  std::vector<std::string> names;
  for (const auto& entry : listed ? *listed : std::vector<RemoteFile>())
    if (!passed_over(entry.name, "")) names.push_back(entry.name);
  std::sort(names.begin(), names.end());
  std::string wanted = missing.empty() ? last : missing, near;
  std::erase(wanted, '*');
  near = nearest_name(wanted, names);
  for (size_t i = 0; near.empty() && i < names.size() && i < 5; ++i) near += (i ? ", " : "") + names[i];
  if (near.empty() && missing.empty()) config_failure("no_file_empty_folder", {{"path", pattern}});
  if (!missing.empty())
    config_failure("remote_no_folder",
                   {{"path", pattern}, {"folder", shown_name(missing)}, {"nearest", near}});
  config_failure("no_file", {{"path", pattern}, {"nearest", near}});
}

}  // namespace musubi::file
