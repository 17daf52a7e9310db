#include "core/app/commands.hpp"

namespace musubi {
namespace {

CLI::App* sheet_command(Commands& cli, CLI::App& c, const char* name, const char* help, Commands::Run run) {
  CLI::App* s = cli.command(c, name, help, std::move(run));
  s->add_option("FILE", cli.options.sheet.file)->required();
  return s;
}

}  // namespace

void add_stewards(Commands& cli) {
  CLI::App& r = cli.group("review", "名寄せ確認 / what stewards judge");
  cli.speaking(cli.command(r, "list", "一覧 / list", [&cli] { return run_review_list(cli.context, cli.options.limit); }))->add_option("--limit", cli.options.limit, "何組まで / at most so many pairs");
  CLI::App* d = cli.command(r, "decide", "組か提案を判定する / judge a pair or a proposal", [&cli] { return run_review_decide(cli.context, cli.options.decide); });
  d->add_option("PAIR", cli.options.decide.pair, "12-34（組）か P12-3fa09c（提案） / 12-34 (a pair) or P12-3fa09c (a proposal)")->required();
  d->add_option("VERDICT", cli.options.decide.verdict, "組: same（同一）・different（別人）・household（世帯）、提案: accept（採用）・refuse（却下） / of a pair: same, different or household; of a proposal: accept or refuse")->required();
  cli.speaking(d);
  cli.speaking(sheet_command(cli, r, "export", "判定用の Excel に書き出す / pairs as a workbook", [&cli] { return run_review_export(cli.context, cli.options.sheet.file, cli.options.pairs); }))
      ->add_option("--limit", cli.options.pairs, "何組まで / at most so many pairs");
  cli.speaking(sheet_command(cli, r, "import", "判定した Excel を戻す / take the judgements back", [&cli] { return run_review_import(cli.context, cli.options.sheet); }));
  CLI::App& q = cli.group("quarantine", "保留行 / held rows");
  CLI::App* h = cli.command(q, "list", "一覧 / list", [&cli] { return run_quarantine_list(cli.context, cli.options.held); });
  h->add_option("CONNECTION,--connection", cli.options.held.connection, "この接続だけ / of this connection alone");
  h->add_flag("--closed", cli.options.held.closed, "直さずに閉じた行と理由 / rows closed without being mended, and why");
  h->add_option("--limit", cli.options.held.limit, "何行まで / at most so many rows")->check(CLI::PositiveNumber);
  cli.command(q, "replay", "やり直す / try again", [&cli] { return run_quarantine_replay(cli.context, cli.options.name); })->add_option("CONNECTION", cli.options.name);
  cli.speaking(sheet_command(cli, q, "export", "直すための Excel か CSV に / held rows as .xlsx or .csv", [&cli] { return run_quarantine_export(cli.context, cli.options.sheet); }))->add_option("--connection", cli.options.sheet.connection, "この接続だけ / of this connection alone");
  cli.speaking(sheet_command(cli, q, "import", "直した表を戻す / take the corrected rows back", [&cli] { return run_quarantine_import(cli.context, cli.options.sheet); }));
  CLI::App* held = cli.command(q, "edit", "1行を直す / put one row right", [&cli] { return run_quarantine_edit(cli.context, cli.options.edit); });
  held->add_option("ID", cli.options.edit.id)->required();
  held->add_option("--set", cli.options.edit.set, "項目=値 / FIELD=VALUE");
  held->add_option("--json", cli.options.edit.json_file, "行全体のJSON / a file with the whole row");
  cli.speaking(held);
  CLI::App* gone = cli.speaking(cli.command(q, "discard", "1行をあきらめる（--why が要る。行は残る） / let go of one row; --why says why, and it is kept", [&cli] { return run_quarantine_discard(cli.context, cli.options.discard); }));
  gone->add_option("ID", cli.options.discard.id)->required();
  gone->add_flag("--undo", cli.options.discard.undo, "保留に戻す / hold it again");
  cli.command(cli.app, "touchpoints", "顧客接点と段階 / where customers are met", [&cli] { return run_touchpoints(cli.context); });
  CLI::App& n = cli.group("run", "実行 / runs");
  cli.command(n, "list", "一覧 / list", [&cli] { return run_run_list(cli.context, cli.options.name); })->add_option("--connection", cli.options.name, "この接続だけ / of this connection alone");
  cli.command(n, "show", "詳細 / details", [&cli] { return run_run_show(cli.context, cli.options.id); })->add_option("ID", cli.options.id)->required();
}

void add_match(Commands& cli) {
  CLI::App& m = cli.group("match", "名寄せのモデルと決まり / models and rules of matching");
  cli.speaking(cli.command(m, "train", "手元の記録からモデルを学ぶ / learn a model from the records", [&cli] { return run_match_train(cli.context); }));
  cli.command(m, "list", "モデルの一覧 / list", [&cli] { return run_match_list(cli.context); });
  CLI::App* u = cli.command(m, "use", "次の sync からこのモデルで / match by this model from the next sync on", [&cli] { return run_match_use(cli.context, cli.options.match); });
  u->add_option("NUMBER", cli.options.match.number, "0 は付属のモデル / 0 is the shipped one")->required()->check(CLI::NonNegativeNumber);
  cli.speaking(u);
  CLI::App* w = cli.command(m, "whatif", "決まりを変えると、だれが統合・分離されるか / who would merge or split by other rules", [&cli] { return run_match_whatif(cli.context, cli.options.match); });
  w->add_option("--rules", cli.options.match.rules, "名寄せの設定（matching.yaml） / rules of matching (matching.yaml)");
  w->add_option("--model", cli.options.match.model, "このモデルで / by this model")->check(CLI::NonNegativeNumber);
  w->add_option("--limit", cli.options.match.limit, "何組まで / at most so many groups")->check(CLI::PositiveNumber);
  cli.speaking(w);
}

}  // namespace musubi
