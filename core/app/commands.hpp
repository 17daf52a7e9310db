// The command line's tree: what its commands are added with, and the groups of them. Included by cli.cpp and commands_*.cpp alone.
#pragma once
#include <CLI/CLI.hpp>

#include "core/app/match.hpp"
#include "core/app/presets.hpp"
#include "core/app/privacy.hpp"
#include "core/app/running.hpp"
#include "core/app/stewards.hpp"

namespace musubi {

/// Options live as long as the parser that fills them.
struct CommandOptions {
  SyncOptions sync;
  DecideOptions decide;
  ExplainOptions explain;
  MatchOptions match;
  DedupeOptions dedupe;
  UpOptions up;
  EraseOptions erase;
  BackupOptions backup;
  bool dry_run = false, yes = false;
  ImportOptions import;
  PresetOptions preset;
  RelayOptions relay;
  AddOptions add;
  AuditOptions audit;
  ExportOptions exporting;
  StewardOptions steward;
  SheetOptions sheet;
  HeldEditOptions edit;
  DiscardOptions discard;
  HeldOptions held;
  std::string directory, name, stream, text, what;
  std::vector<std::string> names;
  int64_t id = 0;
  size_t records = 5, limit = 50, pairs = 100'000;
};

/// The parser, what it fills, and which command was asked for. Commands keep references to it, so it stays where it is.
struct Commands {
  using Run = std::function<int()>;

  explicit Commands(Context& c) : context(c) {}
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

  /// A command below `parent`, for which `run` is called.
  CLI::App* command(CLI::App& parent, const char* name, const char* help, Run run);
  /// Commands that begin with the same word.
  CLI::App& group(const char* name, const char* help);
  /// --who and --why, which every command takes, in the help of one that reads or changes customers.
  CLI::App* speaking(CLI::App* c);

  Context& context;
  CommandOptions options;
  CLI::App app{"Musubi 結び — 顧客統合ハブ / customer integration hub"};
  Run run;  // of the command that was asked for
};

// Each adds commands, in the order in which help shows them.
void add_setup(Commands& cli);
void add_sources(Commands& cli);
void add_customers(Commands& cli);
void add_stewards(Commands& cli);
void add_match(Commands& cli);
void add_tools(Commands& cli);
void add_mail(Commands& cli);
void add_running(Commands& cli);
void add_audit(Commands& cli);
void add_backup(Commands& cli);
void add_retention(Commands& cli);

}  // namespace musubi
