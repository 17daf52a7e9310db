"""Cases of manifests.py: session tokens of the older form, tokens that stand for one another, cursors that count, what each status means, and values that are listed."""
from cases import cursor, handler, manifest, option, page, paginator, parents, rows, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


# --- a session token of the settings, or by user name and password
def passed(streams=1, **more):
    by = dict({"type": "LegacySessionTokenAuthenticator", "header": "X-Api-Key", "login_url": "/session", "validate_session_url": "/me", "session_token_response_key": "id"}, **more)
    return manifest(*[stream(name=f"items{n}" if n else "items", requester={"authenticator": by}) for n in range(streams)])


def taking(*tokens, login=None):
    """A source that takes these tokens, and gives one at its login."""
    given = [{"path": "/session", "method": "POST", **(login or {"json": {"id": tokens[-1]}})}]
    return given + [dict(answer, header={"X-Api-Key": token}) for token in tokens for answer in ({"path": "/me", "json": {"name": "me"}}, {"path": "/items", "json": {"items": rows(1)}})] + [
        {"path": "/me", "status": 401, "json": {}}, {"path": "/items", "status": 401, "json": {}}]


USER = {"username": "{{ config['user'] }}", "password": "{{ config['word'] }}"}
ONCE = {"requests": "the CDK has the token of the settings checked twice for each request; here it is checked once"}
BOTH = {"user": "someone", "word": "pass word"}
case("a session token that the source takes", passed(session_token="{{ config['token'] }}"), taking("own-1"), config={"token": "own-1"}, differs=ONCE)
case("a session token that the source does not take", passed(session_token="{{ config['token'] }}", **USER), taking("given-1"), config={"token": "old-1", **BOTH}, differs=ONCE)
case("a session token by user name and password", passed(**USER), taking("given-2"), config=dict(BOTH, user="another"))
case("a session token that is a number", passed(**USER), taking("77", login={"json": {"id": 77}}), config=dict(BOTH, user="a third"))
case("a session token for two streams", passed(streams=2, **USER), taking("given-3"), config=dict(BOTH, user="a fourth"))
case("a session token of settings that are empty", passed(session_token="{{ config.get('token', '') }}", **USER), taking("given-4"), config=dict(BOTH, user="a fifth"))
case("a session token that is not taken, and no user name", passed(session_token="{{ config['token'] }}"), taking("other"), config={"token": "old-2"},
     says="AUTH The session token is not taken")
case("a login that is refused", passed(**USER), taking("x", login={"status": 400, "json": {}}), config=dict(BOTH, user="a sixth"), says="AUTH")
case("a login that gives no token", passed(**USER), taking("x", login={"json": {"other": 1}}), config=dict(BOTH, user="a seventh"), says="session_token_response_key")
case("an address that checks a token and is not there", passed(session_token="t-1", validate_session_url="/nowhere", **USER), taking("t-1"), config=dict(BOTH, user="an eighth"))
CHOOSING = passed(**USER)
CHOOSING["streams"][0]["retriever"]["requester"]["authenticator"] = {
    "type": "SelectiveAuthenticator", "authenticator_selection_path": ["kind"], "authenticators": {
        "session": CHOOSING["streams"][0]["retriever"]["requester"]["authenticator"], "none": {"type": "NoAuth"}}}
CHOOSING["spec"] = {"type": "Spec", "connection_specification": {"type": "object", "properties": {"kind": {"type": "string"}}}}
case("a session token that the settings choose", CHOOSING, taking("given-5"), config=dict(BOTH, user="a ninth", kind="session"))


# --- tokens that stand for one another
def pool(name="core", **more):
    return dict({"type": "TokenQuota", "name": name, "remaining_path": [name, "remaining"], "reset_path": [name, "reset"], "limit_path": [name, "limit"]}, **more)


def rotating(quotas=(), requester=None, source=None, **more):
    by = dict({"type": "RateLimitedMultipleTokenAuthenticator", "tokens": "{{ config['tokens'] }}", "quotas": list(quotas) or [pool()], "budget_min_reserve": 0,
               "budget_reserve_fraction": 0, "quota_status_source": dict({"type": "QuotaStatusSource", "url": "{base}/rate"}, **(source or {}))}, **more)
    return stream(requester={"authenticator": by, **(requester or {})}, partition_router=PAGES)


PAGES = {"type": "ListPartitionRouter", "values": list("abcdef"), "cursor_field": "kind", "request_option": option("kind")}
LATER = 4_000_000_000


def left(token, remaining, status=200, name="core", reset=LATER, word="Bearer ", **more):
    return {"path": "/rate", "header": {"Authorization": word + token}, "status": status, "json": {name: {"remaining": remaining, "reset": reset, "limit": 100}}, **more}


HIT = [{"path": "/items", "json": {"items": rows(1)}}]
TWO = {"tokens": "token-a, token-b ,"}
case("tokens that stand for one another", manifest(rotating()), [left("token-a", 2), left("token-b", 90)] + HIT, config=TWO)
case("tokens in a list", manifest(rotating(tokens=["{{ config['one'] }}", "{{ config['two'] }}", "{{ config.get('three', '') }}"])),
     [left("token-a", 4), left("token-b", 90)] + HIT, config={"one": "token-a", "two": "token-b"})
case("tokens with a sign between", manifest(rotating(token_delimiter=";")), [left("token-a", 1), left("token-b", 90)] + HIT, config={"tokens": "token-a;token-b"})
case("tokens under another word", manifest(rotating(auth_method="token", source={"http_method": "POST", "request_headers": {"X-Api-Key": "k"}})),
     [left("token-a", 1, word="token "), left("token-b", 90, word="token ")] + HIT, config=TWO)
case("tokens in another header", manifest(rotating(header="X-Api-Key", auth_method="")),
     [{"path": "/rate", "json": {"core": {"remaining": 50, "reset": "2090-01-01T00:00:00Z", "limit": 100}}}] + HIT, config=TWO)
SPLIT = [pool("search", matchers=[{"type": "HttpRequestRegexMatcher", "url_path_pattern": "/items", "params": {"kind": "a"}}]), pool("core")]
COUNTS = {"core": {"remaining": 3, "reset": LATER, "limit": 9}, "search": {"remaining": 0, "reset": LATER, "limit": 9}}
case("tokens with two quotas", manifest(rotating(SPLIT)), [
     {"path": "/rate", "header": {"Authorization": "Bearer token-a"}, "json": COUNTS},
     {"path": "/rate", "json": dict(COUNTS, search=dict(COUNTS["search"], remaining=5), core=dict(COUNTS["core"], remaining=50))}] + HIT, config=TWO)
case("tokens that are not counted", manifest(rotating(source={"unavailable_status_codes": [404]})), HIT, config=TWO)
case("tokens of which one is not counted", manifest(rotating(source={"unavailable_status_codes": [404]})), [left("token-a", 2)] + HIT, config=TWO)
BEHIND = {"requests": "behind a partition that failed the CDK reads on, and asks again"}
case("tokens whose count cannot be had", manifest(rotating()), HIT, config=TWO, differs=BEHIND)
case("tokens whose count stands elsewhere", manifest(rotating([pool("other")])), [left("token-a", 2), left("token-b", 2)] + HIT, config=TWO, says="CONFIG", differs=BEHIND)
case("no tokens", manifest(rotating()), HIT, config={"tokens": " , "}, says="CONFIG")
case("tokens that are spent for too long", manifest(rotating(max_wait_time="PT1M")), [left("token-a", 0), left("token-b", 1)] + HIT, config=TWO, says="RATE", in_turn=True)
case("tokens that are spent, and then not", manifest(rotating(max_wait_time="PT{{ config['minutes'] }}M")), [
     left("token-a", 1, times=1, reset=1_700_000_000), left("token-b", 1, times=1, reset=1_700_000_000), left("token-a", 3), left("token-b", 9)] + HIT,
     config=dict(TWO, minutes=2), slow=True)
HEARD = {"remaining_header": "X-Left", "reset_header": "X-Reset", "limit_header": "X-Limit", "exhaustion_status_codes": [429]}
AGAIN = handler({"action": "RATE_LIMITED", "http_codes": [429]}, backoff_strategies=[{"type": "ConstantBackoffStrategy", "backoff_time_in_seconds": 700}])
case("tokens of which answers say what is left", manifest(rotating([pool(**HEARD)])), [left("token-a", 90), left("token-b", 90)]
     + [{"path": "/items", "params": {"kind": "b"}, "json": {"items": rows(1)}, "headers": {"X-Left": "0"}}] + HIT, config=TWO, in_turn=True)
case("a token that is refused while another has calls", manifest(rotating([pool(**HEARD)], requester=AGAIN)), [left("token-a", 90), left("token-b", 90)]
     + [{"path": "/items", "params": {"kind": "b"}, "header": {"Authorization": "Bearer token-a"}, "status": 429, "json": {}}] + HIT, config=TWO, in_turn=True)
case("a token whose window begins anew", manifest(rotating([pool(**HEARD)])), [left("token-a", 1, reset=LATER - 3600), left("token-b", 90)]
     + [{"path": "/items", "params": {"kind": "a"}, "json": {"items": rows(1)}, "headers": {"X-Reset": str(LATER), "X-Limit": "3"}}] + HIT, config=TWO, in_turn=True)
for status, reset in ((200, LATER - 7200), (429, LATER - 7200), (200, LATER - 30)):
    case(f"a zero of an earlier window, {LATER - reset} seconds before, under {status}", manifest(rotating([pool(**HEARD)], requester=AGAIN)), [left("token-a", 90), left("token-b", 90)]
         + [{"path": "/items", "params": {"kind": "b"}, "times": 1, "status": status, "json": {"items": rows(1)}, "headers": {"X-Left": "0", "X-Reset": str(reset)}}] + HIT, config=TWO, in_turn=True)


# --- a cursor that counts
def counting(field="id", after="after", **more):
    return dict({"type": "IncrementingCountCursor", "cursor_field": field, **({"start_value_option": option(after)} if after else {})}, **more)


SEEN = [{"type": "AddFields", "fields": [{"path": ["seen"], "value": "{{ stream_slice['start'] + 1 }} {{ stream_interval.end }}"}]}]
THREE = [{"path": "/items", "json": {"items": rows(3, 5, 4)}}]
case("a number that grows", manifest(stream(incremental_sync=counting(), transformations=SEEN)), THREE, start=0)
case("a number that grows, from a start", manifest(stream(incremental_sync=counting(start_value=2), transformations=SEEN)), THREE, start=2)
case("a number that grows, from a setting", manifest(stream(incremental_sync=counting(start_value="{{ config['from'] }}"))), THREE, config={"from": "4"}, start=4)
case("a number that grows, from a state", manifest(stream(incremental_sync=counting(start_value=2), transformations=SEEN)), THREE, states={"items": {"id": 4}}, start=2)
case("a number that grows, from a state below the start", manifest(stream(incremental_sync=counting(start_value=9))), THREE, states={"items": {"id": 4}}, start=9)
case("a number that grows, and nothing comes", manifest(stream(incremental_sync=counting(start_value=2))), [{"path": "/items", "json": {"items": []}}])
case("a number that grows, and nothing comes behind a state", manifest(stream(incremental_sync=counting())), [{"path": "/items", "json": {"items": []}}], states={"items": {"id": 4}})
case("a number that grows, by pages", manifest(stream(incremental_sync=counting(), paginator=paginator(page({"page_size": 2}), option("page")))),
     [{"path": "/items", "params": {"page": 1}, "json": {"items": rows(5)}}, {"path": "/items", "without": ["page"], "json": {"items": rows(1, 2)}}])
case("a number that grows, in a body", manifest(stream(incremental_sync=counting(start_value=3, start_value_option=option("after", "body_json")), requester={"http_method": "POST"})), THREE)
case("a number that grows, for the requester alone", manifest(stream(incremental_sync=counting(after=None), requester={"request_parameters": {"since": "{{ stream_slice['start'] }}"}})), THREE)
case("a number that some records lack", manifest(stream(incremental_sync=counting("n"))), [{"path": "/items", "json": {"items": [{"id": 1}, {"id": 2, "n": 7}]}}])
case("a number below zero", manifest(stream(incremental_sync=counting(start_value=-5))), [{"path": "/items", "json": {"items": rows(-3)}}])
case("a number that is text", manifest(stream(incremental_sync=counting("n"))), [{"path": "/items", "json": {"items": [{"id": 1, "n": "5"}, {"id": 2, "n": "12"}]}}],
     differs={what: "the CDK cannot compare a text with a number: here the number that it says counts" for what in ("failed", "states", "steps")})
case("a number that is no whole one", manifest(stream(incremental_sync=counting("n"))), [{"path": "/items", "json": {"items": [{"id": 1, "n": 5.5}]}}],
     differs={what: "the whole number before it: what lies between is asked for again" for what in ("states", "steps")})
case("a number that grows, of each of a list", manifest(stream(incremental_sync=counting(), partition_router=PAGES)), THREE, says="partition_router")
case("parents by a number that grows", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", incremental_sync=cursor(),
     partition_router=parents(incremental_dependency=True, stream=stream(name="shops", path="/shops", incremental_sync=counting())))),
     [{"path": "/shops", "json": {"items": rows(1, 2)}}] + [{"path": f"/shops/{n}/items", "json": {"items": timed((n, f"2026-01-0{n}"))}} for n in (1, 2)])

# --- what a status means of which no handler speaks
for status in (304, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 415, 418, 422, 423, 425, 428, 429, 451, 500, 501, 502, 503, 504, 505, 520):
    case(f"a status that no handler names: {status}", manifest(stream(requester=handler())), [{"path": "/items", "status": status, "times": 2, "json": {"items": rows(7)}}]
         + [{"path": "/items", "json": {"items": rows(1)}}])
case("a status that only the second handler names", manifest(stream(requester={"error_handler": {"type": "CompositeErrorHandler", "error_handlers": [
     handler({"action": "FAIL", "http_codes": [418]})["error_handler"], handler({"action": "IGNORE", "http_codes": [410]}, max_retries=1)["error_handler"]]}})),
     [{"path": "/items", "status": 410, "times": 1, "json": {}}, {"path": "/items", "json": {"items": rows(1)}}])

# --- listed values
LISTED = {"type": "ListPartitionRouter", "cursor_field": "kind", "request_option": option("kind")}
SLICED = [{"type": "AddFields", "fields": [{"path": ["of"], "value": "{{ stream_slice.kind is string }} {{ stream_slice.kind }}"}]}]
DATED = [{"path": "/items", "json": {"items": timed((1, "2026-01-05"))}}]
for name, values, more in (("texts", ["1", "02", "x", "true", "None"], {}), ("an expression", "{{ config['years'] }}", {"config": {"years": [2025, "2026"]}}),
                           ("a text of a list", "[1, '2']", {})):
    case(f"listed values: {name}", manifest(stream(partition_router=dict(LISTED, values=values), incremental_sync=cursor(), transformations=SLICED)), DATED, **more)
