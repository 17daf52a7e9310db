#include "core/store/reader_access.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "core/base/error.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;

std::string doubled(const std::string& text, std::string_view which) {
  std::string out;
  for (char c : text) out += which.find(c) == std::string_view::npos ? std::string(1, c) : std::string(2, c);
  return out;
}

/// A setting that is one text.
std::string quoted(const std::string& text) { return "'" + doubled(text, "'\\") + "'"; }

/// A setting that is a list of paths: one path in double quotes, the whole in single ones.
std::string quoted_list(const std::string& path) { return "'\"" + doubled(path, "'\"") + "\"'"; }

fs::path own_certificate(const ClusterPlace& place) { return place.home / "server.crt"; }
fs::path own_key(const ClusterPlace& place) { return place.home / "server.key"; }

void copy_private(const fs::path& from, const fs::path& to, const ClusterPlace& place) {
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  fs::permissions(to, fs::perms(0600));
  out << in.rdbuf();
  bool ours = !place.account || chown(to.c_str(), place.account->uid, place.account->gid) == 0;
  if (!in || !out.flush() || !ours) throw Error("store.no_certificate", {{"file", from.string()}});
}

}  // namespace

std::string network_settings(const ReaderSettings& readers, const ClusterPlace& place) {
  std::string out = fmt::format("unix_socket_directories = {}\nport = {}\nlisten_addresses = {}\n", quoted_list(place.sockets.string()), readers.port, quoted(readers.address));
  if (!readers.certificate.empty())
    out += fmt::format("ssl = on\nssl_cert_file = {}\nssl_key_file = {}\n", quoted(own_certificate(place).string()), quoted(own_key(place).string()));
  return out + "password_encryption = 'scram-sha-256'\n";
}

std::string access_rules(const ReaderSettings& readers) {
  std::string out = "# Written at every start by Musubi.\nlocal all musubi trust\n";
  if (readers.address.empty()) return out;
  std::vector<std::string> networks = readers.allow;
  if (networks.empty()) networks = {"127.0.0.1/32", "::1/128"};
  for (const std::string& network : networks)
    out += fmt::format("{} musubi +{} {} scram-sha-256\n", readers.certificate.empty() ? "host" : "hostssl", reader_group, network);
  return out;
}

void copy_certificate(const ReaderSettings& readers, const ClusterPlace& place) {
  if (readers.certificate.empty()) return;
  copy_private(readers.certificate, own_certificate(place), place);
  copy_private(readers.key, own_key(place), place);
}

}  // namespace musubi::store
