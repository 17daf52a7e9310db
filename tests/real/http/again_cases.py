"""Cases of manifests.py: pages that begin anew, that are asked for smaller, and stretches of time that are split, where the source asks for that."""
from cases import CHILDREN, LIST, SHOPS, added, cursor, manifest, option, paginator, parents, rows, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def on(status, action, **more):
    """An error handler for one status."""
    return {"error_handler": {"type": "DefaultErrorHandler", "response_filters": [dict({"type": "HttpResponseFilter", "http_codes": [status], "action": action}, **more)]}}


def either(*handlers):
    """The filters of several such handlers in one."""
    return {"error_handler": {"type": "DefaultErrorHandler", "response_filters": [one for by in handlers for one in by["error_handler"]["response_filters"]]}}


def items(*records, path="/items", status=200, **more):
    params = {name.rstrip("_"): more.pop(name) for name in list(more) if name in ("from_", "to", "offset", "after", "limit", "kind", "page")}
    return dict({"path": path, "params": params, "status": status, "json": {"items": list(records)} if status == 200 else {"error": "no"}}, **more)


BY_TOKEN = paginator({"type": "CursorPagination", "cursor_value": "{{ response.get('next') }}"}, option("after"))
BY_OFFSET = paginator({"type": "OffsetIncrement", "page_size": 2}, option("offset"), "limit")


def tokens(*pages, **more):
    """Pages of records, each with the token of the next."""
    out = []
    for at, records in reversed(list(enumerate(pages))):
        answer = {"items": records, **({"next": f"p{at + 1}"} if at + 1 < len(pages) else {})}
        out.append(dict({"path": "/items", "json": answer, **({"params": {"after": f"p{at}"}} if at else {"without": ["after"]})}, **more))
    return out


def anew(action, records=None, **more):
    limits = {"limits": {"type": "PaginationResetLimits", "number_of_records": records}} if records else {}
    return {"pagination_reset": dict({"type": "PaginationReset", "action": action}, **limits, **more)}


# --- pages that begin anew
GONE = on(410, "RESET_PAGINATION")
TWO = tokens(rows(1, 2), rows(3))
for name, params in (("the first", {"without": ["after"]}), ("the last", {"params": {"after": "p1"}})):
    for times in (1, 2):
        case(f"pages begin anew {'once' if times == 1 else 'twice'} at {name}", manifest(stream(requester=GONE, paginator=BY_TOKEN)),
             [dict({"path": "/items", "status": 410, "json": {}, "times": times}, **params)] + TWO)
case("pages begin anew where nothing is paged", manifest(stream(requester=GONE)), [items(status=410, times=1), items(*rows(1))])
case("pages begin anew by what an answer says", manifest(stream(paginator=BY_TOKEN, requester={"error_handler": {"type": "DefaultErrorHandler", "response_filters": [
     {"type": "HttpResponseFilter", "predicate": "{{ response.get('stale') }}", "action": "RESET_PAGINATION"}]}})),
     [{"path": "/items", "params": {"after": "p1"}, "json": {"stale": True}, "times": 1}] + TWO)
case("pages begin anew by the second of two handlers", manifest(stream(paginator=BY_TOKEN, requester={"error_handler": {"type": "CompositeErrorHandler", "error_handlers": [
     on(404, "IGNORE")["error_handler"], on(400, "RESET_PAGINATION")["error_handler"]]}})), [{"path": "/items", "params": {"after": "p1"}, "status": 400, "json": {}, "times": 1}] + TWO)
case("pages begin anew, each of a list", manifest(stream(requester=GONE, paginator=BY_TOKEN, partition_router=LIST)),
     [dict(one, params=dict(one.get("params", {}), kind=kind)) for kind in "ab" for one in
      [{"path": "/items", "params": {"after": "p1"}, "status": 410, "json": {}, "times": 1}] + tokens(rows(1), rows(2))])
case("pages begin anew with a cursor that is not asked", manifest(stream(requester=GONE, paginator=BY_TOKEN, incremental_sync=cursor(), **anew("RESET"))),
     [{"path": "/items", "params": {"after": "p1"}, "status": 410, "json": {}, "times": 1}] + tokens(timed((1, "2026-01-05")), timed((2, "2026-01-09"))))
case("a limit that is not reached", manifest(stream(paginator=BY_TOKEN, **anew("RESET", 100))), TWO)
case("a limit that is reached again from the beginning", manifest(stream(paginator=BY_TOKEN, **anew("RESET", 3))), TWO)
case("a limit that is reached on the first page, then not", manifest(stream(paginator=BY_TOKEN, **anew("RESET", 3))),
     [{"path": "/items", "json": {"items": rows(1, 2, 3)}, "times": 1}] + tokens(rows(1), rows(2)))

# --- from the newest record on
NO_STATE = {"steps": "the CDK says where the read began, once it failed"}
DAYS = [(n, f"2026-01-{n + 1:02d}") for n in range(1, 12)]


def since(*pairs, size=2, **more):
    """Pages by offset of what is not older, for each day that may be asked for."""
    out = []
    for start in ["2026-01-01"] + sorted({day for _, day in pairs}):
        newer = [pair for pair in pairs if pair[1] >= start]
        for at in range(0, len(newer) + size, size):
            out.append(dict({"path": "/items", "params": {"from": start, **({"offset": at} if at else {})}, **({} if at else {"without": ["offset"]}),
                             "json": {"items": timed(*newer[at:at + size])}}, **more))
    return out


def narrowing(records=4, **more):
    cursored = more.pop("cursor", {})
    return manifest(stream(paginator=BY_OFFSET, incremental_sync=cursor(**cursored), **anew("SPLIT_USING_CURSOR", records), **more))


case("from the newest record on", narrowing(), since(*DAYS))
case("from the newest record on, which is the last", narrowing(), since(*DAYS[:4]))
case("from the newest record on, in the first page", narrowing(1), since(*DAYS[:3]), differs=NO_STATE)
case("from the newest record on, with ties", narrowing(), since((1, "2026-01-02"), (2, "2026-01-03"), (3, "2026-01-03"), (4, "2026-01-03"), (5, "2026-01-04")))
case("as many ties as the limit", narrowing(), since((1, "2026-01-02"), *((n, "2026-01-03") for n in range(2, 9)), (9, "2026-01-04")), differs=NO_STATE)
case("from the newest record on, not in order", narrowing(), since((1, "2026-01-09"), (2, "2026-01-03"), (3, "2026-01-04"), (4, "2026-01-02"), (5, "2026-01-10")))
case("from the newest record on, from a state", narrowing(), since(*DAYS), states={"items": {"updated_at": "2026-01-06"}})
case("from the newest record on, in stretches", narrowing(cursor={"step": "P5D", "cursor_granularity": "P1D"}), since(*DAYS) + [items()],
     differs={"steps": "what lies behind a stretch's end moves no cursor here"})
case("from the newest record on, where the client compares", narrowing(cursor={"is_client_side_incremental": True}), since(*DAYS), states={"items": {"updated_at": "2026-01-06"}})
case("from the newest record on, of records without times", narrowing(), [items(*rows(1, 2), from_="2026-01-01", without=["offset"]), items(*rows(3, 4), offset=2)], differs=NO_STATE)
case("from the newest record on, as records see it", narrowing(transformations=[added((["from"], "{{ stream_slice['start_time'] }}", {}))]), since(*DAYS))
case("from the newest record on, for a list", narrowing(partition_router=LIST), [dict(one, params=dict(one["params"], kind=kind)) for kind in "ab" for one in since(*DAYS[:7])])
case("from the newest record on, under one cursor", narrowing(partition_router=LIST, cursor={"global_substream_cursor": True}),
     [dict(one, params=dict(one["params"], kind=kind)) for kind in "ab" for one in since(*DAYS[:7])], global_cursor=True,
     differs={"states": "the time that the read took is taken off here, which makes it the day before", "steps": "the same"})
case("from the newest record on, for parents", narrowing(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents()),
     SHOPS + [dict(one, path=f"/shops/{shop}/items") for shop in (1, 2) for one in since(*DAYS[:5 + shop])])
case("from the newest record on, where the source asks for it", manifest(stream(requester=on(400, "RESET_PAGINATION"), paginator=BY_OFFSET, incremental_sync=cursor(),
     **anew("SPLIT_USING_CURSOR"))), [items(status=400, offset=4)] + since(*DAYS))
case("from the newest record on, of which there is none", manifest(stream(requester=on(400, "RESET_PAGINATION"), paginator=BY_OFFSET, incremental_sync=cursor(),
     **anew("SPLIT_USING_CURSOR"))), [items(status=400)])
case("from the newest record on, without a cursor", manifest(stream(requester=GONE, paginator=BY_TOKEN, **anew("SPLIT_USING_CURSOR"))),
     [{"path": "/items", "params": {"after": "p1"}, "status": 410, "json": {}, "times": 1}] + TWO)
case("parents whose pages begin anew", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(
     stream=stream(name="shops", path="/shops", field=("shops",), requester=GONE)))), [dict(SHOPS[0], status=410, times=1)] + SHOPS + CHILDREN)

# --- smaller pages
HEAVY = on(503, "REDUCE_PAGE_SIZE", error_message="too heavy")


def smaller(pages=None, requester=HEAVY, **more):
    pages = pages or paginator({"type": "OffsetIncrement", "page_size": 8}, option("offset"), "limit")
    return stream(requester=requester, paginator=pages, page_size_reduction=dict({"type": "PageSizeReduction", "backoff_seconds": 0}, **more))


def heavy(total, most, sizes=(8, 4, 2, 1), **more):
    """Pages by offset and limit; larger ones than `most` are refused."""
    return [dict({"path": "/items", "params": {"limit": size, **({"offset": at} if at else {})}, **({} if at else {"without": ["offset"]}),
                  **({"status": 503, "json": {}} if size > most else {"json": {"items": rows(*range(at + 1, min(at + size, total) + 1))}})}, **more)
            for at in range(0, total + 9) for size in sizes]


case("smaller pages", manifest(smaller()), heavy(11, 2))
case("smaller pages that end on one that is full", manifest(smaller()), heavy(4, 2))
case("pages that are never small enough", manifest(smaller()), heavy(4, 0))
case("pages that are no smaller than allowed", manifest(smaller(minimum_page_size=4)), heavy(4, 2))
case("smaller pages, but not so often", manifest(smaller(max_attempts=1)), heavy(4, 2))
case("pages of a third", manifest(smaller(reduction_factor=3)), heavy(5, 2))
case("pages of a broken part", manifest(smaller(reduction_factor=1.5)), heavy(9, 5, (8, 5, 3)))
case("pages that become large again", manifest(smaller(reset_policy="AFTER_SUCCESSFUL_PAGE")), heavy(5, 2))
case("pages that become large again, of which one is refused", manifest(smaller(reset_policy="AFTER_SUCCESSFUL_PAGE")),
     [items(status=503, offset=8, limit=8, times=1)] + heavy(20, 8))
case("the smallest page once more", manifest(smaller(retries_at_minimum_page_size=2)),
     [items(status=503, limit=1, without=["offset"], times=2)] + heavy(3, 1))
case("the smallest page too often", manifest(smaller(retries_at_minimum_page_size=1)), [items(status=503, limit=1, without=["offset"], times=2)] + heavy(3, 1))
case("a smaller page in the middle", manifest(smaller()), [items(status=503, offset=8, limit=8)] + heavy(19, 8))
case("smaller pages by a token", manifest(smaller(paginator({"type": "CursorPagination", "page_size": 4, "cursor_value": "{{ last_record['id'] }}", "stop_condition":
     "{{ last_page_size < page_size }}"}, option("after"), "limit"))),
     [items(status=503, limit=4)] + [items(*rows(n + 1, n + 2), limit=2, after=n) for n in (2, 4)] + [items(*rows(7), limit=2, after=6), items(*rows(1, 2), limit=2)])
case("smaller pages of a page size that settings give", manifest(smaller(paginator({"type": "OffsetIncrement", "page_size": "{{ config['size'] }}"}, option("offset"), "limit"))),
     heavy(5, 2), config={"size": 8})
case("a page size by settings that is too small", manifest(smaller(paginator({"type": "OffsetIncrement", "page_size": "{{ config['size'] }}"}, option("offset"), "limit"), minimum_page_size=8)),
     heavy(5, 2), config={"size": 8})
case("smaller pages for a list", manifest(dict(smaller(), retriever=dict(smaller()["retriever"], partition_router=LIST))),
     [dict(one, params=dict(one["params"], kind=kind)) for kind, most in (("a", 2), ("b", 8)) for one in heavy(5, most)],
     differs={"requests": "behind a first page that is shorter than asked for one more is asked for here"})
case("smaller pages that begin anew", manifest(smaller(requester=either(GONE, HEAVY))),
     [items(status=410, offset=2, limit=2, times=1)] + heavy(5, 2))

# --- shorter stretches
LONG = on(422, "SPLIT_REQUEST_WINDOW", error_message="too long")


def split(granularity="P1D", requester=LONG, **more):
    cursored = more.pop("cursor", {})
    splitting = dict({"type": "RequestWindowSplitting"}, **more.pop("splitting", {}))
    return manifest(stream(requester=requester, incremental_sync=cursor(**dict({"step": "P60D", "cursor_granularity": granularity}, **cursored)), request_window_splitting=splitting, **more))


WHOLE = items(status=422, from_="2026-01-01", to="2026-01-31")
HALVES = [items(*timed((1, "2026-01-05"), (2, "2026-01-15")), from_="2026-01-01", to="2026-01-15"), items(*timed((3, "2026-01-16"), (4, "2026-01-31")), from_="2026-01-16")]
case("a stretch in halves", split(), [WHOLE] + HALVES)
case("a stretch in halves, as records see it", split(transformations=[added((["from"], "{{ stream_slice['start_time'] }}", {}))]), [WHOLE] + HALVES)
case("halves of a half", split(), [WHOLE, items(status=422, from_="2026-01-01", to="2026-01-15"), items(*timed((1, "2026-01-05")), to="2026-01-07"), items(*timed((2, "2026-01-09")), from_="2026-01-08"), HALVES[1]])
case("a day that is refused", split(), [WHOLE] + [items(status=422, from_="2026-01-01"), items(*timed((1, "2026-01-05")))])
case("no shorter than allowed", split(splitting={"min_split_window": "P10D"}), [WHOLE, items(status=422, from_="2026-01-01", to="2026-01-15"), HALVES[1], items(*timed((1, "2026-01-05")), to="2026-01-07"),
     items(*timed((2, "2026-01-09")), to="2026-01-15")])
case("no shorter than allowed, and refused", split(splitting={"min_split_window": "P20D", "failure_message": "Begin later."}), [WHOLE, items(status=422)])
case("deeper than ten halves", split("PT1S", cursor={"datetime_format": "%Y-%m-%dT%H:%M:%SZ", "start_datetime": "2026-01-01T00:00:00Z", "end_datetime": "2026-01-31T00:00:00Z"}),
     [items(status=422)], start="2026-01-01T00:00:00Z")
case("a stretch in halves behind its first page", split(paginator=BY_TOKEN), [dict(WHOLE, params=dict(WHOLE["params"], after="p1")),
     dict(items(*timed((1, "2026-01-05")), from_="2026-01-01", to="2026-01-31"), json={"items": timed((1, "2026-01-05")), "next": "p1"})] + HALVES)
case("one of several stretches in halves", split(cursor={"step": "P10D"}), [items(status=422, from_="2026-01-11", to="2026-01-20"), items(*timed((1, "2026-01-12")), from_="2026-01-11", to="2026-01-15"),
     items(*timed((2, "2026-01-18")), from_="2026-01-16"), items(*timed((3, "2026-01-30")), from_="2026-01-21"), items()])
case("a stretch in halves, from a state", split(), [items(status=422, from_="2026-01-21", to="2026-01-31"), items(*timed((1, "2026-01-22")), from_="2026-01-21"), items(*timed((2, "2026-01-29")))],
     states={"items": {"updated_at": "2026-01-21"}})
case("stretches in halves for a list", split(partition_router=LIST), [dict(one, params=dict(one["params"], kind="a")) for one in [WHOLE] + HALVES] + [items(*timed((9, "2026-01-09")), kind="b")])
case("stretches in halves for parents", split(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents()),
     SHOPS + [dict(one, path="/shops/1/items") for one in [WHOLE] + HALVES] + [items(*timed((9, "2026-01-09")), path="/shops/2/items")])
case("a half with smaller pages", split(requester=either(LONG, HEAVY),
     paginator=paginator({"type": "OffsetIncrement", "page_size": 2}, option("offset"), "limit"), page_size_reduction={"type": "PageSizeReduction", "backoff_seconds": 0}),
     [WHOLE, items(status=503, to="2026-01-15", limit=2), items(*timed((1, "2026-01-05")), to="2026-01-15", without=["offset"]), items(to="2026-01-15"),
      items(*timed((2, "2026-01-20"), (3, "2026-01-21")), to="2026-01-31", limit=2, without=["offset"]), items()])
