#include "core/app/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/app/match.hpp"
#include "core/app/print.hpp"
#include "core/app/presets.hpp"
#include "core/app/privacy.hpp"
#include "core/app/reference.hpp"
#include "core/app/running.hpp"
#include "core/app/stewards.hpp"
#include "core/app/suggest_stream.hpp"
#include "core/app/usage.hpp"

namespace musubi {
namespace {

using Run = std::function<int()>;

/// Options live as long as the parser that fills them.
struct Options {
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
  std::string directory, name, stream, text, what, lang;
  std::vector<std::string> names;
  int64_t id = 0;
  size_t records = 5, limit = 50, pairs = 100'000;
};

class Parser {
 public:
  explicit Parser(Context& context) : context_(context) {
    app_.require_subcommand(1);
    app_.add_option("--config", context.config, "設定の場所 / configuration directory")->envname("MUSUBI_CONFIG");
    app_.add_option("--data", context.data, "データの場所 / data directory")->envname("MUSUBI_DATA");
    app_.add_option("--lang", o_.lang, "話すことば / the language spoken")->check(CLI::IsMember({"ja", "en"}));
    speaking(&app_);
    app_.add_flag("--json", context.json, "機械向けに出力 / print for machines");
    app_.set_version_flag("--version", "musubi " MUSUBI_VERSION, "版を表示 / print the version");
    app_.set_help_flag("-h,--help", "使い方を表示 / print this help");
    app_.fallthrough();
    add_setup();
    add_sources();
    add_customers();
    add_stewards();
    add_match();
    add_tools();
    add_mail();
    add_running();
    add_audit();
    add_backup();
    add_retention();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
      if (app_.get_option("--config")->count() == 0) context_.config = usual_configuration();
    } catch (const CLI::ParseError& e) {
      if (e.get_exit_code() == 0) return app_.exit(e);
      speak();
      context_.json = app_.get_option("--json")->count() > 0;
      print_failure(context_, usage_problem(app_, e));
      return 2;
    }
    speak();
    return run_();
  }

 private:
  /// Asks the option itself: a refused command line leaves the variables unset.
  void speak() {
    std::vector<std::string> asked = app_.get_option("--lang")->results();
    if (!asked.empty() && (asked[0] == "en" || asked[0] == "ja")) context_.asked_lang = asked[0] == "en" ? Lang::en : Lang::ja;
    context_.lang = context_.asked_lang.value_or(context_.lang);
  }
  CLI::App* command(CLI::App& parent, const char* name, const char* help, Run run) {
    CLI::App* c = parent.add_subcommand(name, help);
    c->callback([this, run] { run_ = run; });
    return c;
  }
  CLI::App& group(const char* name, const char* help) {
    CLI::App* g = app_.add_subcommand(name, help);
    g->require_subcommand(1);
    return *g;
  }

  void add_setup() {
    add_init();
    CLI::App* db = command(app_, "db", "データベース / the database", [this] { return run_db(context_, o_.what, o_.names); });
    db->add_option("WHAT", o_.what, "接続先・表の更新・psql・読む人を作る・消す / its URL, new tables, psql, a reader made or dropped")->required()->check(CLI::IsMember({"url", "migrate", "psql", "reader", "drop-reader"}));
    db->add_option("ARGS", o_.names, "読む人の名前、psql の引数 / the reader's name, arguments of psql");
    command(app_, "doctor", "具合を調べる / look for what is wrong", [this] { return run_doctor(context_); });
  }

  int init() {
    if (!o_.preset.preset.empty() && o_.preset.update) return run_update_preset(context_, o_.preset);
    if (!o_.preset.preset.empty()) return run_init_preset(context_, o_.preset);
    bool for_preset = !o_.preset.connection.empty() || !o_.preset.set.empty() || o_.preset.yes || o_.preset.update;
    if (!for_preset && !o_.preset.directory.empty()) return run_init(context_, o_.preset.directory);
    print_failure(context_, {"app.missing_argument", {{"command", "musubi init"}, {"argument", for_preset ? "--preset" : "DIR"}}});
    return 2;
  }
  void add_init() {
    PresetOptions& p = o_.preset;
    CLI::App* i = command(app_, "init", "設定の見本か、知られたシステムへの接続を書く / write an example configuration, or a connection to a known system", [this] { return init(); });
    i->add_option("DIR", p.directory, "空の場所。--preset なら設定の場所でもよい / an empty directory; with --preset also a configuration");
    i->add_option("--preset", p.preset, "プリセット（musubi preset list） / the preset (musubi preset list)");
    i->add_option("--connection", p.connection, "接続の名前（なければプリセットの名前） / the connection's name, else the preset's");
    i->add_option("--set", p.set, "項目=値。秘密は env:名前 か file:パス でも / KEY=VALUE; a secret also as env:NAME or file:PATH");
    i->add_flag("--update", p.update, "いまある接続と、付属のプリセットの違いを見る / show how the preset differs from a connection that is there");
    i->add_flag("--yes", p.yes, "尋ねずに既定値で / ask nothing, take the defaults");
    CLI::App& c = group("preset", "知られたシステム / known systems");
    command(c, "list", "一覧 / list", [this] { return run_preset_list(context_); });
    command(c, "describe", "尋ねること、確かめた相手 / what it asks, what it was proven against", [this] { return run_preset_describe(context_, o_.name); })->add_option("NAME", o_.name)->required();
  }

  CLI::App* list_options(CLI::App* c, const char* what) {
    c->add_option("FILE", o_.import.file, what)->required();
    c->add_option("--connection", o_.import.connection, "接続の名前 / the connection's name");
    c->add_option("--sheet", o_.import.sheet, "シート / the sheet of a workbook");
    c->add_option("--inside", o_.import.inside, "zip の中のファイル / the file inside an archive");
    c->add_option("--password-env", o_.import.password_env, "パスワードのある環境変数 / the variable that holds the password");
    c->add_option("--password-file", o_.import.password_file, "パスワードのあるファイル / the file that holds the password");
    return c;
  }

  int suggest() { return o_.stream.empty() ? run_mapping_suggest(context_, o_.import) : run_suggest_stream(context_, o_.import, o_.stream); }
  void add_sources() {
    CLI::App* i = command(app_, "import", "一覧を取り込む / any list to customers", [this] { return run_import(context_, o_.import); });
    list_options(i, "一覧 / the list");
    i->add_flag("--yes", o_.import.yes, "提案どおりに / take every proposal");
    CLI::App* s = command(app_, "sync", "いま取り込む / run connections now", [this] { return run_sync(context_, o_.sync); });
    s->add_option("CONNECTION", o_.sync.connections, "なければすべて / all where none is named");
    s->add_flag("--full", o_.sync.full, "最初から / from the beginning");
    s->add_flag("--again", o_.sync.again, "キーの項目が変わったので、最初から入れ直す / from the beginning, under another key than before");
    s->add_flag("--dry-run", o_.sync.dry_run, "試し実行 / print the changes, write nothing");
    s->add_option("--threads", o_.sync.threads, "いくつ同時に / so many at once")->check(CLI::Range(1, 64));
    command(app_, "check", "接続できるか / can we log in", [this] { return run_check(context_, o_.names); })->add_option("CONNECTION", o_.names, "なければすべて / all where none is named");
    command(app_, "discover", "どんなデータがあるか / streams and fields", [this] { return run_discover(context_, o_.name); })->add_option("CONNECTION", o_.name)->required();
    CLI::App* p = command(app_, "preview", "元の値と対応後を並べる / raw beside mapped", [this] { return run_preview(context_, o_.name, o_.stream, o_.records); });
    p->add_option("CONNECTION", o_.name)->required();
    p->add_option("STREAM", o_.stream);
    p->add_option("--records", o_.records, "何件 / so many records");
    CLI::App& c = group("connector", "プラグイン / plug-ins");
    command(c, "list", "一覧 / list", [this] { return run_connector_list(context_); });
    command(c, "describe", "設定の説明 / settings", [this] { return run_connector_describe(context_, o_.name); })->add_option("NAME", o_.name)->required();
    command(c, "new", "自分のプリセットを書き始める / begin a preset of your own", [this] { return run_connector_new(context_, o_.directory); })->add_option("DIR", o_.directory, "新しい場所。その名前がプリセットの名前 / a new directory, whose name is the preset's")->required();
    command(group("manifest", "マニフェスト / manifests"), "check", "http で動くか / can http run them", [this] { return run_manifest_check(context_, o_.names); })->add_option("FILE", o_.names)->required();
    CLI::App& m = group("mapping", "項目対応 / mappings");
    list_options(command(m, "suggest", "一覧や接続から項目対応を提案 / suggest a mapping for a list, or a stream of a connection", [this] { return suggest(); }), "一覧。STREAM があれば接続 / the list; with STREAM a connection")->add_option("STREAM", o_.stream, "接続のデータ種類 / the connection's stream");
    command(m, "test", "項目対応の試験 / run the tests inside mapping files", [this] { return run_mapping_test(context_, o_.names); })->add_option("FILE", o_.names, "なければ設定のすべて / all of the configuration where none is named");
  }

  void add_entry(CLI::App& customer) {
    CLI::App* a = command(customer, "add", "手で入れる / enter one by hand", [this] { return run_customer_add(context_, o_.add); });
    AddOptions& n = o_.add;
    a->add_option("--name", n.name, "氏名 / the name");
    a->add_option("--kana", n.kana, "フリガナ / how the name is read");
    a->add_option("--company", n.company, "会社名 / the company");
    a->add_option("--department", n.department, "部署 / the department");
    a->add_option("--title", n.title, "役職 / the title");
    a->add_option("--phone", n.phone, "電話番号 / the phone number");
    a->add_option("--email", n.email, "メールアドレス / the e-mail address");
    a->add_option("--postal-code", n.postal_code, "郵便番号 / the postal code");
    a->add_option("--address", n.address, "住所 / the address");
    a->add_option("--birth-date", n.birth_date, "生年月日 / the date of birth");
    a->add_option("--note", n.note, "備考 / a note");
    speaking(a);
  }

  void add_customers() {
    CLI::App& c = group("customer", "顧客 / customers");
    add_entry(c);
    speaking(command(c, "find", "探す / find", [this] { return run_customer_find(context_, fmt::format("{}", fmt::join(o_.names, " "))); }))->add_option("TEXT", o_.names, "氏名・カナ・電話・メール・番号 / name, kana, phone, e-mail or number")->required();
    speaking(command(c, "show", "全体像 / the whole picture", [this] { return run_customer_show(context_, o_.id); }))->add_option("ID", o_.id)->required();
    CLI::App* e = command(c, "explain", "なぜ同じ人か / why one customer, or why two", [this] { return run_customer_explain(context_, o_.explain); });
    e->add_option("ID", o_.explain.id)->required();
    e->add_option("OTHER", o_.explain.other, "もう一人の顧客 / another customer");
    e->add_option("--svg", o_.explain.svg, "重みの図を書くファイル / a file for a chart of the weights");
    speaking(e);
    speaking(command(c, "history", "変更の履歴 / changes", [this] { return run_customer_history(context_, o_.id); }))->add_option("ID", o_.id)->required();
    add_words(c);
    CLI::App* x = command(c, "erase", "すべて削除する / delete for good", [this] { return run_customer_erase(context_, o_.erase); });
    x->add_option("ID", o_.erase.id)->required();
    speaking(x);
    x->add_flag("--yes", o_.erase.yes, "確かめずに / without asking");
  }

  void add_audit() {
    AuditOptions& a = o_.audit;
    CLI::App* c = command(app_, "audit", "だれが顧客を読み、変えたか / who read or changed customers", [this] { return run_audit(context_, o_.audit); });
    c->add_option("--customer", a.customer, "この顧客だけ / of this customer alone")->check(CLI::PositiveNumber);
    c->add_option("--who", a.who, "この人、このトークンだけ / by this person or token alone");
    c->add_option("--since", a.since, "この日時から / from this date or time on");
    c->add_option("--limit", a.limit, "何件まで / at most so many")->check(CLI::PositiveNumber);
  }

  void add_retention() {
    CLI::App* r = command(app_, "retention", "保存期間を過ぎた記録を削除 / remove what is past its retention", [this] { return run_retention(context_, o_.dry_run, o_.yes); });
    r->add_flag("--yes", o_.yes, "時計が大きく進んでいても / even though the clock has leapt");
    r->add_flag("--dry-run", o_.dry_run, "件数だけ / only say how many");
    CLI::App& c = group("connection", "接続 / connections");
    command(c, "login", "ログインする / log in", [this] { return run_connection_login(context_, o_.name); })->add_option("NAME", o_.name)->required();
    CLI::App* relay = command(c, "relay", "レンタルサーバーに置くページと鍵を作る / the page and the keys for a rented web server", [this] { return run_connection_relay(context_, o_.relay); });
    relay->add_option("NAME", o_.relay.name, "接続 / the connection")->required();
    relay->add_option("--endpoint", o_.relay.endpoint, "ページを置くアドレス / where the page will stand")->required();
    command(c, "remove", "設定にない接続の記録を消滅にする / the records of one that is configured no more are gone", [this] { return run_connection_remove(context_, o_.name); })->add_option("NAME", o_.name)->required();
    command(c, "forget-secret", "預かった秘密情報を消す / forget what it handed over", [this] { return run_forget_secret(context_, o_.name); })->add_option("NAME", o_.name)->required();
  }

  void add_backup() {
    BackupOptions& b = o_.backup;
    CLI::App* save = command(app_, "backup", "暗号化したバックアップ / an encrypted backup", [this] { return run_backup(context_, o_.backup); });
    CLI::App* back = command(app_, "restore", "バックアップから戻す / restore a backup", [this] { return run_restore(context_, o_.backup); });
    back->add_flag("--replace", b.replace, "いまのデータと入れ替える / in place of what is there");
    for (CLI::App* one : {save, back}) {
      one->add_option("FILE", b.file, "バックアップ / the backup")->required();
      one->add_option("--password-file", b.password_file, "パスワードのあるファイル / the file that holds the password");
    }
  }

  /// Offered by every command, and shown by the help of those that read or change customers.
  CLI::App* speaking(CLI::App* c) {
    c->add_option("--who", context_.who, "だれが（なければ OS の利用者） / who does it, else who is logged in");
    c->add_option("--why", context_.why, "理由 / the reason");
    return c;
  }
  CLI::App* sheet_command(CLI::App& c, const char* name, const char* help, Run run) {
    CLI::App* s = command(c, name, help, std::move(run));
    s->add_option("FILE", o_.sheet.file)->required();
    return s;
  }
  CLI::App* word(CLI::App& c, const char* name, const char* help, int (*said)(Context&, const StewardOptions&)) {
    return speaking(command(c, name, help, [this, said] { return said(context_, o_.steward); }));
  }

  void add_words(CLI::App& c) {
    StewardOptions& s = o_.steward;
    CLI::App* m = word(c, "merge", "二人を一人に / two are one", run_customer_merge);
    m->add_option("A", s.id)->required();
    m->add_option("B", s.other)->required();
    CLI::App* t = word(c, "split", "記録を別の顧客に分ける / some records are another customer", run_customer_split);
    t->add_option("ID", s.id)->required();
    t->add_option("--profiles", s.records, "記録の番号か 接続.データ種類/キー / numbers, or connection.stream/key")->required();
    word(c, "undo", "操作を取り消す / take a word back", run_customer_undo)->add_option("EVENT", s.id)->required();
    CLI::App* p = word(c, "pin", "値を固定 / pin a value", run_customer_pin);
    p->add_option("ID", s.id)->required();
    p->add_option("FIELD", s.field)->required();
    p->add_option("VALUE", s.value)->required();
    CLI::App* u = word(c, "unpin", "固定をやめる / unpin a value", run_customer_unpin);
    u->add_option("ID", s.id)->required();
    u->add_option("FIELD", s.field)->required();
    CLI::App* l = word(c, "claim", "レシートを顧客に結び付ける / an anonymous receipt is this customer's", run_customer_claim);
    l->add_option("RECEIPT", s.receipt)->required();
    l->add_option("ID", s.id)->required();
    word(c, "unclaim", "結び付けをやめる / nobody's again", run_customer_unclaim)->add_option("RECEIPT", s.receipt)->required();
  }

  void add_stewards() {
    CLI::App& r = group("review", "名寄せ確認 / what stewards judge");
    speaking(command(r, "list", "一覧 / list", [this] { return run_review_list(context_, o_.limit); }))->add_option("--limit", o_.limit, "何組まで / at most so many pairs");
    CLI::App* d = command(r, "decide", "組か提案を判定する / judge a pair or a proposal", [this] { return run_review_decide(context_, o_.decide); });
    d->add_option("PAIR", o_.decide.pair, "12-34（組）か P12-3fa09c（提案） / 12-34 (a pair) or P12-3fa09c (a proposal)")->required();
    d->add_option("VERDICT", o_.decide.verdict, "組: same（同一）・different（別人）・household（世帯）、提案: accept（採用）・refuse（却下） / of a pair: same, different or household; of a proposal: accept or refuse")->required();
    speaking(d);
    speaking(sheet_command(r, "export", "判定用の Excel に書き出す / pairs as a workbook", [this] { return run_review_export(context_, o_.sheet.file, o_.pairs); }))
        ->add_option("--limit", o_.pairs, "何組まで / at most so many pairs");
    speaking(sheet_command(r, "import", "判定した Excel を戻す / take the judgements back", [this] { return run_review_import(context_, o_.sheet); }));
    CLI::App& q = group("quarantine", "保留行 / held rows");
    CLI::App* h = command(q, "list", "一覧 / list", [this] { return run_quarantine_list(context_, o_.held); });
    h->add_option("CONNECTION,--connection", o_.held.connection, "この接続だけ / of this connection alone");
    h->add_flag("--closed", o_.held.closed, "直さずに閉じた行と理由 / rows closed without being mended, and why");
    h->add_option("--limit", o_.held.limit, "何行まで / at most so many rows")->check(CLI::PositiveNumber);
    command(q, "replay", "やり直す / try again", [this] { return run_quarantine_replay(context_, o_.name); })->add_option("CONNECTION", o_.name);
    speaking(sheet_command(q, "export", "直すための Excel か CSV に / held rows as .xlsx or .csv", [this] { return run_quarantine_export(context_, o_.sheet); }))->add_option("--connection", o_.sheet.connection, "この接続だけ / of this connection alone");
    speaking(sheet_command(q, "import", "直した表を戻す / take the corrected rows back", [this] { return run_quarantine_import(context_, o_.sheet); }));
    CLI::App* held = command(q, "edit", "1行を直す / put one row right", [this] { return run_quarantine_edit(context_, o_.edit); });
    held->add_option("ID", o_.edit.id)->required();
    held->add_option("--set", o_.edit.set, "項目=値 / FIELD=VALUE");
    held->add_option("--json", o_.edit.json_file, "行全体のJSON / a file with the whole row");
    speaking(held);
    CLI::App* gone = speaking(command(q, "discard", "1行をあきらめる（--why が要る。行は残る） / let go of one row; --why says why, and it is kept", [this] { return run_quarantine_discard(context_, o_.discard); }));
    gone->add_option("ID", o_.discard.id)->required();
    gone->add_flag("--undo", o_.discard.undo, "保留に戻す / hold it again");
    command(app_, "touchpoints", "顧客接点と段階 / where customers are met", [this] { return run_touchpoints(context_); });
    CLI::App& n = group("run", "実行 / runs");
    command(n, "list", "一覧 / list", [this] { return run_run_list(context_, o_.name); })->add_option("--connection", o_.name, "この接続だけ / of this connection alone");
    command(n, "show", "詳細 / details", [this] { return run_run_show(context_, o_.id); })->add_option("ID", o_.id)->required();
  }

  void add_match() {
    CLI::App& m = group("match", "名寄せのモデルと決まり / models and rules of matching");
    speaking(command(m, "train", "手元の記録からモデルを学ぶ / learn a model from the records", [this] { return run_match_train(context_); }));
    command(m, "list", "モデルの一覧 / list", [this] { return run_match_list(context_); });
    CLI::App* u = command(m, "use", "次の sync からこのモデルで / match by this model from the next sync on", [this] { return run_match_use(context_, o_.match); });
    u->add_option("NUMBER", o_.match.number, "0 は付属のモデル / 0 is the shipped one")->required()->check(CLI::NonNegativeNumber);
    speaking(u);
    CLI::App* w = command(m, "whatif", "決まりを変えると、だれが統合・分離されるか / who would merge or split by other rules", [this] { return run_match_whatif(context_, o_.match); });
    w->add_option("--rules", o_.match.rules, "名寄せの設定（matching.yaml） / rules of matching (matching.yaml)");
    w->add_option("--model", o_.match.model, "このモデルで / by this model")->check(CLI::NonNegativeNumber);
    w->add_option("--limit", o_.match.limit, "何組まで / at most so many groups")->check(CLI::PositiveNumber);
    speaking(w);
  }

  void add_running() {
    command(app_, "up", "ハブを動かす / the hub: schedule, API, inbox", [this] { return run_up(context_, o_.up); })->add_option("--port", o_.up.port, "設定と違うポートで / another port than the configuration's")->check(CLI::Range(1, 65535));
    CLI::App& t = group("token", "API のトークン / tokens of the API");
    CLI::App* n = command(t, "new", "作る（1度だけ表示） / make one, shown once", [this] { return run_token_new(context_, o_.name, o_.names); });
    n->add_option("NAME", o_.name)->required();
    n->add_option("--may", o_.names, "見せるもの / what it may read")->check(CLI::IsMember({"customers", "runs"}));
    command(t, "list", "一覧 / list", [this] { return run_token_list(context_); });
    command(t, "revoke", "取り消す / revoke", [this] { return run_token_revoke(context_, o_.name); })->add_option("NAME", o_.name)->required();
  }

  void add_mail() {
    CLI::App& m = group("mail", "メール / mails");
    command(m, "parse", "メールを記録にして1行ずつ出す / mails as records, one a line", [this] { return run_mail_parse(context_, o_.names); })->add_option("FILE", o_.names)->required();
    command(m, "suggest", "フォーム通知の見本から設定を作る / settings from samples of a form's notifications", [this] { return run_mail_suggest(context_, o_.names); })->add_option("FILE", o_.names)->required();
  }

  void add_tools() {
    CLI::App& e = group("export", "書き出し / export");
    CLI::App* c = command(e, "customers", "顧客 / customers", [this] { return run_export(context_, o_.exporting); });
    speaking(c);
    c->add_option("--format", o_.exporting.format, "形式 / the format")->check(CLI::IsMember({"csv", "jsonl"}));
    c->add_option("--out", o_.exporting.out, "書き出すファイル / the file to write");
    c->add_flag("--all", o_.exporting.all, "出どころと検索の列も（CSV） / also the columns of origins and search (CSV)");
    c->add_flag("--raw", o_.exporting.raw, "= + - @ で始まる値に ' を付けない / no ' before cells that a spreadsheet would run");
    command(app_, "normalize", "値を正規化 / normalize values, one a line", [this] { return run_normalize(context_, o_.what); })->add_option("KIND", o_.what, "address person kana company corporate_number phone email date money text encoding")->required();
    CLI::App* d = command(app_, "dedupe", "CSV だけで名寄せ / match any CSV, no database", [this] { return run_dedupe(context_, o_.dedupe); });
    d->add_option("FILE", o_.dedupe.file)->required();
    d->add_option("--id", o_.dedupe.id, "行の番号がある列 / the column that names the rows")->required();
    d->add_option("--out", o_.dedupe.out, "結果のファイル / the file to write")->required();
    d->add_option("--pairs", o_.dedupe.pairs, "組のファイル / a file for the pairs");
    d->add_option("--config", o_.dedupe.config, "名寄せの設定（matching.yaml） / rules of matching (matching.yaml)");
    CLI::App* b = command(app_, "reference", "補完とマニュアル / completions and the manual page", [this] { return run_reference(context_, app_, o_.what); });
    b->add_option("KIND", o_.what, "どれ / which")->required()->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
  }

  Context& context_;
  Options o_;
  CLI::App app_{"Musubi 結び — 顧客統合ハブ / customer integration hub"};
  Run run_;
};

}  // namespace

int run_command_line(int argc, char** argv, Context& context) { return Parser(context).run(argc, argv); }

}  // namespace musubi
