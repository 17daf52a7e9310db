#include "connectors/file/mdb_book.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <functional>

#include "connectors/file/fail.hpp"
#include "core/text/csv.hpp"
#include "core/text/utf8.hpp"

extern char** environ;

namespace musubi::file {
namespace {

/// A program whose output is read piece by piece; ended when it is no longer wanted.
class Child {
 public:
  Child(std::vector<std::string> words, const std::string& file) : file_(file) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) transient_failure("cannot_start", {{"program", words[0]}, {"file", file}});
    out_ = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<std::string> settings = {"MDB_JET3_CHARSET=CP932", "MDBICONV=UTF-8", "LC_ALL=C.UTF-8"};
    if (const char* path = std::getenv("PATH")) settings.push_back(std::string("PATH=") + path);
    std::vector<char*> environment;
    for (std::string& setting : settings) environment.push_back(setting.data());
    environment.push_back(nullptr);
    int failed = posix_spawnp(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (!failed) return;
    pid_ = 0;
    close(std::exchange(out_, -1));
    config_failure("no_mdbtools", {{"file", file}});
  }
  ~Child() { end(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Until `take` returns false. Throws where the program ends badly.
  void read(const std::function<bool(std::string_view)>& take) {
    std::vector<char> buffer(1 << 16);
    for (;;) {
      ssize_t got = ::read(out_, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      if (!take({buffer.data(), size_t(got)})) return;
    }
    if (end() != 0) data_failure("mdb_damaged", {{"file", file_}});
  }

 private:
  int end() {
    if (out_ >= 0) close(std::exchange(out_, -1));
    int status = 0;
    if (pid_ > 0)
      while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
      }
    pid_ = 0;
    return status;
  }

  std::string file_;
  pid_t pid_ = 0;
  int out_ = -1;
};

}  // namespace

MdbBook::MdbBook(std::filesystem::path path, std::string file) : path_(std::move(path)), file_(std::move(file)) {
  std::string names;
  Child({"mdb-tables", "-1", path_.string()}, file_).read([&](std::string_view chunk) {
    names += chunk;
    return names.size() < 1'000'000;
  });
  for (size_t at = 0; at < names.size();) {
    size_t end = std::min(names.find('\n', at), names.size());
    if (end > at) sheets_.push_back({text::replace_invalid(names.substr(at, end - at)), false});
    at = end + 1;
  }
  if (sheets_.empty()) data_failure("mdb_damaged", {{"file", file_}});
}

void MdbBook::rows_of(size_t place, RowConsumer& rows) const {
  text::CsvReader reader({',', '"'});
  std::string piece;
  bool wanted = true;
  auto hand_on = [&] {
    while (wanted && reader.next()) {
      Row row;
      row.number = int64_t(reader.row().number);
      for (std::string_view cell : reader.row().cells) row.cells.push_back(text::replace_invalid(cell));
      wanted = rows.row(row);
    }
    return wanted;
  };
  Child({"mdb-export", "-D", "%Y-%m-%d", "-T", "%Y-%m-%dT%H:%M:%S", "-b", "strip", path_.string(), sheets_[place].name}, file_).read([&](std::string_view chunk) {
    piece = chunk;
    reader.feed(piece);
    return hand_on();
  });
  if (!wanted) return;
  reader.finish();
  hand_on();
}

}  // namespace musubi::file
