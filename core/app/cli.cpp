#include "core/app/cli.hpp"

#include "core/app/commands.hpp"
#include "core/app/print.hpp"
#include "core/app/usage.hpp"

namespace musubi {

CLI::App* Commands::command(CLI::App& parent, const char* name, const char* help, Run run_it) {
  CLI::App* c = parent.add_subcommand(name, help);
  c->callback([this, run_it = std::move(run_it)] { run = run_it; });
  return c;
}

CLI::App& Commands::group(const char* name, const char* help) {
  CLI::App* g = app.add_subcommand(name, help);
  g->require_subcommand(1);
  return *g;
}

CLI::App* Commands::speaking(CLI::App* c) {
  c->add_option("--who", context.who, "だれが（なければ OS の利用者） / who does it, else who is logged in");
  c->add_option("--why", context.why, "理由 / the reason");
  return c;
}

namespace {

void add_all(Commands& cli, std::string& lang) {
  cli.app.require_subcommand(1);
  cli.app.add_option("--config", cli.context.config, "設定の場所 / configuration directory")->envname("MUSUBI_CONFIG");
  cli.app.add_option("--data", cli.context.data, "データの場所 / data directory")->envname("MUSUBI_DATA");
  cli.app.add_option("--lang", lang, "話すことば / the language spoken")->check(CLI::IsMember({"ja", "en"}));
  cli.speaking(&cli.app);
  cli.app.add_flag("--json", cli.context.json, "機械向けに出力 / print for machines");
  cli.app.set_version_flag("--version", "musubi " MUSUBI_VERSION, "版を表示 / print the version");
  cli.app.set_help_flag("-h,--help", "使い方を表示 / print this help");
  cli.app.fallthrough();
  add_setup(cli);
  add_sources(cli);
  add_customers(cli);
  add_stewards(cli);
  add_match(cli);
  add_tools(cli);
  add_mail(cli);
  add_running(cli);
  add_audit(cli);
  add_backup(cli);
  add_retention(cli);
}

/// Asks the option itself: a refused command line leaves the variables unset.
void speak(const CLI::App& app, Context& context) {
  std::vector<std::string> asked = app.get_option("--lang")->results();
  if (!asked.empty() && (asked[0] == "en" || asked[0] == "ja")) context.asked_lang = asked[0] == "en" ? Lang::en : Lang::ja;
  context.lang = context.asked_lang.value_or(context.lang);
}

}  // namespace

int run_command_line(int argc, char** argv, Context& context) {
  Commands cli(context);
  std::string lang;
  add_all(cli, lang);
  try {
    cli.app.parse(argc, argv);
    if (cli.app.get_option("--config")->count() == 0) context.config = usual_configuration();
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return cli.app.exit(e);
    speak(cli.app, context);
    context.json = cli.app.get_option("--json")->count() > 0;
    print_failure(context, usage_problem(cli.app, e));
    return 2;
  }
  speak(cli.app, context);
  return cli.run();
}

}  // namespace musubi
