"""What a fixture has to show, so that a preset can be believed without the real system (docs/presets.md): a second page, a failure of the
source, a deletion. Of files: a row that cannot be read, and one that is gone."""
import json
import re

CANCELLED = re.compile("キャンセル|取消|取り消し|無効|cancel", re.I)


def subject(one):
    """What a request asks: its address, and where one address serves all (GraphQL, JSON-RPC), the question."""
    try:
        body = json.loads("\n".join(one.body))
    except ValueError:
        body = None
    body = body if isinstance(body, dict) else {}
    return one.method, one.path, *(body[name] for name in ("query", "method") if isinstance(body.get(name), str))


def pages(section):
    """The most questions for one subject that differ in query or body, and were answered."""
    counts = {}
    for one in section.exchanges:
        if one.status == 200:
            counts.setdefault(subject(one), set()).add((tuple(one.query), "\n".join(one.body)))
    return max(map(len, counts.values()), default=0)


def failures(sections):
    """What a sync is answered that is no success: by its status (404 may be a deletion), or by `errors` in its body."""
    return [one.line for section in sections if section.does == "sync" for one in section.exchanges
            if (one.status >= 400 and one.status != 404) or (one.status == 200 and any(word in "".join(one.answer)[:200] for word in ('"errors"', '"error"')))]


def shown(scene, sections, got, deletions, notes):
    """(what, whether, more) of each demand. `deletions` is what preset.yaml says of them: "" where the fixture shows one."""
    if scene:
        yield "two pages are read", any(pages(one) > 1 for one in sections), "no sync asks for a second page"
        yield "the source fails once", bool(failures(sections)), "no answer is a failure"
    else:
        bad = [row for row in got if "held" in row]
        yield "a row is erroneous, and held", bool(bad), "every row can be read"
    gone = [row for row in got if row.get("deleted") is True]
    cancelled = [row for row in got if CANCELLED.search(str(row.get("cells", {}).get("status", "")))]
    if deletions:
        yield "shows no deletion, as it says", not gone, f"{gone[:1]} is gone, though proven.deletions is {deletions}"
        yield "and its notes say what becomes of what is deleted", all(word in notes[lang].lower() for lang, word in (("ja", "削除"), ("en", "delete"))), "they don't"
        if deletions == "cancelled":
            yield "something is cancelled", bool(cancelled), "nothing has a status that says so"
    else:
        yield "a record is gone", bool(gone), "none is; where the system tells of none, proven.deletions says so"
