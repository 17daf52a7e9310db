"""Chapter 9: the hub and a sync are killed in the middle, started again, and what is there is compared with what was sent."""
import csv
import signal
import subprocess
import threading
from decimal import Decimal

from hub import PATIENCE

CONNECTION = """# 昨年のレシート
connector: file
touchpoint: 店舗
schedule: 毎日 03:00
config:
  streams:
    receipts: {path: last_year/receipts.csv, key: [レシート番号]}
"""


def furnish(shop):
    (shop.folder / "connections/pos2025.yaml").write_text(CONNECTION)
    with open(shop.folder / "last_year/receipts.csv", encoding="cp932", newline="") as file:
        return {row["レシート番号"]: Decimal(row["金額"].replace(",", "")) for row in csv.DictReader(file)}


class Posts(threading.Thread):
    """Posts forms one after the other; `thanked` are the mails of those that were answered with 200."""

    def __init__(self, running):
        super().__init__(daemon=True)
        self.running, self.thanked, self.over = running, [], threading.Event()

    def run(self):
        for n in range(400):
            mail = f"kill{n:03d}@example.jp"
            try:
                status, _ = self.running.send("POST", "/in/inquiry", {"_nonce": f"kill-{n:03d}-0123456789", "お名前": f"停電 {chr(0x4E00 + n)}子", "メールアドレス": mail, "お問い合わせ内容": "停電の前"})
            except OSError:
                return
            if status == 200:
                self.thanked.append(mail)
            if self.over.wait(0.06):
                return


def compare(shop, receipts, thanked):
    """(lost, doubled) of receipts, of yen, of posts: what was sent against what the master holds."""
    there = shop.rows("select number, amount from master.sales_order where connection = 'pos2025'")
    posts = shop.rows("select p.email[1] from master.activity a join identity.profile p on p.id = a.profile_id where a.connection = 'inquiry' and a.body = '停電の前'")
    people = shop.rows("select unnest(email) from master.customer where kind = 'person'")
    return {"receipts": lost_and_doubled(receipts, [number for number, _ in there]),
            "posts": lost_and_doubled(thanked, [mail for mail, in posts]),
            "people": lost_and_doubled(thanked, [mail for mail, in people if mail in set(thanked)]),
            "yen": sum(receipts.values()) - sum(Decimal(amount) for _, amount in there)}


def lost_and_doubled(sent, there):
    return len(set(sent) - set(there)), len(there) - len(set(there))


def power_cut(shop, running, receipts):
    """Kills both in the middle. Returns the state in which the run was left, and the forms that were thanked for."""
    posts = Posts(running)
    posts.start()
    sync = subprocess.Popen(shop.command("sync", "pos2025"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    landed = lambda: int(shop.one("select count(*) from source.record where connection = 'pos2025'"))  # noqa: E731
    shop.until(lambda: (landed() > 0 and posts.thanked) or sync.poll() is not None, PATIENCE)
    running.kill()
    sync.send_signal(signal.SIGKILL)
    sync.wait()
    posts.over.set()
    posts.join()
    count, done = landed(), int(shop.one("select count(*) from master.sales_order where connection = 'pos2025'"))
    shop.tell(f"  そのとき: 着いたレシート {count:,} / {len(receipts):,}、台帳に載ったもの {done:,}、「受け付けました」と答えた問い合わせ {len(posts.thanked)}",
              f"  at that moment: {count:,} of {len(receipts):,} receipts had landed, {done:,} were in the master, {len(posts.thanked)} inquiries had been thanked for")
    return done, posts.thanked


def tell(shop, running):
    shop.chapter("9. 取り込みの途中で kill -9", "9. kill -9 in mid-sync")
    receipts = furnish(shop)
    shop.tell(f"昨年のレシート {len(receipts):,} 枚を取り込み、問い合わせも届いている最中に、ハブと取り込みを kill -9 で止める", f"While {len(receipts):,} receipts of last year are taken in and inquiries arrive, the hub and the sync are killed")
    done, thanked = power_cut(shop, running, receipts)
    shop.promise("取り込みは途中だった", "it was in the middle", done < len(receipts) and thanked)
    shop.tell("$ musubi up", "$ musubi up")
    running.up()
    finished = lambda: shop.one("""select (select state from hub.run where connection = 'pos2025' order by id desc limit 1) = 'finished'
        and not exists (select from source.pending)""") == "t"  # noqa: E731
    goes_on = shop.until(finished, PATIENCE)
    found = compare(shop, receipts, thanked)
    lost, doubled = (sum(found[what][i] for what in ("receipts", "posts", "people")) for i in (0, 1))
    shop.tell(f"  続きは自分で取り込んだ。レシート {len(receipts):,} 枚、売上の差 {found['yen']} 円、問い合わせ {len(thanked)} 件を、送った側と 1 件ずつ比べると",
              f"  it went on by itself. {len(receipts):,} receipts, {found['yen']} yen of difference, {len(thanked)} inquiries, each compared with what was sent:")
    shop.promise(f"失われた {lost} / 二重 {doubled}", f"lost {lost} / doubled {doubled}", goes_on and (lost, doubled, found["yen"]) == (0, 0, 0))
