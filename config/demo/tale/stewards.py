"""Chapter 7: what a steward says. A receipt of nobody is claimed; two people are made one by mistake, and parted again without a trace."""

WHO = ("--who", "店長 佐々木")


def picture(shop, *customers):
    """Everything the departments read of these customers, and which records are whose."""
    these = ", ".join(map(str, customers))
    tables = ("customer where id", "contact_point where customer_id", "employment where customer_id", "sales_order where customer_id", "activity where customer_id",
              "point_balance where customer_id")
    out = [shop.rows(f"select row_to_json(t)::text from (select * from api.{table} in ({these})) t order by 1") for table in tables]
    return [*out, shop.rows(f"select id, customer_id from identity.profile where customer_id in ({these}) order by 1")]


def claim(shop):
    shop.tell("アプリのポイントと、名前のないレシート", "Points of the app, and receipts without a name")
    nobody = "select count(*) from master.sales_order where profile_id is null"
    before = int(shop.one(nobody))
    wrong = shop.one("""select count(*) from master.point_balance b left join (select profile_id, sum(points) as points from master.point_entry group by 1) e using (profile_id)
        where b.connection = 'app' and b.balance <> coalesce(e.points, 0)""")
    users = shop.one("select count(*) from master.point_balance where connection = 'app'")
    shop.promise(f"アプリの {users} 人のポイント残高は、どれも増減の合計と同じ", f"the balance of each of the app's {users} users is the sum of its entries", wrong == "0" and int(users) > 0)
    customer = shop.customer_of("app", "users", "A00001")
    shop.tell(f"  持ち主のないレシートは {before:,} 枚。渋屋さん(#{customer})は、そのうちの 1 枚をアプリで読み取っていた", f"  {before:,} receipts are nobody's. 渋屋さん (#{customer}) had scanned one of them with the app")
    entries = shop.rows(f"""select e.at::date, e.points, e.reason from master.point_entry e join identity.profile p on p.id = e.profile_id
        where p.customer_id = {customer} and e.reason like 'レシート %' order by 1""")
    shop.grid(entries)
    receipt = entries[0][2].split()[1]
    mine = f"select count(*) from api.sales_order where customer_id = {customer} and number = '{receipt}'"
    none = shop.one(mine)
    shop.show("customer", "claim", receipt, customer, "--why", "アプリのポイントと同じレシート番号", *WHO)
    shop.promise("レシートは渋屋さんのものになり、持ち主のないものは 1 枚減った", "the receipt is his, and one less is nobody's", (none, shop.one(mine), int(shop.one(nobody))) == ("0", "1", before - 1))
    return receipt, customer


def unmerge(shop):
    shop.tell("\n間違って父と息子を 1 人にし、取り消す", "\nFather and son are made one by mistake, and that is taken back")
    father, son = shop.customer_of("pos", "members", "000002"), shop.customer_of("pos", "members", "000003")
    before = picture(shop, father, son)
    shop.show("customer", "merge", father, son, "--why", "同じ電話番号だから", *WHO)
    merged = picture(shop, father, son)
    event = shop.ask("customer", "history", father)["events"][-1]["event"]
    shop.show("customer", "undo", event, "--why", "父と息子だった", *WHO)
    after = picture(shop, father, son)
    shop.promise("統合の間は 1 人で、取り消すと、値も連絡先も注文も記録もすべて前と同じ", "one while merged; taken back, all values, contacts, orders and records are as before",
                 len(merged[0]) == 1 and len(before[0]) == 2 and after == before)


def tell(shop):
    shop.chapter("7. 名寄せ担当の言葉。レシートを結び付け、統合を取り消す", "7. A steward's words: a receipt claimed, a merge taken back")
    claim(shop)
    unmerge(shop)
