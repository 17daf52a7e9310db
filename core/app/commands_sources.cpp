#include "core/app/commands.hpp"
#include "core/app/print.hpp"
#include "core/app/suggest_stream.hpp"

namespace musubi {
namespace {

int init(Commands& cli) {
  if (!cli.options.preset.preset.empty() && cli.options.preset.update) return run_update_preset(cli.context, cli.options.preset);
  if (!cli.options.preset.preset.empty()) return run_init_preset(cli.context, cli.options.preset);
  bool for_preset = !cli.options.preset.connection.empty() || !cli.options.preset.set.empty() || cli.options.preset.yes || cli.options.preset.update;
  if (!for_preset && !cli.options.preset.directory.empty()) return run_init(cli.context, cli.options.preset.directory);
  print_failure(cli.context, {"app.missing_argument", {{"command", "musubi init"}, {"argument", for_preset ? "--preset" : "DIR"}}});
  return 2;
}

void add_init(Commands& cli) {
  PresetOptions& p = cli.options.preset;
  CLI::App* i = cli.command(cli.app, "init", "設定の見本か、知られたシステムへの接続を書く / write an example configuration, or a connection to a known system", [&cli] { return init(cli); });
  i->add_option("DIR", p.directory, "空の場所。--preset なら設定の場所でもよい / an empty directory; with --preset also a configuration");
  i->add_option("--preset", p.preset, "プリセット（musubi preset list） / the preset (musubi preset list)");
  i->add_option("--connection", p.connection, "接続の名前（なければプリセットの名前） / the connection's name, else the preset's");
  i->add_option("--set", p.set, "項目=値。秘密は env:名前 か file:パス でも / KEY=VALUE; a secret also as env:NAME or file:PATH");
  i->add_flag("--update", p.update, "いまある接続と、付属のプリセットの違いを見る / show how the preset differs from a connection that is there");
  i->add_flag("--yes", p.yes, "尋ねずに既定値で / ask nothing, take the defaults");
  CLI::App& c = cli.group("preset", "知られたシステム / known systems");
  cli.command(c, "list", "一覧 / list", [&cli] { return run_preset_list(cli.context); });
  cli.command(c, "describe", "尋ねること、確かめた相手 / what it asks, what it was proven against", [&cli] { return run_preset_describe(cli.context, cli.options.name); })->add_option("NAME", cli.options.name)->required();
}

CLI::App* list_options(Commands& cli, CLI::App* c, const char* what) {
  c->add_option("FILE", cli.options.import.file, what)->required();
  c->add_option("--connection", cli.options.import.connection, "接続の名前 / the connection's name");
  c->add_option("--sheet", cli.options.import.sheet, "シート / the sheet of a workbook");
  c->add_option("--inside", cli.options.import.inside, "zip の中のファイル / the file inside an archive");
  c->add_option("--password-env", cli.options.import.password_env, "パスワードのある環境変数 / the variable that holds the password");
  c->add_option("--password-file", cli.options.import.password_file, "パスワードのあるファイル / the file that holds the password");
  return c;
}

int suggest(Commands& cli) { return cli.options.stream.empty() ? run_mapping_suggest(cli.context, cli.options.import) : run_suggest_stream(cli.context, cli.options.import, cli.options.stream); }

}  // namespace

void add_setup(Commands& cli) {
  add_init(cli);
  CLI::App* db = cli.command(cli.app, "db", "データベース / the database", [&cli] { return run_db(cli.context, cli.options.what, cli.options.names); });
  db->add_option("WHAT", cli.options.what, "接続先・表の更新・psql・読む人を作る・消す / its URL, new tables, psql, a reader made or dropped")->required()->check(CLI::IsMember({"url", "migrate", "psql", "reader", "drop-reader"}));
  db->add_option("ARGS", cli.options.names, "読む人の名前、psql の引数 / the reader's name, arguments of psql");
  cli.command(cli.app, "doctor", "具合を調べる / look for what is wrong", [&cli] { return run_doctor(cli.context); });
}

void add_sources(Commands& cli) {
  CLI::App* i = cli.command(cli.app, "import", "一覧を取り込む / any list to customers", [&cli] { return run_import(cli.context, cli.options.import); });
  list_options(cli, i, "一覧 / the list");
  i->add_flag("--yes", cli.options.import.yes, "提案どおりに / take every proposal");
  CLI::App* s = cli.command(cli.app, "sync", "いま取り込む / run connections now", [&cli] { return run_sync(cli.context, cli.options.sync); });
  s->add_option("CONNECTION", cli.options.sync.connections, "なければすべて / all where none is named");
  s->add_flag("--full", cli.options.sync.full, "最初から / from the beginning");
  s->add_flag("--again", cli.options.sync.again, "キーの項目が変わったので、最初から入れ直す / from the beginning, under another key than before");
  s->add_flag("--dry-run", cli.options.sync.dry_run, "試し実行 / print the changes, write nothing");
  s->add_option("--threads", cli.options.sync.threads, "いくつ同時に / so many at once")->check(CLI::Range(1, 64));
  cli.command(cli.app, "check", "接続できるか / can we log in", [&cli] { return run_check(cli.context, cli.options.names); })->add_option("CONNECTION", cli.options.names, "なければすべて / all where none is named");
  cli.command(cli.app, "discover", "どんなデータがあるか / streams and fields", [&cli] { return run_discover(cli.context, cli.options.name); })->add_option("CONNECTION", cli.options.name)->required();
  CLI::App* p = cli.command(cli.app, "preview", "元の値と対応後を並べる / raw beside mapped", [&cli] { return run_preview(cli.context, cli.options.name, cli.options.stream, cli.options.records); });
  p->add_option("CONNECTION", cli.options.name)->required();
  p->add_option("STREAM", cli.options.stream);
  p->add_option("--records", cli.options.records, "何件 / so many records");
  CLI::App& c = cli.group("connector", "プラグイン / plug-ins");
  cli.command(c, "list", "一覧 / list", [&cli] { return run_connector_list(cli.context); });
  cli.command(c, "describe", "設定の説明 / settings", [&cli] { return run_connector_describe(cli.context, cli.options.name); })->add_option("NAME", cli.options.name)->required();
  cli.command(c, "new", "自分のプリセットを書き始める / begin a preset of your own", [&cli] { return run_connector_new(cli.context, cli.options.directory); })->add_option("DIR", cli.options.directory, "新しい場所。その名前がプリセットの名前 / a new directory, whose name is the preset's")->required();
  cli.command(cli.group("manifest", "マニフェスト / manifests"), "check", "http で動くか / can http run them", [&cli] { return run_manifest_check(cli.context, cli.options.names); })->add_option("FILE", cli.options.names)->required();
  CLI::App& m = cli.group("mapping", "項目対応 / mappings");
  list_options(cli, cli.command(m, "suggest", "一覧や接続から項目対応を提案 / suggest a mapping for a list, or a stream of a connection", [&cli] { return suggest(cli); }), "一覧。STREAM があれば接続 / the list; with STREAM a connection")->add_option("STREAM", cli.options.stream, "接続のデータ種類 / the connection's stream");
  cli.command(m, "test", "項目対応の試験 / run the tests inside mapping files", [&cli] { return run_mapping_test(cli.context, cli.options.names); })->add_option("FILE", cli.options.names, "なければ設定のすべて / all of the configuration where none is named");
}

}  // namespace musubi
