"""The mails that the test sends: inquiries as Japanese mailers write them, notifications of three form tools, orders to addresses of all kinds."""
import base64
import quopri
from email.utils import formatdate

PEOPLE = [("山田 太郎", "taro.yamada"), ("髙橋 花子", "h.takahashi"), ("㈱三和商会 佐々木", "sasaki"), ("渡邉 一郎", "watanabe"),
          ("齋藤 美咲", "saito"), ("Smith John", "john.smith")]
ENCODINGS = ["iso-2022-jp", "iso-2022-jp", "iso-2022-jp", "shift_jis", "raw", "utf-8"]
SUBJECT = "お問い合わせ①【見積依頼】"


def jis(lead, trail):
    """Two bytes of CP932 as two of JIS."""
    row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + 0x21 + (trail >= 0x9F)
    return bytes((row, trail - (0x7E if trail >= 0x9F else 0x20 if trail > 0x7F else 0x1F)))


def seven_bits(text):
    """ISO-2022-JP as Windows mailers write it: NEC's and IBM's characters by their CP932 places, half-width kana as themselves."""
    out, now = bytearray(), b"\x1b(B"
    for letter in text:
        raw = letter.encode("cp932")
        if len(raw) == 2:
            want, raw = b"\x1b$B", jis(*raw)
        elif raw[0] >= 0x80:
            want, raw = b"\x1b(I", bytes((raw[0] & 0x7F,))
        else:
            want = b"\x1b(B"
        if want != now:
            out += want
            now = want
        out += raw
    return bytes(out + (b"\x1b(B" if now != b"\x1b(B" else b""))


def word(encoding, text):
    raw = seven_bits(text) if encoding == "iso-2022-jp" else text.encode("cp932" if encoding in ("shift_jis", "raw") else "utf-8")
    return raw if encoding == "raw" else b"=?" + encoding.encode() + b"?B?" + base64.b64encode(raw) + b"?="


def letter(name, sender, to, subject, body, encoding="iso-2022-jp", number=None):
    """A whole mail as bytes; `number` makes its Message-ID."""
    if encoding == "iso-2022-jp":
        kind, transfer, raw = b"; charset=ISO-2022-JP", b"7bit", seven_bits(body)
    elif encoding == "shift_jis":
        kind, transfer, raw = b"; charset=Shift_JIS", b"base64", base64.encodebytes(body.encode("cp932"))
    elif encoding == "raw":
        kind, transfer, raw = b"", b"8bit", body.encode("cp932")
    else:
        kind, transfer, raw = b"; charset=UTF-8", b"quoted-printable", quopri.encodestring(body.encode())
    head = [b"From: " + word(encoding, name) + b" <" + sender.encode() + b">", b"To: " + to.encode(), b"Subject: " + word(encoding, subject),
            b"Date: " + formatdate(1767225600 + (number or 0) * 60).encode(), f"Message-ID: <{number}.{sender}>".encode(), b"MIME-Version: 1.0",
            b"Content-Type: text/plain" + kind, b"Content-Transfer-Encoding: " + transfer]
    return b"\r\n".join(head + [b"", raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")])


def inquiries():
    """(sender, mail), 33 of them; the last two are one mail that came twice."""
    out = []
    for number in range(31):
        name, local = PEOPLE[number % 6]
        sender = f"{local}@cust.test" if number < 6 else f"{local}+{number}@cust.test"
        text = f"{name} と申します。\n電話: 03-1234-5678\n商品ｺｰﾄﾞ A-{number} を①個お見積りください。\n--\n{local}@cust.test\n"
        out.append((sender, letter(name, sender, "info@shop.test", SUBJECT if number < 6 else f"注文の件 #{number:04d}", text,
                                   ENCODINGS[number % 6], number)))
    twice = letter("山田 太郎", "taro.yamada@cust.test", "info@shop.test", "二度届くメール", "同じメールです。\n", number=99)
    return out + [("taro.yamada@cust.test", twice)] * 2


LAYOUTS = {
    "colon": "フォームより送信がありました。\n--------------------\nお名前：{name}\nメールアドレス：{mail}\nお電話番号：{phone}\nお問い合わせ内容：\n{text}\n--------------------\n株式会社例 TEL: 03-0000-0000\n",
    "bracket": "下記の内容でお申し込みがありました：\n\n【お名前】 {name}\n【メールアドレス】 {mail}\n【お電話番号】 {phone}\n【お問い合わせ内容】\n{text}\n\n※このメールは自動送信です。\n",
    "latin": "You have a new message.\n\nName: {name}\nE-mail: {mail}\nPhone: {phone}\nMessage:\n{text}\n\n-- \nSent by the form at shop.test\n",
}


def answers(layout):
    """What four people typed into the form of that layout; the last has a colon in a line of an answer."""
    first = {"colon": 0, "bracket": 4, "latin": 8}[layout]
    texts = ["在庫はありますか。", "納期を教えてください。\nよろしくお願いします。", "カタログ希望", "次の2点です。\n\n色: 赤\n数: 3"]
    families = ["青木", "石井", "上田", "遠藤", "大野", "加藤", "木村", "黒田", "小林", "坂本", "清水", "杉山"]
    return [{"name": f"{families[first + i]} 一郎", "mail": f"form{first + i}@cust.test", "phone": f"090-1234-{first + i:04d}", "text": texts[i]} for i in range(4)]


def notifications(layout):
    subject = {"colon": "お問い合わせ", "bracket": "【資料請求】受付", "latin": "New inquiry"}[layout]
    return [(f"{layout}@web.test", letter("Web", f"{layout}@web.test", "form@shop.test", f"{subject} No.{number + 7}", LAYOUTS[layout].format(**one), "utf-8", number))
            for number, one in enumerate(answers(layout))]
