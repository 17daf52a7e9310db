"""Chapter 6: two months later. The stories R38 to R41 of the requirements, by name: what came in, and what Musubi did."""
import csv
import shutil

import matching

POINTS = "select p.value, p.state from master.contact_point_state p"


def arrive(shop):
    """What has come by June lies beside what was there."""
    shutil.copytree(shop.folder / "later", shop.folder / "lists", dirs_exist_ok=True)
    shop.tell("6 月: 名刺 2 枚、メールと配信結果の通知、メールマガジンの読者一覧、返送された郵便の一覧が届いた\n\n$ musubi sync cards mail newsletter returned",
              "June: two business cards, mails and delivery reports, the newsletter's readers, and a list of returned post have come\n\n$ musubi sync cards mail newsletter returned")
    streams = shop.ask("sync", "cards", "mail", "newsletter", "returned")["streams"]
    total = {name: sum(s[name] for s in streams) for name in ("read", *matching.COUNTS)}
    matching.told_total(shop, total)
    shop.promise("一致", "reconciles", matching.reconciles(total) and total["quarantined"] == 0)


def sent(shop, name):
    with open(shop.folder / "sent" / name, encoding="cp932", newline="") as file:
        return list(csv.DictReader(file))


def employment(shop, customer):
    """Lines: since, until, last confirmed, company, department, title."""
    lines = shop.rows(f"select since, coalesce(until::text, '{shop.t('今', 'now')}'), last_confirmed, company, coalesce(department, ''), coalesce(title, '') from api.employment where customer_id = {customer} order by since")
    shop.grid([shop.t("開始 終了 最終確認 会社 部署 役職", "since until last-confirmed company department title").split(), *lines])
    return lines


def transfer(shop):
    shop.tell("\nR38 異動。知っていたのは営業だけで、経理は前の部署に請求書を送っていた", "\nR38 A transfer that only sales knew of; accounting went on writing to the old department")
    customer = shop.customer_of("accounting", "contacts", "T-s38")
    shop.grid([[shop.t("経理の宛先 2024-01-15", "accounting 2024-01-15"), "伊藤 健", "総務部 主任"], [shop.t("名刺 2024-02-01", "card 2024-02-01"), "伊藤 健", "総務部 主任"],
               [shop.t("名刺 2026-05-01", "card 2026-05-01"), "伊藤 健", "大阪支店 支店長"]])
    now = shop.rows(f"select department, title from api.customer where id = {customer}")[0]
    shop.tell(f"→ 顧客 #{customer} を、どの部署も {' '.join(now)} と読む。前の勤務先も消えない", f"→ every department reads customer #{customer} as {' '.join(now)}; what was before stays known")
    lines = employment(shop, customer)
    shop.promise("経理が読む所属も変わった", "what accounting reads has changed too",
                 now == ["大阪支店", "支店長"] and customer == shop.customer_of("cards", "cards", "card-s38b") and [line[5] for line in lines] == ["主任", "支店長"])


def bounces(shop):
    shop.tell("\nR39 送ったメールの半分近くが戻ってきた", "\nR39 Nearly half of a mailing bounced")
    mails = [row["メールアドレス"] for row in sent(shop, "news_20260515.csv")]
    listed = ", ".join(f"('{mail.lower()}')" for mail in mails)
    dead = int(shop.one(f"select count(*) from (values {listed}) m (mail) where exists (select from master.contact_state s where s.contact = 'email' and s.value = m.mail and s.state = 'bounced')"))
    letters = [file.read_text() for file in (shop.folder / "later/mail/Maildir/new").iterdir()]
    reports = {status: sum(f"Status: {status}" in text for text in letters) for status in ("5.1.1", "5.2.2", "2.0.0")}
    shop.tell(f"  {len(mails)} 通送り、通知は 宛先不明 {reports['5.1.1']}、満杯 {reports['5.2.2']}、届いた {reports['2.0.0']}。「不達」にしたのは {dead}({dead / len(mails):.0%})",
              f"  {len(mails)} mails; reports: unknown {reports['5.1.1']}, full {reports['5.2.2']}, delivered {reports['2.0.0']}. Now bounced: {dead} ({dead / len(mails):.0%})")
    shop.promise("宛先不明だけが不達になり、満杯と成功の通知では変わらない", "only unknown addresses are; a full mailbox and a success report change nothing", dead == reports["5.1.1"] and dead >= len(mails) * 0.4)
    customer = shop.customer_of("cards", "cards", "card-s39b")
    shop.tell(f"  三浦 由香さん(#{customer})は転職していた。新しい名刺の携帯電話が同じなので同じ人", f"  三浦 由香 (#{customer}) had changed her job. Her new card has the same mobile phone, so she is the same person")
    states = shop.rows(POINTS + f" where customer_id = {customer} and kind = 'email' order by p.state")
    shop.grid([[value, shop.t({"bounced": "不達"}.get(state, "使える"), state)] for value, state in states])
    employment(shop, customer)
    shop.promise("前の会社のアドレスだけが不達", "only the address at her former employer is dead", dict(states) == {"miura.yuka@aozora.example.co.jp": "bounced", "miura.yuka@shinonome.example.co.jp": "unverified"})


def returned(shop):
    shop.tell("\nR40 ダイレクトメールの 2 割が戻ってきた。R36 住所の書き方はばらばらだった", "\nR40 A fifth of the direct mail came back. R36 Addresses were spelled in many ways")
    posted = sent(shop, "direct_mail_20260515.csv")
    back = len(list(csv.DictReader(open(shop.folder / "later/returned/post_20260601.csv", encoding="cp932", newline=""))))
    people = int(shop.one("select count(distinct customer_id) from master.contact_point_state where kind = 'address' and state = 'returned' and state_at >= '2026-05-01'"))
    customer = shop.customer_of("ec", "customers", "E00002")
    shop.tell(f"  {len(posted)} 通送り、返送 {back}({back / len(posted):.0%})。その住所に住む {people} 人の住所が「返送」になった\n  加藤 恵子さん(#{customer})の住所。どれも同じ家と読んだ",
              f"  {len(posted)} sent, {back} returned ({back / len(posted):.0%}). The address of {people} people who live there is now \"returned\"\n  加藤 恵子 (#{customer}): all of these were read as one house")
    shop.grid([[line] for line in sorted({line[0] for line in shop.rows(f"""select coalesce(r.payload->>'住所', concat(r.payload#>>'{{address,pref}}', r.payload#>>'{{address,city}}', r.payload#>>'{{address,street}}', ' ', r.payload#>>'{{address,building}}'))
        from source.record r where (r.connection, r.stream, r.key) in (select connection, stream, record_key from identity.profile where customer_id = {customer} and street is not null) or r.connection = 'returned' and r.key = 'B0002'""")})])
    states = [state for _, state in shop.rows(POINTS + f" where customer_id = {customer} and kind = 'address'")]
    shop.promise("加藤さんの住所は 1 つで、返送", "her one address is \"returned\"", states == ["returned"] and people >= back)


def title(shop):
    shop.tell("\nR41 課長は、もう部長だった。本人のメールの署名と、添えられた名刺で分かった", "\nR41 The 課長 is already 部長: the signature of her own mail and the card with it say so")
    customer = shop.customer_of("cards", "cards", "card-s41")
    signature = shop.one(f"select replace(btrim(split_part(body, chr(10) || '--', 2), ' ' || chr(10)), chr(10), ' / ') from api.activity where customer_id = {customer} order by at desc limit 1")
    print("  | " + signature)
    lines = employment(shop, customer)
    shop.promise("役職は部長。課長だった期間と、最後に確かめた日も残る", "she is 部長; since when she was 課長, and when that was last confirmed, is kept",
                 [line[5] for line in lines] == ["課長", "部長"] and shop.one(f"select title from api.customer where id = {customer}") == "部長" and lines[0][2] == "2024-04-01" and "部長" in signature)


def unsubscribed(shop):
    shop.tell("\nR10 配信停止。小林 和子さんは EC の会員でもある", "\nR10 An unsubscribe. 小林 和子 is also a member of the EC site")
    customer = shop.customer_of("newsletter", "readers", "N00001")
    code, ja, en = shop.rows(f"""select c.mail_code, j."メール可否の理由", c.mail_reason from api.customer c join api_ja."顧客" j on j."顧客番号" = c.id where c.id = {customer}""")[0]
    shop.grid([[f"#{customer}", "小林 和子", shop.t(ja, en)]])
    shop.promise("どの一覧から見ても配信停止", "whichever list has her, she is not written to", customer == shop.customer_of("ec", "customers", "E00003") and code == "opted_out")


def tell(shop):
    shop.chapter("6. 二か月後。人は動き、メールも郵便も戻ってくる (R36、R38〜R41)", "6. Two months later: people move, mail and post come back (R36, R38–R41)")
    arrive(shop)
    for story in (transfer, bounces, returned, title, unsubscribed):
        story(shop)
