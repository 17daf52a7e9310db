"""How servers answer that break the protocol, are unwell or refuse: answer(client, tag, name, rest) for a user break-HOW@…"""
import itertools
import re
import time

rebuilds = itertools.count(100)


def asks(name, rest):
    """What a fetch is for: a list, mails, one header."""
    if name != "UID FETCH":
        return ""
    return "mails" if "BODY.PEEK[]" in rest else "header" if "BODY.PEEK" in rest else "list"


def uids(rest):
    return re.split("[,:]", rest.split(" ")[0])


def answer(client, tag, name, rest):
    """None: as usual; True: it hangs up."""
    how, what = client.user.split("@")[0][6:], asks(name, rest)
    for one in (refusal, omission, breach):
        done = one(client, tag, name, rest, how, what)
        if done is not None:
            return done
    return None


def refusal(client, tag, name, rest, how, what):
    says = {
        ("limit", "EXAMINE"): "[LIMIT] too much", ("closed", "EXAMINE"): "[NOPERM] not for you", ("inuse", "EXAMINE"): "Mailbox in use, try again later",
        ("nolist", "LIST"): "cannot", ("unlisted", "list"): "[SERVERBUG] see the log", ("unlisted-bare", "list"): "Server Unavailable. 15",
        ("unlisted-silent", "list"): "no", ("throttled", "mails"): "Request is throttled. Suggested Backoff Time: 1500 milliseconds",
        ("nothing", "mails"): "cannot", ("nothing", "header"): "cannot", ("sent", "mails"): client.folder and client.folder[0] == "Sent" and "cannot",
        # UID 3 cannot be had, neither with others nor alone.
        ("one", "mails"): "3" in uids(rest) and "this mail is broken", ("gone", "mails"): "3" in uids(rest) and "[EXPUNGED] some are gone"}
    text = says.get((how, what or name))
    if not text:
        return None
    client.send(f"{tag} NO {text}\r\n")
    return False


def omission(client, tag, name, rest, how, what):
    """OK without UID 3: always, unless it is asked for alone, or because it is gone by then."""
    if how not in ("omits", "late", "vanishes") or what not in ("mails", "list") or not client.folder or client.folder[0] != "INBOX":
        return None
    wanted = set(client.named(rest))
    client.asked = getattr(client, "asked", False) or what == "mails"
    leaves_out = {"omits": what == "mails", "late": what == "mails" and len(wanted) > 1, "vanishes": client.asked}[how]
    if not leaves_out or 3 not in wanted:
        return None
    left = ",".join(str(uid) for uid in sorted(wanted - {3}))
    if left:
        client.do_uid_fetch(tag, f"{left} {rest.partition(' ')[2]}")
    else:
        client.send(f"{tag} OK done\r\n")
    return False


def breach(client, tag, name, rest, how, what):
    fetch, uid = what in ("mails", "header"), uids(rest)[0]
    if how == "bye" and fetch:
        client.send("* BYE maintenance\r\n")
        return True
    if how == "busy" and fetch:
        client.send("* BYE [UNAVAILABLE] later\r\n")
        return True
    if how == "tired" and fetch:  # in the middle of the first page
        if not getattr(client, "tired", False):
            text = "From: a@b.example\r\nSubject: the last one\r\n\r\nx"
            client.send(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(text)}}}\r\n{text})\r\n")
        client.tired = True
        client.send(f"{tag} NO cannot\r\n")
        return False
    if how == "longer" and fetch:
        client.send(f"* 1 FETCH (UID {uid} BODY[]<0> {{10}}\r\nSubject: longer than announced\r\n\r\nx)\r\n{tag} OK done\r\n")
    elif how == "shorter" and fetch:
        client.send(f"* 1 FETCH (UID {uid} BODY[]<0> {{3000}}\r\nSubject: cut off\r\n")
        return True
    elif how == "huge" and fetch:
        client.send(f"* 1 FETCH (UID {uid} BODY[]<0> {{99999999999999999999999}}\r\n")
        time.sleep(5)
    elif how == "garbage" and name == "EXAMINE":
        client.send("\0\1\2 HTTP/1.1 400 Bad Request\r\n")
    elif how == "endless" and name == "LIST":
        return without_end(client, b"* LIST " + b"(" * 60000)
    elif how == "flood" and name == "EXAMINE":
        return without_end(client, b"* OK still here\r\n" * 4000)
    elif how == "slow" and fetch:
        client.send(f"* 1 FETCH (UID {uid} BODY[]<0> {{3000}}\r\n")
        for _ in range(100):
            client.send("x" * 10)
            time.sleep(0.1)
        return True
    elif how == "silent" and name == "EXAMINE":
        time.sleep(8)
        return True
    elif how == "bad" and name == "LIST":
        client.send(f"{tag} BAD no such command\r\n")
    elif how == "nouids" and name == "EXAMINE":
        client.send(f"* 3 EXISTS\r\n{tag} OK [READ-ONLY] done\r\n")
    elif how in ("nonext", "rebuilt") and name == "EXAMINE":
        client.open(rest)
        validity = client.folder[2] if how == "nonext" else next(rebuilds)  # a mailbox that is another one each time
        client.send(f"* {len(client.folder[3])} EXISTS\r\n* OK [UIDVALIDITY {validity}] here\r\n{tag} OK [READ-ONLY] done\r\n")
    else:
        return None
    return False


def without_end(client, data):
    try:
        while True:
            client.send(data)
    except OSError:
        return True
