// A server from which files are read: lists and copies, by SFTP, FTPS, HTTPS or S3. Used by one thread; logs in when
// first needed.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/remote/address.hpp"
#include "connectors/file/remote/local_copy.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::file {

/// How to get in, and how long to wait; common to all streams of a connection.
struct RemoteSettings {
  std::string user, password, private_key, passphrase, token, client_id, client_secret;
  std::vector<std::string> host_keys;  // fingerprints as ssh-keygen -l prints them
  std::string known_hosts, ca_file;    // files
  std::string endpoint, region;        // of an S3 store
  enum class Tls { automatic, first, later } tls = Tls::automatic;  // FTPS: TLS from the first byte, or by AUTH TLS
  int timeout = 60;                    // seconds without a byte
  int settle = -1;                     // seconds; -1: not set
};

struct RemoteFile {
  enum class Kind { file, folder, unknown };
  std::string path;  // on the server, as bytes
  std::string name;  // its last part, in UTF-8
  Kind kind = Kind::file;
  int64_t size = -1;     // -1: not told
  int64_t modified = 0;  // seconds since 1970; 0: not told
  std::string version;   // what tells one state of the file from another; "": not told
};

/// `growing`: the file had become another while it was fetched.
enum class Fetched { here, unchanged, growing };

class Remote {
 public:
  virtual ~Remote() = default;
  /// What stands in a folder ("" is the top), links followed; nullopt where there is none.
  virtual std::optional<std::vector<RemoteFile>> list(const std::string& folder) = 0;
  /// Fills in size and time where list() cannot tell; false where it is no file or has gone.
  virtual bool complete(RemoteFile& file) = 0;
  /// Copies the file; fills in what is found out of it. `known`: a version that is not wanted again, "" = none.
  virtual Fetched fetch(RemoteFile& file, const std::string& known, LocalCopy& to) = 0;
  /// Whether a file can be seen while it is being written.
  virtual bool shows_unfinished() const = 0;
};
// All of Remote throws Failure: MU_AUTH (not let in), MU_CONFIG (server not trusted, no right to read), MU_RATE,
// MU_TRANSIENT (down, slow, broken off, no room for the copy); and Stopped within a second of the host's wish.

std::unique_ptr<Remote> open_sftp(const Host& host, const RemoteSettings& settings, const Address& address);
std::unique_ptr<Remote> open_ftps(const Host& host, const RemoteSettings& settings, const Address& address);
std::unique_ptr<Remote> open_https(const Host& host, const RemoteSettings& settings, const Address& address);
std::unique_ptr<Remote> open_s3(const Host& host, const RemoteSettings& settings, const Address& address);

}  // namespace musubi::file
