// Files put into one that only a password opens: AES-256-GCM in frames of 1 MiB under a key made by scrypt (N = 2^15, r = 8, p = 1).
//
//   "MUSUBI-SEALED-1\n", 16 bytes of salt, 7 bytes that begin every nonce; then frames: the length as 4 bytes (big-endian), the
//   ciphertext, 16 bytes of tag. The rest of a frame's nonce is its number and whether it is the last, so none can be left out,
//   doubled or moved. The first frame is empty and tells a wrong password from a damaged file. Inside: "<bytes> <name>\n" and the
//   file's bytes, one file after the other.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace musubi {

struct SealedEntry {
  std::string name;  // relative, with /
  std::filesystem::path file;
};

/// Writes beside `out` and renames, so that no half file bears its name; durable when it returns. Mode 0600. Throws Error
/// "settings.cannot_write". Cost: about 1 s/GB and 32 MiB for the key.
void seal(const std::vector<SealedEntry>& entries, const std::filesystem::path& out, const std::string& password);

/// Puts the files under `folder`. Nothing of a frame is used before its tag has been checked. Throws Error "settings.not_sealed",
/// "settings.wrong_password", "settings.damaged", "settings.cannot_write".
void unseal(const std::filesystem::path& in, const std::string& password, const std::filesystem::path& folder);

}  // namespace musubi
