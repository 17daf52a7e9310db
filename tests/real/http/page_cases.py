"""Cases of manifests.py: pages that are shorter than they were asked for, and next pages at other addresses."""
from cases import LIST, manifest, option, page, paginator, rows, stream

CASES = []
ASKS_ON = "behind a page that is shorter than asked for the CDK ends; here one more is asked for, unless pages have shown that it is the last"


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def numbers(**more):
    return stream(paginator=paginator(page({"page_size": 5, "start_from_page": 1}), option("page"), "limit"), **more)


def offsets(**more):
    return stream(paginator=paginator({"type": "OffsetIncrement", "page_size": 5}, option("offset"), "limit"), **more)


def limited(name, first, *others):
    """What a source answers that gives two records a page."""
    out = [{"path": "/items", "params": {name: at}, "json": {"items": items}} for at, items in others]
    return out + [{"path": "/items", "without": [name], "json": {"items": first}}]


BY_NUMBER = limited("page", rows(1, 2), (2, rows(3, 4)), (3, rows(5)))
BY_OFFSET = limited("offset", rows(1, 2), (2, rows(3, 4)), (4, rows(5)), (5, []))
MORE = {"requests": ASKS_ON, "records": ASKS_ON}
case("pages by number of a source that gives fewer, missing behind the last", manifest(numbers()), BY_NUMBER, differs=MORE)
case("pages by offset of a source that gives fewer", manifest(offsets()), BY_OFFSET, differs=MORE)
case("one short page, missing behind it", manifest(numbers()), limited("page", rows(1, 2)), differs={"requests": ASKS_ON})
case("one short page, the same behind it", manifest(numbers(key=None)), [{"path": "/items", "json": {"items": rows(1, 2)}}], differs={"requests": ASKS_ON})
case("one short page that says it is the last", manifest(numbers()), [{"path": "/items", "json": {"items": rows(1, 2), "next": None}}])
case("a whole page and a short one", manifest(numbers()), limited("page", rows(1, 2, 3, 4, 5), (2, rows(6))))
case("a short page a partition", manifest(offsets(partition_router=LIST)), limited("offset", rows(1, 2), (2, [])), differs={"requests": ASKS_ON}, in_turn=True)
