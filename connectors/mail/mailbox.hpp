// Where mails stand: Maildirs, mbox files, files of one mail.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

/// A file that holds one mail (Maildir, .eml) or many (mbox).
struct MailFile {
  enum class Kind : uint8_t { maildir, single, mbox };
  Kind kind = Kind::single;
  std::filesystem::path path;
  std::string name;    // as people know it: the file's, or of a Maildir its unique part
  uint64_t token = 0;  // stands for what the file holds; a Maildir's flags and its move from new to cur don't change it. 0: too fresh to trust
};

/// The files that `patterns` name (* and ? in any part of a path), each once, in a stable order: Maildirs by file name, which begins with
/// the time of delivery. Throws Failure MU_CONFIG where a pattern names nothing.
std::vector<MailFile> find_mails(const std::vector<std::string>& patterns);

/// The bytes of a file, at most `most` + 1 of them; false where it is gone meanwhile. A mail of a Maildir that moved from new to cur or got
/// other flags is found. Throws Failure MU_TRANSIENT where it cannot be read.
bool read_file(const MailFile& file, uint64_t most, std::string& bytes);

/// Calls `take` with each mail of an mbox file: its number from 1, its bytes without the "From " line and with ">From" undone, at most
/// `most` + 1 of them. `take` returns false to end. A file that does not begin with "From " is one mail.
void each_mail(const std::filesystem::path& mbox, uint64_t most, const std::function<bool(int64_t number, const std::string& bytes)>& take);

}  // namespace musubi::mail
