"""The people of the promise, made from a seed, who they are to each system, and what happens to them: who stands where, and how it is
spelled there. Nobody in it exists: mail domains are example domains (RFC 2606), phones begin 090-0 and 03-0000, which are assigned to nobody.

Among them are couples at one address and phone, fathers and sons, namesakes, and employees of one company; some have two mail addresses,
some move, some are written in half-width kana by the shop, and the books write old characters in their everyday form.
"""
import pathlib
import random
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import people as lists  # noqa: E402

SINGLE, COUPLES, FATHERS, NAMESAKES, EMPLOYEES = 110, 8, 6, 8, 4
COMPANIES = [("青葉商事株式会社", "aoba.example.com", "03-0000-1001"), ("㈱みどり製作所", "midori.example.com", "03-0000-1002")]
ORDERS, SALES, RECEIPTS = 60, 24, 12
ROUNDS = (1, 2)
WHOLE = 0   # stands in every system, and has an order, a receipt, an invoice, a mail and an inquiry
LEAVER = 2  # taken out of the books in round 1
DEAD = {1: 4, 2: 5}          # whose address at the shop is dead, by round
SHOP_MOVES = {1: [6, 8, 9], 2: [10, 12]}
BOOK_MOVES = {1: [12, 14], 2: [15, 18]}
HALF_WIDTH = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)} | {"\u3099": "ﾞ", "\u309a": "ﾟ", " ": " "}


def half_width(kana):
    return "".join(HALF_WIDTH[letter] for letter in unicodedata.normalize("NFD", kana))


class Making:
    def __init__(self):
        self.dice, self.out = random.Random(50), []
        self.mobiles = self.dice.sample(range(10**7), 500)

    def place(self):
        postal_code, prefecture, town = self.dice.choice(lists.PLACES)
        street = f"{self.dice.randint(1, 8)}-{self.dice.randint(1, 29)}-{self.dice.randint(1, 19)}"
        return {"postal_code": postal_code, "place": prefecture + town, "street": street}

    def add(self, **known):
        number = len(self.out)
        family, family_kana, family_roman = known.pop("family", None) or self.dice.choice(lists.FAMILY)
        given, given_kana, given_roman = known.pop("given", None) or self.dice.choice(lists.GIVEN)
        mobile = f"{self.mobiles[number]:07d}"
        one = {"number": number, "family": family, "given": given, "kana": f"{family_kana} {given_kana}", "names": (family_roman, given_roman),
               "email": f"{given_roman}.{family_roman}{number}@example.jp", "second": "", "phone": f"0900{mobile}", "company": "",
               "home": self.place(), "moved_to": self.place()}
        if number in DEAD.values():
            one["email"] = one["email"].replace("example.jp", "example.net")  # where the mail laboratory knows nobody
        if number % 12 == 0:
            one["second"] = f"{family_roman}-{number}@example.com"
        self.out.append(one | known)
        return self.out[-1]

    def name(self, one, what):
        table = lists.FAMILY if what == "family" else lists.GIVEN
        return next(line for line in table if line[0] == one[what])

    def other_given(self, *taken):
        return self.dice.choice([line for line in lists.GIVEN if line[0] not in taken])


def people():
    """Everybody; the number is the place in the list."""
    making = Making()
    for _ in range(SINGLE):
        making.add()
    for kind, count in (("couple", COUPLES), ("father", FATHERS)):
        for number in range(count):
            first = making.out[20 + number + (0 if kind == "couple" else COUPLES)]
            first["phone"] = f"030000{2000 + len(making.out):04d}"  # the phone of the house
            making.add(family=making.name(first, "family"), given=making.other_given(first["given"]), home=first["home"], phone=first["phone"])
    for number in range(NAMESAKES):
        other = making.out[40 + number]
        making.add(family=making.name(other, "family"), given=making.name(other, "given"))
    for name, domain, phone in COMPANIES:
        office = making.place()
        for _ in range(EMPLOYEES):
            one = making.add(company=name, home=office, phone=phone.replace("-", ""), second="")
            one["email"] = f"{'.'.join(reversed(one['names']))}@{domain}"
    return making.out


def in_shop(one):
    return one["number"] % 4 != 3


def in_books(one):
    return one["number"] % 3 != 1


def turn(place):
    """The round in which the one at this place comes: three of five before the first."""
    return max(0, place % 5 - 2)


def asks(one, when):
    """Whether this person fills in the form in this round; 0 is before the first."""
    return one["number"] % 5 == 0 and turn(one["number"] // 5) == when


def writes(one, when):
    """The same of mails."""
    return one["number"] % 3 == 0 and turn(one["number"] // 3) == when


def home(one, moves, now):
    """Where the person lives by a system that hears of `moves`, in this round."""
    return one["moved_to"] if any(one["number"] in moves[when] for when in ROUNDS if when <= now) else one["home"]


def phone_as(one, style):
    phone = one["phone"]
    parts = (phone[:3], phone[3:7], phone[7:]) if phone.startswith("090") else (phone[:2], phone[2:6], phone[6:])
    return (phone, f"+81-{phone[1:len(parts[0])]}-{parts[1]}-{parts[2]}", "-".join(parts).translate(lists.WIDE), "-".join(parts))[style % 4]


def at_shop(one, now=0):
    """As the person registered: capitals in mail addresses, numbers in every way, every ninth in half-width kana."""
    family, given = one["family"], one["given"]
    if one["number"] % 9 == 8:
        family, given = half_width(one["kana"]).split(" ")
    where, style = home(one, SHOP_MOVES, now), one["number"]
    return where | {"family": family, "given": given, "email": (one["email"], one["email"].upper(), one["email"].capitalize())[style % 3],
                    "phone": phone_as(one, style), "street": (where["street"], where["street"].translate(lists.WIDE))[style % 2]}


def in_the_books(one, now=0):
    """As the bookkeeper has the person: everyday characters, 丁目; some without a phone or a mail address."""
    where, style = home(one, BOOK_MOVES, now), one["number"]
    block, lot, house = where["street"].split("-")
    return where | {"number": style, "family": one["family"].translate(lists.OLD_TO_NEW), "given": one["given"], "email": "" if style % 10 == 5 else one["email"],
                    "phone": "" if style % 10 == 7 else phone_as(one, 3), "street": f"{block}丁目{lot}番{house}号"}


def in_form(one):
    """(name, e-mail, phone, address) as typed; who has two addresses gives the second."""
    style, where = one["number"] // 5, one["home"]
    name = f"{one['family']} {one['given']}".translate(lists.OLD_TO_NEW).replace(" ", ("　", " ", "")[style % 3])
    street = where["street"].split("-")
    street = (where["street"].translate(lists.WIDE), f"{street[0]}丁目{street[1]}番{street[2]}号")[style % 2]
    return name, one["second"] or one["email"], phone_as(one, style), where["place"] + street


def in_mail(one):
    """(name, address) of the sender."""
    name = f"{one['family']} {one['given']}".replace("𠮷", "吉")  # no mailer of old writes 𠮷
    return (f"{one['company']} {one['family']}" if one["company"] and one["number"] % 2 else name), one["second"] or one["email"]
