#include "connectors/file/remote/host_key.hpp"

#include <algorithm>
#include <memory>

#include "connectors/file/fail.hpp"

namespace musubi::file {
namespace {

struct Kind {
  int type, mask;
  const char* word;
};

Kind kind_of(LIBSSH2_SESSION* session, std::string_view& key) {
  constexpr Kind kinds[] = {{LIBSSH2_HOSTKEY_TYPE_RSA, LIBSSH2_KNOWNHOST_KEY_SSHRSA, "RSA"},
                            {LIBSSH2_HOSTKEY_TYPE_DSS, LIBSSH2_KNOWNHOST_KEY_SSHDSS, "DSA"},
                            {LIBSSH2_HOSTKEY_TYPE_ECDSA_256, LIBSSH2_KNOWNHOST_KEY_ECDSA_256, "ECDSA"},
                            {LIBSSH2_HOSTKEY_TYPE_ECDSA_384, LIBSSH2_KNOWNHOST_KEY_ECDSA_384, "ECDSA"},
                            {LIBSSH2_HOSTKEY_TYPE_ECDSA_521, LIBSSH2_KNOWNHOST_KEY_ECDSA_521, "ECDSA"},
                            {LIBSSH2_HOSTKEY_TYPE_ED25519, LIBSSH2_KNOWNHOST_KEY_ED25519, "ED25519"}};
  size_t size = 0;
  int type = 0;
  const char* bytes = libssh2_session_hostkey(session, &size, &type);
  key = bytes ? std::string_view(bytes, size) : std::string_view();
  for (const Kind& kind : kinds)
    if (kind.type == type) return kind;
  return {type, LIBSSH2_KNOWNHOST_KEY_UNKNOWN, "?"};
}

std::string base64(std::string_view bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) out += digits[held >> (bits - 6) & 63];
  }
  if (bits) out += digits[held << (6 - bits) & 63];
  return out;
}

std::string digest(LIBSSH2_SESSION* session) {
  const char* bytes = libssh2_hostkey_hash(session, LIBSSH2_HOSTKEY_HASH_SHA256);
  return bytes ? "SHA256:" + base64({bytes, 32}) : "";
}

/// As ssh-keygen prints it, without what people may leave out or add.
std::string bare(std::string print) {
  if (size_t at = print.find("SHA256:"); at != print.npos) print.erase(0, at + 7);
  print.erase(std::min(print.find_first_of("= \t"), print.size()));
  return print;
}

Trust by_file(LIBSSH2_SESSION* session, const std::string& file, const std::string& host, int port) {
  std::unique_ptr<LIBSSH2_KNOWNHOSTS, void (*)(LIBSSH2_KNOWNHOSTS*)> hosts(libssh2_knownhost_init(session),
                                                                           libssh2_knownhost_free);
  if (!hosts || libssh2_knownhost_readfile(hosts.get(), file.c_str(), LIBSSH2_KNOWNHOST_FILE_OPENSSH) < 0)
    config_failure("no_known_hosts", {{"file", file}});
  std::string_view key;
  Kind kind = kind_of(session, key);
  libssh2_knownhost* found = nullptr;
  int mask = LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW | kind.mask;
  switch (libssh2_knownhost_checkp(hosts.get(), host.c_str(), port, key.data(), key.size(), mask, &found)) {
    case LIBSSH2_KNOWNHOST_CHECK_MATCH:
      return Trust::known;
    case LIBSSH2_KNOWNHOST_CHECK_MISMATCH:
      return Trust::changed;
    default:
      return Trust::unknown;
  }
}

}  // namespace

std::string fingerprint(LIBSSH2_SESSION* session) {
  std::string_view key;
  return std::string(kind_of(session, key).word) + " " + digest(session);
}

Trust trust(LIBSSH2_SESSION* session, const RemoteSettings& settings, const std::string& host, int port) {
  std::string offered = bare(digest(session));
  for (const auto& print : settings.host_keys)
    if (!offered.empty() && bare(print) == offered) return Trust::known;
  if (!settings.known_hosts.empty())
    if (Trust found = by_file(session, settings.known_hosts, host, port); found != Trust::unknown)
      return found;
  return Trust::unknown;
}

}  // namespace musubi::file
