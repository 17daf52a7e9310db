"""Chapter 8: the hub runs. A form is posted in it, departments read it, and it says who must not be mailed."""
import contextlib
import html.parser
import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.parse

PATIENCE = 300  # seconds; a busy machine is slow, not wrong


def free_port(wished):
    for port in (wished, 0):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)) as one:
            return one.getsockname()[1]
    raise RuntimeError("no port is free")


def choose_ports(shop):
    """The usual ports, or others where those are in use."""
    shop.port, shop.readers_port = free_port(8088), free_port(5433)
    with open(shop.folder / "musubi.yaml", "a", encoding="utf-8") as file:
        file.write(f"serve: {{port: {shop.port}}}\ndatabase: {{readers: {{address: 127.0.0.1, port: {shop.readers_port}}}}}\n")


class Running:
    """`musubi up`, stopped at the end whatever happens."""

    def __init__(self, shop):
        self.shop, self.going, self.token, self.url = shop, None, "", f"http://127.0.0.1:{shop.port}"

    def __enter__(self):
        self.shop.chapter("8. 動いているハブ。フォームを受け取り、部署が読む", "8. The hub runs: it takes in forms, and departments read")
        self.token = self.shop.ask("token", "new", "demo")["token"]
        self.up()
        print("$ musubi up\n" + self.said("Ctrl-C"), flush=True)
        return self

    def __exit__(self, *why):
        self.stop()

    def up(self):
        with open(self.shop.folder / "up.log", "w", encoding="utf-8") as log:
            self.going = subprocess.Popen(self.shop.command("up"), stdout=log, stderr=log)
        if not self.shop.until(self.answers, PATIENCE):
            raise RuntimeError(self.said())

    def said(self, until=""):
        text = (self.shop.folder / "up.log").read_text()
        return "\n".join("  " + line for line in (text[:text.find(until) + len(until)] if until else text).splitlines())

    def answers(self):
        if self.going.poll() is not None:
            raise RuntimeError(self.said())
        with contextlib.suppress(OSError):
            return self.send("GET", "/health")[0] == 200

    def send(self, method, path, fields=None, headers=None):
        """(status, body)"""
        link = http.client.HTTPConnection("127.0.0.1", self.shop.port, timeout=PATIENCE)
        try:
            body = urllib.parse.urlencode(fields) if fields else None
            link.request(method, path, body, {**({"Content-Type": "application/x-www-form-urlencoded"} if fields else {}), **(headers or {})})
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        finally:
            link.close()

    def ask(self, path, **query):
        status, body = self.send("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""), headers={"Authorization": f"Bearer {self.token}"})
        if status != 200:
            raise RuntimeError(body)
        return json.loads(body)

    def kill(self):
        self.going.send_signal(signal.SIGKILL)
        self.going.wait()

    def stop(self):
        """Its exit code."""
        if self.going is None:
            return 0
        if self.going.poll() is None:
            self.going.terminate()
        return self.going.wait(timeout=PATIENCE)

    def wait(self):
        """Until Ctrl-C, which the hub hears, too."""
        self.shop.tell("ハブは動いています。止めるには Ctrl-C", "The hub is running. Stop it with Ctrl-C")
        try:
            self.going.wait()
        except KeyboardInterrupt:
            self.going.wait()


class Nonce(html.parser.HTMLParser):
    """What the page carries so that a double click is one record."""
    value = ""

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        if tag == "input" and have.get("name") == "_nonce":
            self.value = have["value"]


def form(shop, running):
    status, page = running.send("GET", "/form/inquiry")
    nonce = Nonce()
    nonce.feed(page)
    customer = shop.customer_of("pos", "members", "000001")
    fields = {"_nonce": nonce.value, "お名前": "渋屋　太郎", "メールアドレス": "Shibuya.Taro@example.jp", "電話番号": "０９０－０１１１－０００１", "お問い合わせ内容": "新茶の予約はできますか"}
    shop.tell(f"\n渋屋さんが入力ページ {running.url}/form/inquiry から問い合わせ、送信ボタンを 2 度押した", f"\n渋屋さん asks on the page {running.url}/form/inquiry and clicks twice")
    start = time.monotonic()
    answers = [running.send("POST", "/in/inquiry", fields)[0] for _ in range(2)]
    asked = lambda: [a for a in running.ask(f"/api/customers/{customer}")["facts"].get("activity", []) if a["body"] == fields["お問い合わせ内容"]]  # noqa: E731
    there = shop.until(asked, PATIENCE)
    seconds = time.monotonic() - start
    found = running.ask("/api/customers", phone="090-0111-0001", limit=10)["customers"]
    shop.tell(f"  {seconds:.2f} 秒後の API: {', '.join('#' + str(c['id']) for c in found)} に 問い合わせ {len(asked())} 件", f"  in the API after {seconds:.2f} s: {', '.join('#' + str(c['id']) for c in found)} has {len(asked())} such inquiry")
    shop.promise("前からの渋屋さんに付き、1 件だけ", "it is with the 渋屋さん known before, once",
                 status == 200 and answers == [200, 200] and there and len(asked()) == 1 and customer in [int(c["id"]) for c in found])


def readers(shop, running):
    reader = shop.ask("db", "reader", "demo")
    shop.address = f"postgresql://demo:{reader['password']}@127.0.0.1:{shop.readers_port}/musubi"
    shop.tell("\n経理が読み取り専用の利用者で、遅れている請求を見る", "\nAccounting looks at unpaid invoices as a reader")
    overdue = 'select "氏名", "残額", "遅れ日数" from api_ja."未入金" where "遅れ日数" > 0 order by "残額" desc limit 3'
    lines = as_reader(shop, overdue)
    shop.grid([shop.t("氏名 残額 遅れ日数", "name open days-late").split(), *lines])
    refused = [as_reader(shop, f"select 1 from {table} limit 1") for table in ("source.record", "master.customer", "hub.api_token")]
    shop.promise("読めるのは api と api_ja だけ。元の記録もトークンも読めない", "api and api_ja are all it can read: no raw record, no token", len(lines) == 3 and refused == [None] * 3)


def as_reader(shop, sql):
    """Rows, or None where that is refused."""
    done = subprocess.run(["psql", shop.address, "-XAtqF", "\t", "-c", sql], capture_output=True, text=True)
    return [line.split("\t") for line in done.stdout.splitlines()] if done.returncode == 0 else None


def not_mailed(shop):
    """Of each verdict one person, and how many there are; then whom a mailing would reach."""
    shop.tell("\nだれにメールを送ってよく、だれにいけないか。その理由", "\nWho may be mailed, who must not, and why")
    reason = shop.t("""(select "メール可否の理由" from api_ja."顧客" where "顧客番号" = min(c.id))""", "(select mail_reason from api.customer where id = min(c.id))")
    verdicts = shop.rows(f"select bool_or(mail_ok), count(*), '#' || min(id), {reason} from api.customer c where kind = 'person' group by mail_code order by 1 desc, 2 desc")
    shop.grid([["✉" if ok == "t" else "—", f"{int(count):,}" + shop.t(" 人", ""), shop.t("例 ", "such as ") + who, why] for ok, count, who, why in verdicts])
    wrong = shop.one("""select count(*) from api.customer c join master.contact_point_state p on p.customer_id = c.id and p.kind = 'email' and p.main
        where c.mail_ok and p.state in ('bounced', 'opted_out')""")
    codes = [tuple(line) for line in shop.rows("select name, mail_code from api.customer where name in ('小林 和子', '三浦 由香')")]
    may = shop.one("select count(*) from api.customer where mail_ok and kind = 'person'")
    shop.promise(f"送ってよい {may} 人の中に、不達・配信停止のアドレスは {wrong}", f"of the {may} who may be mailed, {wrong} have a dead or stopped address",
                 wrong == "0" and int(may) > 0 and ("小林 和子", "opted_out") in codes and ("三浦 由香", "bounced") in codes and len(verdicts) >= 4)


def what_next(shop, running):
    shop.chapter("10. 開いて、試す", "10. Open it and try")
    musubi = " ".join(shop.command()[:3]).replace(os.getcwd() + "/", "")
    for ja, en, line in [("入力ページ(送るとすぐ顧客になる)", "The form (what is sent is a customer at once)", f"{running.url}/form/inquiry"),
                         ("API", "The API", f"curl -H 'Authorization: Bearer {running.token}' '{running.url}/api/customers?phone=090-0111-0001'"),
                         ("読み取り専用の psql(Excel や Access も同じ宛先)", "psql as a reader (Excel and Access: the same address)", f"psql '{shop.address}' -c 'select * from api_ja.\"対応漏れ\" limit 5'"),
                         ("人を探す(読みでも、番号でも)", "Find somebody, also by reading or phone", f"{musubi} customer find ヤマモト"),
                         ("迷って人に任せた組", "Pairs that wait for a person to judge", f"{musubi} review list --limit 5"),
                         ("どこで顧客に会い、どの段階に抜けがあるか", "Where customers are met, and at which stage nowhere", f"{musubi} touchpoints"),
                         ("もう一度動かす", "Run it again", f"{musubi} up")]:
        print(f"  {shop.t(ja, en)}\n    {line}")
    shop.tell(f"\nデータと設定は {shop.folder} にあります。", f"\nData and configuration are in {shop.folder}.")
    shop.tell(f"約束 {shop.kept} のうち、守れなかったもの {len(shop.broken)}。", f"{len(shop.broken)} of {shop.kept + len(shop.broken)} promises did not hold.")
