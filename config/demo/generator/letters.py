"""The shop's mail: inquiries in three encodings, answers, notifications of a form tool, delivery reports, a mail with a signature and a card."""
import os
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import stories
from sheet import truth, write

OWN, FORM, DAEMON = "info@chaho.example", "form@web.example", "MAILER-DAEMON@mx.chaho.example"
ENCODINGS = {"iso-2022-jp": "7bit", "shift_jis": "8bit", "utf-8": "base64"}
TEXTS = ["贈答用の詰め合わせの見積をお願いします。", "営業時間を教えてください。", "ほうじ茶の在庫はありますか。", "領収書を再発行してください。"]


def when(month, n):
    return f"{1 + n % 28} {month} 2026 {8 + n % 12:02d}:{n % 60:02d}:00 +0900"


def letter(key, name, sender, to, subject, text, date, encoding="utf-8", card=""):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Date"], mail["Message-ID"] = Address(name, addr_spec=sender), to, subject, date, f"<{key}>"
    mail.set_content(text, charset=encoding, cte=ENCODINGS[encoding])
    if card:
        mail.add_attachment(card.encode(), "text", "vcard", filename="card.vcf", cte="base64")
        mail.set_boundary("=_card")
    return bytes(mail)


def report(key, recipient, action, status, diagnostic, date):
    """What a mail server says of one recipient (RFC 3464)."""
    said = {"failed": "could not be delivered", "delivered": "has been delivered"}[action]
    return "\r\n".join([
        f"From: Mail Delivery System <{DAEMON}>", f"To: {OWN}", f"Subject: Delivery status: {action}", f"Date: {date}", f"Message-ID: <{key}>", "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0", 'Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"', "",
        "--=_report", "Content-Type: text/plain; charset=us-ascii", "", f"Your message {said}.", "",
        "--=_report", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.chaho.example", "",
        f"Final-Recipient: rfc822; {recipient}", f"Action: {action}", f"Status: {status}", f"Diagnostic-Code: smtp; {diagnostic}", "",
        "--=_report", "Content-Type: text/rfc822-headers", "", f"From: {OWN}", f"To: {recipient}", "Subject: May", "Message-ID: <news-may@chaho.example>", "",
        "--=_report--", ""]).encode()


def put(folder, n, mail):
    write(f"{folder}/mail/Maildir/new/{1775000000 + n}.M{n}P1.chaho.example", mail)


def spring(out, r, people):
    """Until April: forty people wrote, a quarter of them is answered, and thirty filled in the form of the web site."""
    for folder in ("cur", "new", "tmp"):
        os.makedirs(f"{out}/mail/Maildir/{folder}")
    for n, p in enumerate(people[:40]):
        name, date = p["family"] + " " + p["given"], when("Mar", n)
        truth("mail", "messages", f"m{n}@{p['mail'].split('@')[1]}", "person", p)
        put(out, n, letter(f"m{n}@{p['mail'].split('@')[1]}", name, p["mail"], OWN, "お問い合わせ", r.choice(TEXTS) + f"\n\n{name}\n", date, list(ENCODINGS)[n % 3]))
        if n % 4 == 0:
            truth("mail", "messages", f"a{n}@chaho.example", "person", p)
            put(out, 100 + n, letter(f"a{n}@chaho.example", "日本茶舗 結", OWN, Address(name, addr_spec=p["mail"]), "Re: お問い合わせ", "お問い合わせありがとうございます。", when("Apr", n)))
    for n, p in enumerate(people[40:70]):
        text = "\n".join(["下記の内容でお問い合わせがありました。", "", f"お名前：{p['family']} {p['given']}", f"メールアドレス：{p['mail']}", f"電話番号：{p['phone']}", f"お問い合わせ内容：{r.choice(TEXTS)}", "────────", "日本茶舗 結", ""])
        truth("mail", "forms", f"f{n}@web.example", "person", p)
        put(out, 200 + n, letter(f"f{n}@web.example", "Web フォーム", FORM, OWN, f"【お問い合わせ】No.{n + 1}", text, when("Mar", n)))


def summer(later, r, written):
    """By June: of forty mails eighteen came back for good, two for now; one was said to have arrived. And 中村さん wrote, now 部長."""
    for n, p in enumerate(written[:18]):
        put(later, 300 + n, report(f"b{n}@mx.chaho.example", p["mail"], "failed", "5.1.1", "550 5.1.1 User unknown", when("May", n)))
    for n, p in enumerate(written[18:20]):
        put(later, 330 + n, report(f"t{n}@mx.chaho.example", p["mail"], "failed", "5.2.2", "552 5.2.2 Mailbox full", when("May", n)))
    put(later, 340, report("s0@mx.chaho.example", written[20]["mail"], "delivered", "2.0.0", "250 OK", when("May", 20)))
    p = stories.MISAKI
    card = stories.card(r, "by mail", p, stories.AOZORA, "企画部", "部長", "20260601", p["mail"])
    text = "お世話になっております。\n6月より企画部に異動いたしました。\n\n-- \n青空茶器販売株式会社 企画部\n部長 中村 美咲\n"
    put(later, 350, letter("misaki@aozora.example.co.jp", "中村 美咲", p["mail"], OWN, "異動のご挨拶", text, when("Jun", 0), card=card))
