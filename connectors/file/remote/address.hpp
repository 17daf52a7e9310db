// Addresses of files that lie on servers:
//
//   sftp://HOST[:PORT]/FOLDER/NAME        from the top; /~/FOLDER/NAME from the user's own folder
//   ftps://HOST[:PORT]/FOLDER/NAME        from where the user stands after logging in; //FOLDER from the top
//   https://HOST[:PORT]/FOLDER/NAME[?QUERY]
//   s3://BUCKET/FOLDER/NAME
//
// USER@ may stand before HOST. But for https, * and ? may stand in FOLDER and NAME, and %XX spells a byte.
#pragma once
#include <string>
#include <string_view>

namespace musubi::file {

enum class Scheme { sftp, ftps, https, s3 };

struct Address {
  Scheme scheme = Scheme::sftp;
  std::string host;  // s3: the bucket
  int port = 0;      // s3: 0
  std::string user;
  std::string path;  // what stands behind HOST and its first slash, %XX read; https: as written, with its query

  /// "sftp://files.example.com:2222"; the port where it is not the usual one.
  std::string server() const;
  /// The address of another path of this server, for people and for the state: a query is its hash.
  std::string shown(std::string_view path) const;
};

/// Whether `text` begins with a scheme of Address, or with one that people may have meant (ftp, http …).
bool is_address(std::string_view text);

/// Throws Failure MU_CONFIG: no such scheme, no host, a password in it.
Address read_address(const std::string& text);

/// Bytes as UTF-8: as they are, else read as CP932 or EUC-JP, as servers of old name their files.
std::string shown_name(std::string_view bytes);

}  // namespace musubi::file
