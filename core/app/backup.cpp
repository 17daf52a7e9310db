// musubi backup | restore: everything in one file that only a password opens.
#include "core/store/backup.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "core/app/ask.hpp"
#include "core/app/audited.hpp"
#include "core/app/privacy.hpp"
#include "core/flow/erase.hpp"
#include "core/settings/sealed_file.hpp"
#include "core/settings/setting_files.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

/// A private folder for the files before they are sealed; it goes with them.
class Workshop {
 public:
  explicit Workshop(const fs::path& data) : folder(fs::absolute(data) / fmt::format("backup.{}", getpid())) {
    fs::create_directories(data);
    if (mkdir(folder.c_str(), 0700) != 0) throw Error("settings.cannot_write", {{"file", folder.string()}});
  }
  ~Workshop() {
    std::error_code none;
    fs::remove_all(folder, none);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  fs::path folder;
};

std::string password(const Context& context, const std::string& file, bool twice) {
  std::string out;
  if (!file.empty()) {
    std::ifstream in(file);
    if (!in) throw Error("settings.cannot_read", {{"file", file}});
    std::getline(in, out);
  } else if (const char* set = std::getenv("MUSUBI_BACKUP_PASSWORD")) {
    out = set;
  } else {
    out = asked_secret(context, context.say("バックアップのパスワード", "password of the backup"));
    if (twice && out != asked_secret(context, context.say("もう一度", "once more"))) throw Error("app.passwords_differ");
  }
  if (twice ? out.size() < 8 : out.empty()) throw Error("app.short_password");
  return out;
}

std::vector<SealedEntry> files_of(const Configuration& c, const fs::path& dump) {
  std::vector<SealedEntry> out = {{"database.dump", dump}};
  for (const char* name : {"erasures", "erasures.key", "secrets.key"})
    if (fs::exists(c.hub.data / name)) out.push_back({name, c.hub.data / name});
  for (SealedEntry& one : configuration_files(c)) out.push_back(std::move(one));
  return out;
}

/// A configuration that is there stays as it is.
bool take_configuration(const fs::path& from, const fs::path& to) {
  if (fs::exists(to / "musubi.yaml")) return false;
  fs::create_directories(to);
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::skip_existing);
  return true;
}

}  // namespace

int run_backup(Context& context, const BackupOptions& o) {
  Configuration c = configured(context);
  fs::path target = fs::absolute(o.file);
  if (fs::exists(target)) throw Error("app.backup_there", {{"file", target.string()}});
  std::string secret = password(context, o.password_file, true);
  Store store = Store::open(c.hub.database_url.value(), c.hub.data.string(), c.hub.readers);
  keep_everybody(store, reading(context, {}, "backup"));
  Workshop workshop(c.hub.data);
  dump_database(store.url(), workshop.folder / "database.dump");
  seal(files_of(c, workshop.folder / "database.dump"), target, secret);
  auto size = fs::file_size(target);
  if (context.json) fmt::print("{{\"file\": \"{}\", \"bytes\": {}}}\n", target.string(), size);
  else fmt::print("{} ({} KB)\n{}\n", target.string(), (size + 1023) / 1024, context.say("暗号化して保存しました。パスワードをなくすと、だれにも開けません。", "Saved encrypted. Without the password nobody can open it."));
  return 0;
}

int run_restore(Context& context, const BackupOptions& o) {
  fs::path config = context.config.empty() ? fs::current_path() : fs::absolute(context.config);
  Workshop workshop(context.data.empty() ? config / "data" : context.data);
  unseal(o.file, password(context, o.password_file, false), workshop.folder);
  refuse_newer_dump(workshop.folder / "database.dump");
  bool taken = take_configuration(workshop.folder / "config", config);
  Configuration c = configured(context);
  restore_database({c.hub.database_url.value(), c.hub.data, c.hub.readers, o.replace}, workshop.folder / "database.dump");
  if (fs::exists(workshop.folder / "secrets.key")) fs::copy_file(workshop.folder / "secrets.key", c.hub.data / "secrets.key", fs::copy_options::overwrite_existing);
  Hub hub = open_hub(std::move(c));
  hub.store.begin().take_in_erasures(workshop.folder / "erasures", workshop.folder / "erasures.key");
  size_t gone = erase_again(hub, *context.clock);
  if (context.json) {
    fmt::print("{{\"configuration\": {}, \"erased_again\": {}}}\n", taken, gone);
    return 0;
  }
  fmt::print("{}\n", context.say("バックアップから戻しました。", "The backup has been restored."));
  if (!taken) fmt::print("{}\n", context.say("設定ファイルは、いまあるものをそのまま使います。", "The configuration that was there stays in use."));
  if (gone) fmt::print("{}\n", fmt::format(fmt::runtime(context.say("バックアップのあとで削除された方の {} 件を、もう一度削除しました。", "{} records of people who were erased after this backup were erased again.")), gone));
  return 0;
}

}  // namespace musubi
