// What every command gets: where the configuration is, how to speak, when to stop. One file per command.
#pragma once
#include <atomic>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/message.hpp"
#include "core/base/time.hpp"
#include "core/flow/hub.hpp"

namespace musubi {

/// What Ctrl-C does: ends the program at once (nothing is open), asks for the next safe place, or is left to a child.
enum class Interrupt { at_once, gently, never };

struct Context {
  std::filesystem::path config, data;  // config: --config or usual_configuration(); data "" = the configuration's own
  std::optional<Lang> asked_lang;      // --lang
  Lang lang = Lang::ja;                // what is spoken: --lang, else the configuration's, else the locale's
  std::string zone = "Asia/Tokyo";
  bool json = false;
  std::stop_token stop;
  std::atomic<Interrupt> interrupt = Interrupt::at_once;
  const Clock* clock = nullptr;
  std::string who, why;    // --who, --why: who reads or changes customers, and why
  std::string server_log;  // the embedded database's, once it is open; "" for another server

  /// `ja` or `en` after the language spoken.
  const char* say(const char* ja, const char* en) const { return lang == Lang::ja ? ja : en; }
};

/// The configuration where none is named: here if it has a musubi.yaml, else that of the installation (/etc/musubi beside
/// /usr/bin/musubi, PREFIX/etc/musubi beside PREFIX/bin/musubi) if there is one, else here.
std::filesystem::path usual_configuration();
/// Reads the configuration and lets its language and zone be spoken from then on. Throws Error.
Configuration configured(Context& context);
/// The same, with rules and database opened.
Hub opened(Context& context);

// Each returns the exit code: 0 only if what was asked for happened. Each throws Error.

struct SyncOptions {
  std::vector<std::string> connections;
  bool full = false, again = false, dry_run = false;
  unsigned threads = 2;
};
int run_sync(Context& context, const SyncOptions& options);

int run_init(Context& context, const std::string& directory);

struct ImportOptions {
  std::string file;                         // also a pattern or a folder
  std::string connection, sheet, inside;    // "" = found out
  std::string password_env, password_file;  // where an archive's password stands
  bool yes = false;                         // take every proposal
};
int run_import(Context& context, const ImportOptions& options);
int run_mapping_suggest(Context& context, const ImportOptions& options);
struct AddOptions {
  std::string name, kana, company, department, title, phone, email, postal_code, address, birth_date, note;
};
int run_customer_add(Context& context, const AddOptions& options);
int run_check(Context& context, const std::vector<std::string>& connections);
int run_discover(Context& context, const std::string& connection);
int run_preview(Context& context, const std::string& connection, const std::string& stream, size_t records);
int run_connector_list(Context& context);
int run_connector_describe(Context& context, const std::string& name);
int run_mapping_test(Context& context, const std::vector<std::string>& files);

int run_customer_find(Context& context, const std::string& text);
int run_customer_show(Context& context, int64_t id);
struct ExplainOptions {
  int64_t id = 0, other = 0;  // other: another customer; 0: the records of the first
  std::string svg;            // a file for the chart of weights; "" none
};
int run_customer_explain(Context& context, const ExplainOptions& options);
int run_customer_history(Context& context, int64_t id);

int run_review_list(Context& context, size_t limit);
struct DecideOptions {
  std::string pair;     // "12-34" as `review list` prints it; "P12-3fa09c" of a proposal
  std::string verdict;  // same, different, household (or 同一, 別人, 世帯); accept, refuse (採用, 却下)
};
int run_review_decide(Context& context, const DecideOptions& options);

struct HeldOptions {
  std::string connection;  // "" = all
  size_t limit = 200;
  bool closed = false;  // those that were closed without being mended
};
int run_quarantine_list(Context& context, const HeldOptions& options);
/// Rows that were closed without being mended: how, by whom, why.
int list_closed_rows(Context& context, Hub& hub, const HeldOptions& options);
int run_quarantine_replay(Context& context, const std::string& connection);
/// `connection`: its runs alone; "": of all, of each the newest.
int run_run_list(Context& context, const std::string& connection);
int run_run_show(Context& context, int64_t id);

int run_manifest_check(Context& context, const std::vector<std::string>& files);

int run_mail_parse(Context& context, const std::vector<std::string>& files);
int run_mail_suggest(Context& context, const std::vector<std::string>& files);

int run_normalize(Context& context, const std::string& kind);
struct DedupeOptions {
  std::string file, id, out, pairs, config;
};
int run_dedupe(Context& context, const DedupeOptions& options);
int run_db(Context& context, const std::string& what, const std::vector<std::string>& arguments);
int run_doctor(Context& context);

}  // namespace musubi
