#include "core/settings/sealed_file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>
#include <optional>

#include "core/base/error.hpp"
#include "core/settings/cipher.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "MUSUBI-SEALED-1\n";
constexpr size_t salt_size = 16, prefix_size = 7, frame_size = 1 << 20;
using Bytes = std::string;

[[noreturn]] void fail(const char* id, const fs::path& file) { throw Error(id, {{"file", file.string()}}); }

Bytes key_of(const std::string& password, const Bytes& salt) {
  Bytes key(32, '\0');
  EVP_PBE_scrypt(password.data(), password.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), 1 << 15, 8, 1, 64 << 20, reinterpret_cast<unsigned char*>(key.data()), key.size());
  return key;
}

/// AES-256-GCM over numbered frames: the number and whether it is the last one are part of the nonce.
class Frames {
 public:
  Frames(Bytes key, Bytes prefix) : key_(std::move(key)), prefix_(std::move(prefix)) {}

  Bytes seal(const Bytes& plain, bool last) { return encrypted(key_, next_nonce(last), "", plain); }
  std::optional<Bytes> open(const Bytes& frame, bool last) { return decrypted(key_, next_nonce(last), "", frame); }

 private:
  Bytes next_nonce(bool last) {
    Bytes nonce = prefix_;
    for (int shift = 24; shift >= 0; shift -= 8) nonce += char(number_ >> shift);
    nonce += char(last);
    ++number_;
    return nonce;
  }

  Bytes key_, prefix_;
  uint32_t number_ = 0;
};

void write_frame(std::ofstream& out, const Bytes& sealed) {
  for (int shift = 24; shift >= 0; shift -= 8) out.put(char(sealed.size() >> shift));
  out << sealed;
}

/// The next frame as it stands in the file; nullopt at its end.
std::optional<Bytes> read_frame(std::ifstream& in) {
  std::array<unsigned char, 4> length{};
  if (!in.read(reinterpret_cast<char*>(length.data()), 4)) return {};
  size_t size = size_t(length[0]) << 24 | size_t(length[1]) << 16 | size_t(length[2]) << 8 | length[3];
  if (size > frame_size + cipher_tag_size) return Bytes();
  Bytes out(size, '\0');
  in.read(out.data(), std::streamsize(size));
  out.resize(size_t(in.gcount()));
  return out;
}

Bytes read_some(std::ifstream& in, size_t size) {
  Bytes out(size, '\0');
  in.read(out.data(), std::streamsize(size));
  out.resize(size_t(in.gcount()));
  return out;
}

/// Takes the stream of files apart as it comes.
class Unpacking {
 public:
  Unpacking(const fs::path& from, const fs::path& folder) : from_(from), folder_(folder) {}

  void take(std::string_view bytes) {
    while (!bytes.empty()) {
      if (left_ > 0) {
        size_t now = std::min<size_t>(left_, bytes.size());
        out_.write(bytes.data(), std::streamsize(now));
        left_ -= now;
        bytes.remove_prefix(now);
        if (left_ == 0) close();
      } else if (char c = bytes.front(); bytes.remove_prefix(1), c != '\n') {
        header_ += c;
      } else {
        begin();
      }
    }
  }
  void end() const {
    if (left_ > 0 || !header_.empty()) fail("settings.damaged", from_);
  }

 private:
  void begin() {
    size_t space = header_.find(' ');
    fs::path name = space == std::string::npos ? fs::path() : fs::path(header_.substr(space + 1));
    bool inside = !name.empty() && name.is_relative() && std::none_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".."; });
    if (!inside) fail("settings.damaged", from_);
    left_ = std::strtoull(header_.c_str(), nullptr, 10);
    header_.clear();
    current_ = folder_ / name;
    fs::create_directories(current_.parent_path());
    out_.open(current_, std::ios::binary | std::ios::trunc);
    if (left_ == 0) close();
  }
  void close() {
    out_.close();
    if (!out_) fail("settings.cannot_write", current_);
    fs::permissions(current_, fs::perms(0600));
  }

  const fs::path &from_, &folder_;
  std::string header_;
  fs::path current_;
  std::ofstream out_;
  uint64_t left_ = 0;
};

void make_durable(const fs::path& file) {
  int handle = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  bool good = handle >= 0 && fsync(handle) == 0;
  if (handle >= 0) close(handle);
  if (!good) fail("settings.cannot_write", file);
}

}  // namespace

void seal(const std::vector<SealedEntry>& entries, const fs::path& target, const std::string& password) {
  Bytes random = random_bytes(salt_size + prefix_size);
  Frames frames(key_of(password, random.substr(0, salt_size)), random.substr(salt_size));
  fs::path part = target.string() + ".part";
  std::ofstream out(part, std::ios::binary | std::ios::trunc);
  if (!out) fail("settings.cannot_write", part);
  fs::permissions(part, fs::perms(0600));
  out << magic << random;
  write_frame(out, frames.seal("", false));
  Bytes pending;
  auto send_whole_frames = [&] {
    for (; pending.size() > frame_size; pending.erase(0, frame_size)) write_frame(out, frames.seal(pending.substr(0, frame_size), false));
  };
  for (const SealedEntry& entry : entries) {
    std::ifstream in(entry.file, std::ios::binary);
    if (!in) fail("settings.cannot_read", entry.file);
    pending += std::to_string(fs::file_size(entry.file)) + " " + entry.name + "\n";
    for (Bytes some = read_some(in, frame_size); !some.empty(); some = read_some(in, frame_size)) {
      pending += some;
      send_whole_frames();
    }
  }
  write_frame(out, frames.seal(pending, true));
  out.close();
  if (!out) fail("settings.cannot_write", part);
  make_durable(part);
  fs::rename(part, target);
}

void unseal(const fs::path& source, const std::string& password, const fs::path& folder) {
  std::ifstream in(source, std::ios::binary);
  if (!in) fail("settings.cannot_read", source);
  if (read_some(in, magic.size()) != magic) fail("settings.not_sealed", source);
  Bytes salt = read_some(in, salt_size), prefix = read_some(in, prefix_size);
  Frames frames(key_of(password, salt), prefix);
  std::optional<Bytes> frame = read_frame(in);
  if (!frame || !frames.open(*frame, false)) fail("settings.wrong_password", source);
  Unpacking files(source, folder);
  for (frame = read_frame(in); frame;) {
    std::optional<Bytes> next = read_frame(in);
    std::optional<Bytes> plain = frames.open(*frame, !next);
    if (!plain) fail("settings.damaged", source);
    files.take(*plain);
    if (!next) return files.end();
    frame = std::move(next);
  }
  fail("settings.damaged", source);
}

}  // namespace musubi
