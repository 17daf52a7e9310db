"""A scripted exchange: what a system is asked and what it answers, as text. docs/presets.md has the format."""
import fnmatch
import json
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlsplit

from server import Scripted


class Bad(Exception):
    pass


class Exchange:
    """One request and its answer. `many`: any number of times, else once."""

    def __init__(self, line, words):
        said = re.fullmatch(r">(\*?) ([A-Z]+) (/\S*)", words(line))
        if not said:
            raise Bad(f"not a request (> METHOD /path): {line}")
        self.line, self.many, self.method = line, said[1] == "*", said[2]
        url = urlsplit(said[3])
        self.path, self.query = url.path, sorted(parse_qsl(url.query, keep_blank_values=True))
        self.headers, self.body, self.status, self.answer_headers, self.answer, self.used = [], [], None, {}, [], 0

    def fits(self, method, path, query, headers, body):
        if (self.used and not self.many) or (method, path) != (self.method, self.path) or len(query) != len(self.query):
            return False
        return (all(name == wanted_name and like(wanted, value) for (wanted_name, wanted), (name, value) in zip(self.query, sorted(query)))
                and all(like(wanted, headers.get(name, "")) for name, wanted in self.headers)
                and same_body("\n".join(self.body).strip(), body, headers.get("Content-Type") or ""))


def is_now(zone, form, text):
    """Whether a text is the present time of a zone, give or take ten minutes."""
    try:
        told = datetime.strptime(f"{text} {zone}", f"{form} %z")
    except ValueError:
        return False
    return abs(told - datetime.now(timezone.utc)) < timedelta(minutes=10)


def like(wanted, got):
    """`*` in what is wanted stands for anything, `{now ZONE FORMAT}` for the present time; runs of white space are alike."""
    if now := re.fullmatch(r"\{now ([+-]\d\d:\d\d) (.+)\}", wanted):
        return is_now(now[1], now[2], got)
    wanted, got = (re.sub(r"\s+", " ", text).strip() for text in (wanted, got))
    return wanted == got or ("*" in wanted and fnmatch.fnmatchcase(got, wanted.replace("[", "[[]").replace("?", "[?]")))


def same_value(wanted, got):
    if isinstance(wanted, dict) and isinstance(got, dict):
        return wanted.keys() == got.keys() and all(same_value(wanted[k], got[k]) for k in wanted)
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(same_value, wanted, got))
    return like(wanted, got) if isinstance(wanted, str) and isinstance(got, str) else wanted == got


def same_body(wanted, got, kind):
    if not wanted:
        return True
    if kind.startswith("application/x-www-form-urlencoded"):
        pairs = [sorted(parse_qsl(text, keep_blank_values=True)) for text in (wanted, got)]
        return len(pairs[0]) == len(pairs[1]) and all(a[0] == b[0] and like(a[1], b[1]) for a, b in zip(*pairs))
    try:
        return same_value(json.loads(wanted), json.loads(got))
    except ValueError:
        return like(wanted, got)


class Sync:
    """A section of the script: `--- sync [arguments]`, or `--- fetch STREAM KEY…`."""

    def __init__(self, does, arguments):
        self.does, self.arguments, self.exchanges = does, arguments, []


def read_exchange(text, named):
    """The sections of a script; {NAME} in it stands for named[NAME]."""
    def words(line):
        for name, value in named.items():
            line = line.replace("{" + name + "}", value)
        return line

    syncs, one = [], None
    for line in text.split("\n"):
        if line == "#" or line.startswith("# "):
            continue
        if section := re.fullmatch(r"--- (sync|fetch)( .*)?", line):
            syncs.append(Sync(section[1], words(section[2] or "").split()))
            one = None
        elif line.startswith(">"):
            if one and one.status is None:
                name, _, value = line[1:].partition(":")
                one.headers.append((name.strip(), words(value.strip())))
                continue
            if not syncs:
                raise Bad(f"no “--- sync” before: {line}")
            one = Exchange(line, words)
            syncs[-1].exchanges.append(one)
        elif one and re.match(r"< \d{3}$", line):
            one.status = int(line[2:])
        elif one and line.startswith("< ") and one.status is not None:
            name, _, value = line[2:].partition(":")
            one.answer_headers[name.strip()] = words(value.strip())
        elif one:
            (one.body if one.status is None else one.answer).append(words(line))
        elif line.strip():
            raise Bad(f"neither request nor answer: {line}")
    return syncs


class Scene(Scripted):
    """Answers as a Sync says; `strange` are the requests that nothing there fits."""

    def begin(self, sync):
        with self.lock:
            self.exchanges, self.strange = sync.exchanges, []

    def find(self, method, path, query, headers, body):
        with self.lock:
            for one in self.exchanges:
                if one.fits(method, path, query, headers, body):
                    one.used += 1
                    more = dict(one.answer_headers)
                    more.setdefault("Content-Type", "application/json")
                    return {"status": one.status, "headers": more, "text": "\n".join(one.answer).strip()}
            self.strange.append(f"{method} {path}?{'&'.join(f'{k}={v}' for k, v in query)} {body}".strip())
        return {"status": 404, "json": {"message": "no such request is in the script"}}

    def unasked(self):
        return [one.line for one in self.exchanges if not one.used]
