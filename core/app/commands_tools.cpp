#include "core/app/commands.hpp"
#include "core/app/reference.hpp"

namespace musubi {

void add_tools(Commands& cli) {
  CLI::App& e = cli.group("export", "書き出し / export");
  CLI::App* c = cli.command(e, "customers", "顧客 / customers", [&cli] { return run_export(cli.context, cli.options.exporting); });
  cli.speaking(c);
  c->add_option("--format", cli.options.exporting.format, "形式 / the format")->check(CLI::IsMember({"csv", "jsonl"}));
  c->add_option("--out", cli.options.exporting.out, "書き出すファイル / the file to write");
  c->add_flag("--all", cli.options.exporting.all, "出どころと検索の列も（CSV） / also the columns of origins and search (CSV)");
  c->add_flag("--raw", cli.options.exporting.raw, "= + - @ で始まる値に ' を付けない / no ' before cells that a spreadsheet would run");
  cli.command(cli.app, "normalize", "値を正規化 / normalize values, one a line", [&cli] { return run_normalize(cli.context, cli.options.what); })->add_option("KIND", cli.options.what, "address person kana company corporate_number phone email date money text encoding")->required();
  CLI::App* d = cli.command(cli.app, "dedupe", "CSV だけで名寄せ / match any CSV, no database", [&cli] { return run_dedupe(cli.context, cli.options.dedupe); });
  d->add_option("FILE", cli.options.dedupe.file)->required();
  d->add_option("--id", cli.options.dedupe.id, "行の番号がある列 / the column that names the rows")->required();
  d->add_option("--out", cli.options.dedupe.out, "結果のファイル / the file to write")->required();
  d->add_option("--pairs", cli.options.dedupe.pairs, "組のファイル / a file for the pairs");
  d->add_option("--config", cli.options.dedupe.config, "名寄せの設定（matching.yaml） / rules of matching (matching.yaml)");
  CLI::App* b = cli.command(cli.app, "reference", "補完とマニュアル / completions and the manual page", [&cli] { return run_reference(cli.context, cli.app, cli.options.what); });
  b->add_option("KIND", cli.options.what, "どれ / which")->required()->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
}

void add_mail(Commands& cli) {
  CLI::App& m = cli.group("mail", "メール / mails");
  cli.command(m, "parse", "メールを記録にして1行ずつ出す / mails as records, one a line", [&cli] { return run_mail_parse(cli.context, cli.options.names); })->add_option("FILE", cli.options.names)->required();
  cli.command(m, "suggest", "フォーム通知の見本から設定を作る / settings from samples of a form's notifications", [&cli] { return run_mail_suggest(cli.context, cli.options.names); })->add_option("FILE", cli.options.names)->required();
}

void add_running(Commands& cli) {
  cli.command(cli.app, "up", "ハブを動かす / the hub: schedule, API, inbox", [&cli] { return run_up(cli.context, cli.options.up); })->add_option("--port", cli.options.up.port, "設定と違うポートで / another port than the configuration's")->check(CLI::Range(1, 65535));
  CLI::App& t = cli.group("token", "API のトークン / tokens of the API");
  CLI::App* n = cli.command(t, "new", "作る（1度だけ表示） / make one, shown once", [&cli] { return run_token_new(cli.context, cli.options.name, cli.options.names); });
  n->add_option("NAME", cli.options.name)->required();
  n->add_option("--may", cli.options.names, "見せるもの / what it may read")->check(CLI::IsMember({"customers", "runs"}));
  cli.command(t, "list", "一覧 / list", [&cli] { return run_token_list(cli.context); });
  cli.command(t, "revoke", "取り消す / revoke", [&cli] { return run_token_revoke(cli.context, cli.options.name); })->add_option("NAME", cli.options.name)->required();
}

void add_backup(Commands& cli) {
  BackupOptions& b = cli.options.backup;
  CLI::App* save = cli.command(cli.app, "backup", "暗号化したバックアップ / an encrypted backup", [&cli] { return run_backup(cli.context, cli.options.backup); });
  CLI::App* back = cli.command(cli.app, "restore", "バックアップから戻す / restore a backup", [&cli] { return run_restore(cli.context, cli.options.backup); });
  back->add_flag("--replace", b.replace, "いまのデータと入れ替える / in place of what is there");
  for (CLI::App* one : {save, back}) {
    one->add_option("FILE", b.file, "バックアップ / the backup")->required();
    one->add_option("--password-file", b.password_file, "パスワードのあるファイル / the file that holds the password");
  }
}

}  // namespace musubi
