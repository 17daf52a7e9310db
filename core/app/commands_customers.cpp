#include <fmt/format.h>

#include "core/app/commands.hpp"

namespace musubi {
namespace {

void add_entry(Commands& cli, CLI::App& customer) {
  CLI::App* a = cli.command(customer, "add", "手で入れる / enter one by hand", [&cli] { return run_customer_add(cli.context, cli.options.add); });
  AddOptions& n = cli.options.add;
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
  cli.speaking(a);
}

CLI::App* word(Commands& cli, CLI::App& c, const char* name, const char* help, int (*said)(Context&, const StewardOptions&)) {
  return cli.speaking(cli.command(c, name, help, [&cli, said] { return said(cli.context, cli.options.steward); }));
}

void add_words(Commands& cli, CLI::App& c) {
  StewardOptions& s = cli.options.steward;
  CLI::App* m = word(cli, c, "merge", "二人を一人に / two are one", run_customer_merge);
  m->add_option("A", s.id)->required();
  m->add_option("B", s.other)->required();
  CLI::App* t = word(cli, c, "split", "記録を別の顧客に分ける / some records are another customer", run_customer_split);
  t->add_option("ID", s.id)->required();
  t->add_option("--profiles", s.records, "記録の番号か 接続.データ種類/キー / numbers, or connection.stream/key")->required();
  word(cli, c, "undo", "操作を取り消す / take a word back", run_customer_undo)->add_option("EVENT", s.id)->required();
  CLI::App* p = word(cli, c, "pin", "値を固定 / pin a value", run_customer_pin);
  p->add_option("ID", s.id)->required();
  p->add_option("FIELD", s.field)->required();
  p->add_option("VALUE", s.value)->required();
  CLI::App* u = word(cli, c, "unpin", "固定をやめる / unpin a value", run_customer_unpin);
  u->add_option("ID", s.id)->required();
  u->add_option("FIELD", s.field)->required();
  CLI::App* l = word(cli, c, "claim", "レシートを顧客に結び付ける / an anonymous receipt is this customer's", run_customer_claim);
  l->add_option("RECEIPT", s.receipt)->required();
  l->add_option("ID", s.id)->required();
  word(cli, c, "unclaim", "結び付けをやめる / nobody's again", run_customer_unclaim)->add_option("RECEIPT", s.receipt)->required();
}

}  // namespace

void add_customers(Commands& cli) {
  CLI::App& c = cli.group("customer", "顧客 / customers");
  add_entry(cli, c);
  cli.speaking(cli.command(c, "find", "探す / find", [&cli] { return run_customer_find(cli.context, fmt::format("{}", fmt::join(cli.options.names, " "))); }))->add_option("TEXT", cli.options.names, "氏名・カナ・電話・メール・番号 / name, kana, phone, e-mail or number")->required();
  cli.speaking(cli.command(c, "show", "全体像 / the whole picture", [&cli] { return run_customer_show(cli.context, cli.options.id); }))->add_option("ID", cli.options.id)->required();
  CLI::App* e = cli.command(c, "explain", "なぜ同じ人か / why one customer, or why two", [&cli] { return run_customer_explain(cli.context, cli.options.explain); });
  e->add_option("ID", cli.options.explain.id)->required();
  e->add_option("OTHER", cli.options.explain.other, "もう一人の顧客 / another customer");
  e->add_option("--svg", cli.options.explain.svg, "重みの図を書くファイル / a file for a chart of the weights");
  cli.speaking(e);
  cli.speaking(cli.command(c, "history", "変更の履歴 / changes", [&cli] { return run_customer_history(cli.context, cli.options.id); }))->add_option("ID", cli.options.id)->required();
  add_words(cli, c);
  CLI::App* x = cli.command(c, "erase", "すべて削除する / delete for good", [&cli] { return run_customer_erase(cli.context, cli.options.erase); });
  x->add_option("ID", cli.options.erase.id)->required();
  cli.speaking(x);
  x->add_flag("--yes", cli.options.erase.yes, "確かめずに / without asking");
}

void add_audit(Commands& cli) {
  AuditOptions& a = cli.options.audit;
  CLI::App* c = cli.command(cli.app, "audit", "だれが顧客を読み、変えたか / who read or changed customers", [&cli] { return run_audit(cli.context, cli.options.audit); });
  c->add_option("--customer", a.customer, "この顧客だけ / of this customer alone")->check(CLI::PositiveNumber);
  c->add_option("--who", a.who, "この人、このトークンだけ / by this person or token alone");
  c->add_option("--since", a.since, "この日時から / from this date or time on");
  c->add_option("--limit", a.limit, "何件まで / at most so many")->check(CLI::PositiveNumber);
}

void add_retention(Commands& cli) {
  CLI::App* r = cli.command(cli.app, "retention", "保存期間を過ぎた記録を削除 / remove what is past its retention", [&cli] { return run_retention(cli.context, cli.options.dry_run, cli.options.yes); });
  r->add_flag("--yes", cli.options.yes, "時計が大きく進んでいても / even though the clock has leapt");
  r->add_flag("--dry-run", cli.options.dry_run, "件数だけ / only say how many");
  CLI::App& c = cli.group("connection", "接続 / connections");
  cli.command(c, "login", "ログインする / log in", [&cli] { return run_connection_login(cli.context, cli.options.name); })->add_option("NAME", cli.options.name)->required();
  CLI::App* relay = cli.command(c, "relay", "レンタルサーバーに置くページと鍵を作る / the page and the keys for a rented web server", [&cli] { return run_connection_relay(cli.context, cli.options.relay); });
  relay->add_option("NAME", cli.options.relay.name, "接続 / the connection")->required();
  relay->add_option("--endpoint", cli.options.relay.endpoint, "ページを置くアドレス / where the page will stand")->required();
  cli.command(c, "remove", "設定にない接続の記録を消滅にする / the records of one that is configured no more are gone", [&cli] { return run_connection_remove(cli.context, cli.options.name); })->add_option("NAME", cli.options.name)->required();
  cli.command(c, "forget-secret", "預かった秘密情報を消す / forget what it handed over", [&cli] { return run_forget_secret(cli.context, cli.options.name); })->add_option("NAME", cli.options.name)->required();
}

}  // namespace musubi
