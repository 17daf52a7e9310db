"""The cases of manifests.py: a manifest, its settings, states to go on from, what the server answers, and the pace of a budget. `differs` names what is
meant to differ from the CDK, with the reason; `slow` and `in_turn` (what an answer says
decides how the next request is made) are not read eight at once."""
import gzip
import json


def retriever(path="/items", field=("items",), requester=None, **more):
    base = {"type": "HttpRequester", "url_base": "{base}", "path": path, "http_method": "GET"}
    base.update(requester or {})
    out = {"type": "SimpleRetriever", "requester": base,
           "record_selector": {"type": "RecordSelector", "extractor": {"type": "DpathExtractor", "field_path": list(field)}}}
    selector = more.pop("selector", {})
    out["record_selector"].update(selector)
    out.update(more)
    return out


def stream(name="items", key="id", **more):
    extra = {k: more.pop(k) for k in ("incremental_sync", "transformations", "$parameters") if k in more}
    out = {"type": "DeclarativeStream", "name": name, "retriever": retriever(**more), "schema_loader":
           {"type": "InlineSchemaLoader", "schema": {"type": "object", "properties": {}}}}
    if key:
        out["primary_key"] = key
    out.update(extra)
    return out


def manifest(*streams, **more):
    return dict({"streams": list(streams)}, **more)


def rows(*ids, **more):
    return [dict({"id": i}, **more) for i in ids]


def option(name, into="request_parameter"):
    return {"type": "RequestOption", "inject_into": into, "field_name": name}


def paginator(strategy, token=None, size=None):
    out = {"type": "DefaultPaginator", "pagination_strategy": strategy}
    if token:
        out["page_token_option"] = token
    if size:
        out["page_size_option"] = option(size)
    return out


def cursor(**more):
    out = {"type": "DatetimeBasedCursor", "cursor_field": "updated_at", "datetime_format": "%Y-%m-%d", "start_datetime": "2026-01-01",
           "end_datetime": "2026-01-31", "start_time_option": option("from"), "end_time_option": option("to")}
    out.update(more)
    return out


def plain_state(state, case):
    """What both say in their own words: without bookkeeping, partitions in order; of the state of a global cursor its day, since the CDK
    notes beside it how long the read took, and here that time is taken off."""
    if state.get("use_global_cursor"):
        state = state.get("state", {})
    if case.get("global_cursor"):
        return {k: v[:10] for k, v in state.items() if k == "updated_at"}
    kept = {k: v for k, v in state.items() if k not in ("use_global_cursor", "lookback_window", "state", "__ab_no_cursor_state_message")}
    if not kept.get("parent_state"):
        kept.pop("parent_state", None)
    if "states" in kept:
        kept["states"] = sorted(({"cursor": one["cursor"], "partition": partition_name(one)} for one in kept["states"]), key=str)
    return kept


def state_on_the_way(state, case):
    """The same without what says nothing yet: a cursor that stands where it began, which the CDK writes before anything was read; the state
    of parents, which it moves parent by parent, and the plug-in when all were read."""
    kept = plain_state(state, case)
    kept.pop("parent_state", None)
    began = {partition_name(one): one["cursor"] for one in case.get("states", {}).get("items", {}).get("states", [])}
    start = case.get("start", "2026-01-01")
    moved = [one for one in kept.pop("states", []) if one["cursor"] != began.get(one["partition"], {"updated_at": start})]
    if kept.get("updated_at") == start:
        kept.pop("updated_at")
    return {**kept, "states": moved} if moved else kept


def partition_name(one):
    return json.dumps(one["partition"], sort_keys=True)


def page(n):
    return {"type": "PageIncrement", **n}


CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


ONE = [{"path": "/items", "json": {"items": rows(1, 2)}}]

# --- selecting
case("one page", manifest(stream()), ONE)
case("a list at the top", manifest(stream(field=())), [{"path": "/items", "json": rows(1, 2)}])
case("one object at the top", manifest(stream(field=())), [{"path": "/items", "json": {"id": 5, "name": "髙橋"}}])
case("an object where a list may be", manifest(stream()), [{"path": "/items", "json": {"items": {"id": 1}}}])
case("an empty object", manifest(stream()), [{"path": "/items", "json": {"items": {}}}])
case("nothing at the path", manifest(stream()), [{"path": "/items", "json": {"other": 1}}])
case("a deep path", manifest(stream(field=("a", "b"))), [{"path": "/items", "json": {"a": {"b": rows(1)}}}])
case("a star over a list", manifest(stream(field=("items", "*", "inner"))),
     [{"path": "/items", "json": {"items": [{"inner": {"id": 1}}, {"inner": {"id": 2}}, {"other": 3}]}}])
case("a star over an object", manifest(stream(field=("data", "*"))), [{"path": "/items", "json": {"data": {"x": {"id": 1}, "y": {"id": 2}}}}])
case("a path from parameters", manifest(stream(field=("{{ parameters['where'] }}",), **{"$parameters": {"where": "items"}})), ONE)
case("a filter", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record['id'] > 1 }}"}})), ONE)
case("a filter by settings", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.id in config['wanted'] }}"}})), ONE,
     config={"wanted": [2]})
case("a filter with an undefined name lets nothing through",
     manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.a.b == 1 }}"}})), ONE)

# --- transformations
def added(*fields, **more):
    return dict({"type": "AddFields", "fields": [{"type": "AddedFieldDefinition", "path": p, "value": v, **e} for p, v, e in fields]}, **more)


RICH = [{"path": "/items", "json": {"items": [{"id": 1, "code": "007", "n": "12", "d": {"x": 1, "y": [1, 2]}, "OrderID": 5, "text": "1,2"},
                                               {"id": 2, "code": None, "n": "1e3", "d": {"x": 2}, "OrderID": None, "text": "+81"}]}}]
case("fields added", manifest(stream(transformations=[added((["a"], "{{ record.code }}", {}), (["b", "c"], "{{ record.n }}", {}), (["d", "z"], "const", {}))])), RICH)
case("fields added by type", manifest(stream(transformations=[added((["a"], "{{ record.n }}", {"value_type": "string"}), (["b"], "{{ record.id }}", {"value_type": "integer"}),
     (["c"], "{{ record.id > 1 }}", {"value_type": "boolean"}), (["e"], "{{ record.id * 1.5 }}", {"value_type": "number"}))])), RICH)
case("fields that read as literals", manifest(stream(transformations=[added((["a"], "{{ record.text }}", {}), (["b"], "{{ record.d }}", {}), (["c"], "x{{ record.id }}", {}))])), RICH)
case("a field added on a condition", manifest(stream(transformations=[added((["a"], "{{ record.id }}", {}), condition="{{ record.id > 1 }}")])), RICH)
case("a field that sees the one before", manifest(stream(transformations=[added((["a"], "{{ record.id + 1 }}", {}), (["b"], "{{ record.a + 1 }}", {}))])), RICH)
case("fields removed", manifest(stream(transformations=[{"type": "RemoveFields", "field_pointers": [["code"], ["d", "x"], ["none"]]}])), RICH)
case("fields removed by a star", manifest(stream(transformations=[{"type": "RemoveFields", "field_pointers": [["d", "*"]]}])), RICH)
case("fields removed anywhere", manifest(stream(transformations=[{"type": "RemoveFields", "field_pointers": [["**"]], "condition": "{{ property is none }}"}])), RICH)
case("keys in lower case", manifest(stream(transformations=[{"type": "KeysToLower"}])), RICH)
case("keys in snake case", manifest(stream(transformations=[{"type": "KeysToSnakeCase"}])), RICH)
case("keys replaced", manifest(stream(key=None, transformations=[{"type": "KeysReplace", "old": "d", "new": "D"}])), RICH)
case("keys replaced in lists", manifest(stream(transformations=[{"type": "KeysReplace", "old": ".", "new": ""}])),
     [{"path": "/items", "json": {"items": [{"id": 1, "party.": {"name.": "a"}, "lines": [{"product.": {"code.": "p"}}]}]}}],
     differs={"records": "the CDK leaves the names of what stands in lists"})
case("keys flattened", manifest(stream(transformations=[{"type": "FlattenFields"}])), RICH)
case("a part flattened", manifest(stream(transformations=[{"type": "DpathFlattenFields", "field_path": ["d"], "delete_origin_value": True}])), RICH)
case("transformed before the filter", manifest(stream(selector={"transform_before_filtering": True, "record_filter": {"type": "RecordFilter", "condition": "{{ record.a == 3 }}"}},
     transformations=[added((["a"], "{{ record.id + 1 }}", {}))])), RICH)

# --- requests
case("parameters and headers", manifest(stream(requester={"request_parameters": {"a": "{{ config['x'] }}", "b": "1", "c": "", "{{ 'd' }}": "é &"},
     "request_headers": {"X-Api-Key": "k-{{ config['x'] }}"}})), ONE, config={"x": "007"})
case("parameters of lists and nothing", manifest(stream(requester={"request_parameters": {"a": "{{ ['x', 'y'] }}", "b": "{{ config.get('none') }}", "c": "{{ config['t'] }}"}})), ONE,
     config={"t": True})
case("parameters that read as tuples of Python", manifest(stream(requester={"request_parameters": {"ids": "{{ [1, 2, 3] | join(',') }}", "plain": "1,2", "bracketed": "[1, 2]", "round": "(1, 2)", "one": "(1)"}})), ONE)
case("parameters that one expression gives", manifest(stream(requester={"request_parameters": "{{ {'a': config['x'], 'n': 1, 'none': none} }}"})), ONE, config={"x": "1"})
case("a query in the path", manifest(stream(path="/items?a=1", requester={"request_parameters": {"a": "1", "b": "2"}})), ONE)
case("a JSON body", manifest(stream(requester={"http_method": "POST", "request_body_json": {"a": {"b": "{{ config['n'] }}", "c": ["{{ 1 + 1 }}", "x"]}, "d": "{{ none }}", "e": 5}})), ONE,
     config={"n": 3})
case("a form", manifest(stream(requester={"http_method": "POST", "request_body_data": {"a": "{{ config['n'] }}", "b": "x y"}})), ONE, config={"n": 3})
case("a text for a body", manifest(stream(requester={"http_method": "POST", "request_body_data": "<q>{{ config['n'] }}</q>"})), ONE, config={"n": 3})
case("GraphQL by the body", manifest(stream(requester={"http_method": "POST", "request_body_json": {"query": "{ items(first: {{ config['n'] }}) { id } }"}}, field=("data", "items"))),
     [{"path": "/items", "json": {"data": {"items": rows(1)}}}], config={"n": 3})
case("a path of the settings", manifest(stream(path="{{ config['where'] }}/items")), [{"path": "/shop/7/items", "json": {"items": rows(1)}}], config={"where": "shop/7"})
case("a base with a path", manifest(stream(path="items", requester={"url_base": "{base}/v1"})), [{"path": "/v1/items", "json": {"items": rows(1)}}])

# --- credentials
def auth(**kind):
    return manifest(stream(requester={"authenticator": kind}))


case("bearer", auth(type="BearerAuthenticator", api_token="{{ config['token'] }}"), ONE, config={"token": "t-1"})
case("basic", auth(type="BasicHttpAuthenticator", username="{{ config['u'] }}", password="{{ config['p'] }}"), ONE, config={"u": "髙", "p": "p:w"})
case("a key in a header", auth(type="ApiKeyAuthenticator", api_token="{{ config['k'] }}", inject_into=option("X-Api-Key", "header")), ONE, config={"k": "k-1"})
case("a key in the query", auth(type="ApiKeyAuthenticator", api_token="{{ config['k'] }}", inject_into=option("key")), ONE, config={"k": "k-1"})
case("a choice of credentials", auth(type="SelectiveAuthenticator", authenticator_selection_path=["cred", "kind"], authenticators={
     "a": {"type": "BearerAuthenticator", "api_token": "x"}, "b": {"type": "BearerAuthenticator", "api_token": "{{ config['cred']['t'] }}"}}), ONE,
     config={"cred": {"kind": "b", "t": "t-2"}})
TOKENS = [{"path": "/token", "method": "POST", "json": {"access_token": "a-1", "expires_in": 3600}}]
case("OAuth by refresh token", auth(type="OAuthAuthenticator", client_id="i", client_secret="s", refresh_token="{{ config['r'] }}", token_refresh_endpoint="{base}/token"),
     TOKENS + ONE, config={"r": "r-1"})
case("OAuth by client credentials", auth(type="OAuthAuthenticator", client_id="i", client_secret="s", grant_type="client_credentials", token_refresh_endpoint="{base}/token",
     scopes=["a", "b"], refresh_request_body={"audience": "x"}), TOKENS + ONE)
case("a session token", auth(type="SessionTokenAuthenticator", login_requester={"type": "HttpRequester", "url_base": "{base}", "path": "/login", "http_method": "POST",
     "request_body_json": {"user": "{{ config['u'] }}"}}, session_token_path=["data", "token"], request_authentication={"type": "ApiKey", "inject_into": option("X-Api-Key", "header")}),
     [{"path": "/login", "json": {"data": {"token": "s-1"}}}] + ONE, config={"u": "me"}, differs={"requests": "the CDK logs in anew for each part of a request"})

case("OAuth with a grant of another name", auth(type="OAuthAuthenticator", client_id="i", client_secret="s", refresh_token="r", token_refresh_endpoint="{base}/token", grant_type_name="kind"),
     TOKENS + ONE)
LOGIN = {"type": "OAuthAuthenticator", "client_id": "i", "client_secret": "s", "refresh_token": "r", "token_refresh_endpoint": "{base}/token"}
case("two streams that log in alike", manifest(stream(requester={"authenticator": LOGIN}), stream(name="others", path="/others", requester={"authenticator": LOGIN})),
     TOKENS + ONE + [{"path": "/others", "json": {"items": rows(5)}}], differs={"requests": "here they share one token"})
case("a written session token", auth(type="SessionTokenAuthenticator", login_requester={"type": "HttpRequester", "url_base": "{base}", "path": "/login", "http_method": "POST"},
     session_token_path=["token"], expiration_duration="PT1H", request_authentication={"type": "ApiKey", "api_token": "Token {{ session_token }}", "inject_into": option("X-Api-Key", "header")}),
     [{"path": "/login", "json": {"token": "s-1"}}] + ONE)
case("our own words", manifest(dict(stream(), **{"x-musubi": {"deleted": "{{ record['id'] == 2 }}"}})), ONE, differs={"records": "the CDK passes over x-musubi"})

# --- pages
def numbered(total, size, first, name="page"):
    out = []
    for start in range(0, total + 1, size):
        number = first + start // size
        params = {name: number} if number != first else {}
        out.append({"path": "/items", "params": params, "json": {"items": rows(*range(start, min(start + size, total)))}, **({} if params else {"without": [name]})})
    return out


for total in (0, 3, 4):
    case(f"pages by number, {total} records", manifest(stream(paginator=paginator(page({"page_size": 2, "start_from_page": 1}), option("page"), "limit"))), numbered(total, 2, 1))
case("pages from zero", manifest(stream(paginator=paginator(page({"page_size": 2}), option("page"), "limit"))), numbered(5, 2, 0))
case("the first number is sent", manifest(stream(paginator=paginator(page({"page_size": 2, "start_from_page": 1, "inject_on_first_request": True}), option("page"), "limit"))),
     [{"path": "/items", "params": {"page": 1}, "json": {"items": rows(1, 2)}}, {"path": "/items", "params": {"page": 2}, "json": {"items": []}}])
case("page size by settings", manifest(stream(paginator=paginator(page({"page_size": "{{ config['size'] }}", "start_from_page": 1}), option("page"), "limit"))), numbered(3, 2, 1),
     config={"size": 2})
case("pages without a size end at an empty one", manifest(stream(paginator=paginator(page({"start_from_page": 1}), option("page")))), numbered(4, 2, 1))
case("pages by offset", manifest(stream(paginator=paginator({"type": "OffsetIncrement", "page_size": 2}, option("offset"), "limit"))),
     [{"path": "/items", "params": {"offset": 2}, "json": {"items": rows(3)}}, {"path": "/items", "without": ["offset"], "json": {"items": rows(1, 2)}}])
case("offsets in a JSON body", manifest(stream(requester={"http_method": "POST"}, paginator={"type": "DefaultPaginator",
     "pagination_strategy": {"type": "OffsetIncrement", "page_size": 2}, "page_size_option": option("limit", "body_json"), "page_token_option": option("offset", "body_json")})),
     [{"path": "/items", "body": '"offset": 2', "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1, 2)}}])
case("the last record is the last that the filter lets through", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.id != 2 }}"}},
     paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ last_record['id'] }}", "stop_condition": "{{ last_page_size < 1 }}"}, option("after")))),
     [{"path": "/items", "params": {"after": 1}, "json": {"items": rows(2)}}, {"path": "/items", "params": {"after": 2}, "json": {"items": rows(3)}},
      {"path": "/items", "without": ["after"], "json": {"items": rows(1, 2)}}])
case("filtered records count for pages", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.id != 0 }}"}},
     paginator=paginator(page({"page_size": 2, "start_from_page": 1}), option("page"), "limit"))), numbered(3, 2, 1))
NEXT = [{"path": "/items", "params": {"after": "b"}, "json": {"items": rows(3), "next": None}},
        {"path": "/items", "without": ["after"], "json": {"items": rows(1, 2), "next": "b"}}]
case("pages by a cursor of the answer", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response['next'] }}"}, option("after")))), NEXT)
case("a cursor that stops", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ last_record['id'] }}", "stop_condition": "{{ last_page_size < 2 }}"},
     option("after")))), [{"path": "/items", "params": {"after": 2}, "json": {"items": rows(3)}}, {"path": "/items", "without": ["after"], "json": {"items": rows(1, 2)}}])
case("a cursor from a header", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ headers['X-Next'] }}",
     "stop_condition": "{{ not headers.get('X-Next') }}"}, option("after")))),
     [{"path": "/items", "params": {"after": "q"}, "json": {"items": rows(3)}}, {"path": "/items", "without": ["after"], "headers": {"X-Next": "q"}, "json": {"items": rows(1)}}])
case("the next address in the answer", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response.get('next') }}"}, {"type": "RequestPath"}))),
     [{"path": "/more", "params": {"p": 2}, "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1), "next": "{base}/more?p=2"}}])
case("the next address in a link header", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ headers['link']['next']['url'] }}",
     "stop_condition": "{{ 'next' not in headers['link'] }}"}, {"type": "RequestPath"}))),
     [{"path": "/more", "json": {"items": rows(3)}}, {"path": "/items", "headers": {"Link": '<{base}/more>; rel="next", <{base}/z>; rel="last"'}, "json": {"items": rows(1)}}])
case("an empty page in the middle", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response.next }}"}, option("after")))),
     [{"path": "/items", "params": {"after": "c"}, "json": {"items": rows(3)}}, {"path": "/items", "params": {"after": "b"}, "json": {"items": [], "next": "c"}},
      {"path": "/items", "without": ["after"], "json": {"items": rows(1), "next": "b"}}])

# --- time
def timed(*pairs):
    return [{"id": i, "updated_at": t} for i, t in pairs]


case("one stretch of time", manifest(stream(incremental_sync=cursor())), [{"path": "/items", "json": {"items": timed((1, "2026-01-05"), (2, "2026-01-20"))}}])
case("stretches of ten days", manifest(stream(incremental_sync=cursor(step="P10D", cursor_granularity="P1D"))),
     [{"path": "/items", "params": {"from": "2026-01-01"}, "json": {"items": timed((1, "2026-01-05"))}}, {"path": "/items", "params": {"from": "2026-01-11"}, "json": {"items": []}},
      {"path": "/items", "params": {"from": "2026-01-21"}, "json": {"items": timed((2, "2026-01-30"), (3, "2026-01-30"))}}, {"path": "/items", "json": {"items": []}}])
case("going on from a state", manifest(stream(incremental_sync=cursor())), [{"path": "/items", "json": {"items": timed((2, "2026-01-20"), (3, "2026-01-25"))}}],
     states={"items": {"updated_at": "2026-01-20"}})
case("going on in stretches", manifest(stream(incremental_sync=cursor(step="P10D", cursor_granularity="P1D"))), [{"path": "/items", "json": {"items": timed((2, "2026-01-20"))}}],
     states={"items": {"updated_at": "2026-01-15"}})
case("looking back", manifest(stream(incremental_sync=cursor(lookback_window="P5D"))), [{"path": "/items", "json": {"items": timed((2, "2026-01-18"))}}],
     states={"items": {"updated_at": "2026-01-20"}})
case("months as steps", manifest(stream(incremental_sync=cursor(step="P1M", cursor_granularity="P1D", end_datetime="2026-03-15"))), [{"path": "/items", "json": {"items": timed((1, "2026-01-05"))}}])
case("seconds since 1970", manifest(stream(incremental_sync=cursor(datetime_format="%s", start_datetime="1767225600", end_datetime="1769817600"))),
     [{"path": "/items", "json": {"items": timed((1, 1767400000), (2, 1767500000))}}])
case("a start bounded below", manifest(stream(incremental_sync=cursor(start_datetime={"type": "MinMaxDatetime", "datetime": "{{ config['since'] }}", "min_datetime": "2026-01-10"}))),
     [{"path": "/items", "json": {"items": []}}], config={"since": "2020-01-01"}, differs={"states": "without a record the CDK writes the slice's start, here the manifest's"})
case("a start in another format", manifest(stream(incremental_sync=cursor(start_datetime={"type": "MinMaxDatetime", "datetime": "{{ config['since'] }}", "datetime_format": "%d.%m.%Y"}))),
     [{"path": "/items", "json": {"items": timed((1, "2026-01-12"))}}], config={"since": "10.01.2026"})
case("times in records of another format", manifest(stream(incremental_sync=cursor(cursor_datetime_formats=["%Y-%m-%dT%H:%M:%SZ"]))),
     [{"path": "/items", "json": {"items": timed((1, "2026-01-05T10:00:00Z"), (2, "2026-01-20T11:00:00Z"))}}])
case("times in the path", manifest(stream(path="/items/{{ stream_interval['start_time'] }}/{{ stream_slice.end_time }}", incremental_sync=cursor())),
     [{"path": "/items/2026-01-01/2026-01-31", "json": {"items": timed((1, "2026-01-05"))}}])
case("only what is newer", manifest(stream(incremental_sync=cursor(is_client_side_incremental=True))),
     [{"path": "/items", "json": {"items": timed((1, "2026-01-05"), (2, "2026-01-20"), (3, "2026-01-22"))}}], states={"items": {"updated_at": "2026-01-20"}})
case("pages in stretches", manifest(stream(incremental_sync=cursor(step="P20D", cursor_granularity="P1D"), paginator=paginator(page({"page_size": 1, "start_from_page": 1}), option("page")))),
     [{"path": "/items", "params": {"from": "2026-01-01", "page": 2}, "json": {"items": []}}, {"path": "/items", "params": {"from": "2026-01-01"}, "json": {"items": timed((1, "2026-01-05"))}},
      {"path": "/items", "json": {"items": []}}])

# --- partitions
LIST = {"type": "ListPartitionRouter", "values": ["a", "b"], "cursor_field": "kind", "request_option": option("kind")}
case("a list", manifest(stream(partition_router=LIST)), [{"path": "/items", "params": {"kind": "a"}, "json": {"items": rows(1)}}, {"path": "/items", "json": {"items": rows(2)}}])
case("a list of the settings", manifest(stream(path="/{{ stream_partition.kind }}/items", partition_router=dict(LIST, values="{{ config['kinds'] }}"))),
     [{"path": "/x/items", "json": {"items": rows(1)}}, {"path": "/y/items", "json": {"items": rows(2)}}], config={"kinds": ["x", "y"]})
case("a list with times", manifest(stream(partition_router=LIST, incremental_sync=cursor())),
     [{"path": "/items", "params": {"kind": "a"}, "json": {"items": timed((1, "2026-01-05"))}}, {"path": "/items", "json": {"items": timed((2, "2026-01-20"))}}])


def parents(**more):
    out = {"type": "ParentStreamConfig", "stream": stream(name="shops", path="/shops", field=("shops",)), "parent_key": "id", "partition_field": "shop"}
    out.update(more)
    return {"type": "SubstreamPartitionRouter", "parent_stream_configs": [out]}


SHOPS = [{"path": "/shops", "json": {"shops": [{"id": 1, "name": "x"}, {"id": 2, "name": "y"}, {"id": None}]}}]
CHILDREN = [{"path": "/shops/1/items", "json": {"items": timed((1, "2026-01-05"))}}, {"path": "/shops/2/items", "json": {"items": timed((2, "2026-01-20"))}}]
case("children of parents", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents())), SHOPS + CHILDREN)
case("a parent's key as a parameter", manifest(stream(partition_router=parents(request_option=option("shop")))),
     SHOPS + [{"path": "/items", "params": {"shop": 1}, "json": {"items": rows(1)}}, {"path": "/items", "json": {"items": rows(2)}}])
case("more fields of a parent", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(extra_fields=[["name"]]),
     transformations=[added((["shop_name"], "{{ stream_slice.extra_fields['name'] }}", {}))])), SHOPS + CHILDREN)
case("children with times", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor())), SHOPS + CHILDREN)
case("children going on from their states", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor())), SHOPS + CHILDREN,
     states={"items": {"states": [{"partition": {"shop": 1, "parent_slice": {}}, "cursor": {"updated_at": "2026-01-04"}},
                                  {"partition": {"shop": 2, "parent_slice": {}}, "cursor": {"updated_at": "2026-01-19"}}]}})
case("grandchildren", manifest(stream(path="/shops/{{ stream_partition.parent_slice.shop }}/items/{{ stream_partition.item }}/lines", field=("lines",),
     partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [{"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "item",
     "stream": stream(name="mid", path="/shops/{{ stream_partition.shop }}/items", partition_router=parents())}]})),
     SHOPS + CHILDREN + [{"path": "/shops/1/items/1/lines", "json": {"lines": rows(11)}}, {"path": "/shops/2/items/2/lines", "json": {"lines": rows(22)}}])
case("two routers", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=[parents(), LIST])), SHOPS + CHILDREN)

# --- time and pages together
def day(start, *answer, **more):
    return dict({"path": "/items", "params": {"from": start}, "json": {"items": list(answer)}}, **more)


BY_NUMBER = paginator(page({"page_size": 2, "start_from_page": 1}), option("page"))
TIES = timed((1, "2026-01-10"), (2, "2026-01-20"))
case("ties at the cursor over a page's border", manifest(stream(incremental_sync=cursor(), paginator=BY_NUMBER)),
     [{"path": "/items", "params": {"page": 2}, "json": {"items": timed((3, "2026-01-20"), (4, "2026-01-20"))}},
      {"path": "/items", "params": {"page": 3}, "json": {"items": []}}, {"path": "/items", "json": {"items": TIES}}])
case("ties at a resumed cursor are read again", manifest(stream(incremental_sync=cursor(), paginator=BY_NUMBER)),
     [{"path": "/items", "params": {"page": 2}, "json": {"items": timed((4, "2026-01-20"))}}, {"path": "/items", "json": {"items": timed((2, "2026-01-20"), (3, "2026-01-20"))}}],
     states={"items": {"updated_at": "2026-01-20"}})
case("stretches that begin with an empty one", manifest(stream(incremental_sync=cursor(step="P10D", cursor_granularity="P1D"))),
     [day("2026-01-01"), day("2026-01-11", *timed((1, "2026-01-12"))), day("2026-01-21"), day("2026-01-31")])
case("steps with a look-back from a state", manifest(stream(incremental_sync=cursor(step="P5D", cursor_granularity="P1D", lookback_window="P3D"))),
     [day("2026-01-15", *timed((1, "2026-01-16"))), day("2026-01-20", *timed((2, "2026-01-21"), (3, "2026-01-24"))), day("2026-01-25"), day("2026-01-30", *timed((4, "2026-01-31")))],
     states={"items": {"updated_at": "2026-01-18"}})
case("a look-back by the settings", manifest(stream(incremental_sync=cursor(lookback_window="P{{ config['days'] }}D"))), [{"path": "/items", "json": {"items": TIES}}],
     states={"items": {"updated_at": "2026-01-12"}}, config={"days": 4})
case("a look-back not beyond the start", manifest(stream(incremental_sync=cursor(lookback_window="P30D"))), [{"path": "/items", "json": {"items": TIES}}],
     states={"items": {"updated_at": "2026-01-12"}})
case("empty pages in a stretch", manifest(stream(incremental_sync=cursor(), paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response.next }}"}, option("after")))),
     [{"path": "/items", "params": {"after": "c"}, "json": {"items": timed((2, "2026-01-08"))}}, {"path": "/items", "params": {"after": "b"}, "json": {"items": [], "next": "c"}},
      {"path": "/items", "json": {"items": timed((1, "2026-01-05")), "next": "b"}}])
case("older at the end of a stretch", manifest(stream(incremental_sync=cursor())), [{"path": "/items", "json": {"items": timed((1, "2026-01-20"), (2, "2026-01-05"))}}])
case("newer than the stretch's end", manifest(stream(incremental_sync=cursor())), [{"path": "/items", "json": {"items": timed((1, "2026-01-20"), (2, "2026-02-05"))}}],
     differs={"states": "what nobody asked for yet does not move the cursor here: between the two there may be more"})
case("records without a time", manifest(stream(incremental_sync=cursor())), [{"path": "/items", "json": {"items": timed((1, "2026-01-20"), (2, None)) + rows(3)}}])
FEED = [{"path": "/items", "params": {"page": n}, "json": {"items": timed(*pairs)}} for n, pairs in
        ((2, ((3, "2026-01-22"), (4, "2026-01-18"))), (3, ((5, "2026-01-10"), (6, "2026-01-05"))), (4, ((7, "2026-01-02"), (8, "2026-01-01"))))]
FEED += [{"path": "/items", "without": ["page"], "json": {"items": timed((1, "2026-01-30"), (2, "2026-01-25"))}}, {"path": "/items", "json": {"items": []}}]
case("a feed from its beginning", manifest(stream(incremental_sync=cursor(is_data_feed=True), paginator=BY_NUMBER)), FEED)
case("a feed from a state", manifest(stream(incremental_sync=cursor(is_data_feed=True), paginator=BY_NUMBER)), FEED, states={"items": {"updated_at": "2026-01-20"}})
case("a feed that ends at the cursor itself", manifest(stream(incremental_sync=cursor(is_data_feed=True), paginator=BY_NUMBER)), FEED, states={"items": {"updated_at": "2026-01-18"}})
case("only what is newer, over pages", manifest(stream(incremental_sync=cursor(is_client_side_incremental=True), paginator=BY_NUMBER)), FEED,
     states={"items": {"updated_at": "2026-01-20"}})

# --- bodies and addresses of pages
def posting(**body):
    return {"http_method": "POST", **body}


case("pages by a form", manifest(stream(requester=posting(request_body_data={"q": "x y"}), paginator={"type": "DefaultPaginator",
     "pagination_strategy": page({"page_size": 2, "start_from_page": 1}), "page_size_option": option("size", "body_data"), "page_token_option": option("page", "body_data")})),
     [{"path": "/items", "body": "page=2", "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1, 2)}}])
case("pages deep in a JSON body", manifest(stream(requester=posting(request_body_json={"query": {"kind": "all"}}), paginator={"type": "DefaultPaginator",
     "pagination_strategy": {"type": "CursorPagination", "cursor_value": "{{ response.next }}", "page_size": 2},
     "page_size_option": {"type": "RequestOption", "inject_into": "body_json", "field_path": ["query", "page", "size"]},
     "page_token_option": {"type": "RequestOption", "inject_into": "body_json", "field_path": ["query", "page", "after"]}})),
     [{"path": "/items", "body": '"after": "b"', "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1, 2), "next": "b"}}])
case("GraphQL pages by variables", manifest(stream(field=("data", "items", "nodes"), requester=posting(request_body_json={
     "query": "query($n: Int, $after: String) { items(first: $n, after: $after) { nodes { id } } }",
     "variables": {"n": 2, "after": "{{ next_page_token['next_page_token'] if next_page_token else none }}"}}),
     paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response['data']['items']['info']['end'] }}", "stop_condition": "{{ not response['data']['items']['info']['more'] }}"}))),
     [{"path": "/items", "body": '"after": "e2"', "json": {"data": {"items": {"nodes": rows(3), "info": {"end": "e3", "more": False}}}}},
      {"path": "/items", "json": {"data": {"items": {"nodes": rows(1, 2), "info": {"end": "e2", "more": True}}}}}])
case("parameters and a JSON body", manifest(stream(requester=posting(request_parameters={"lang": "ja", "n": "{{ config['n'] }}"}, request_body_json={"n": "{{ config['n'] }}"}),
     paginator=BY_NUMBER)), [{"path": "/items", "params": {"page": 2}, "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1, 2)}}], config={"n": 3})
for header, differs in (("X-Other", {}), ("X-Api-Key", {what: "the CDK takes no second value for one header" for what in ("failed", "requests", "records", "states")})):
    case(f"parameters, {header} and a form with times", manifest(stream(requester=posting(request_parameters={"lang": "ja"}, request_headers={header: "k"}, request_body_data={"a": "1"}),
         incremental_sync=cursor(start_time_option=option("from", "body_data"), end_time_option=option("X-Api-Key", "header")))), [{"path": "/items", "json": {"items": TIES}}], differs=differs)
case("times in a JSON body", manifest(stream(requester=posting(request_body_json={"a": 1}), incremental_sync=cursor(start_time_option=option("from", "body_json"),
     end_time_option=option("to", "body_json")))), [{"path": "/items", "json": {"items": TIES}}])
case("the next address with the parameters of the stream", manifest(stream(requester={"request_parameters": {"lang": "ja"}}, paginator=paginator(
     {"type": "CursorPagination", "cursor_value": "{{ response.get('next') }}", "page_size": 2}, {"type": "RequestPath"}, "limit"))),
     [{"path": "/more", "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1, 2), "next": "{base}/more?lang=ja&p=2"}}])
case("the next address without a host", manifest(stream(paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response.get('next') }}"}, {"type": "RequestPath"}))),
     [{"path": "/more", "json": {"items": rows(3)}}, {"path": "/items", "json": {"items": rows(1), "next": "/more?p=2"}}])

# --- partitions going on
ONE_CURSOR = dict(global_substream_cursor=True, datetime_format="%Y-%m-%dT%H:%M:%SZ", start_datetime="2026-01-01T00:00:00Z", end_datetime="2026-01-31T00:00:00Z")
NOON = [{"path": f"/shops/{shop}/items", "json": {"items": timed((shop, f"2026-01-{at}T12:00:00Z"))}} for shop, at in ((1, "20"), (2, "05"))]
case("one cursor for all partitions", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor(**ONE_CURSOR))), SHOPS + NOON,
     global_cursor=True)
case("one cursor for all partitions, going on", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor(**ONE_CURSOR))),
     SHOPS + NOON, states={"items": {"updated_at": "2026-01-10T12:00:00Z"}}, global_cursor=True)
case("one cursor for a list", manifest(stream(partition_router=LIST, incremental_sync=cursor(**ONE_CURSOR))),
     [{"path": "/items", "params": {"kind": "a"}, "json": {"items": timed((1, "2026-01-05T12:00:00Z"))}}, {"path": "/items", "json": {"items": timed((2, "2026-01-20T12:00:00Z"))}}],
     global_cursor=True)
case("a list going on from its states", manifest(stream(partition_router=LIST, incremental_sync=cursor())),
     [{"path": "/items", "params": {"kind": "a"}, "json": {"items": timed((1, "2026-01-05"))}}, {"path": "/items", "json": {"items": timed((2, "2026-01-20"))}}],
     states={"items": {"states": [{"partition": {"kind": "a"}, "cursor": {"updated_at": "2026-01-04"}}]}})
case("a list with stretches and pages", manifest(stream(partition_router=LIST, incremental_sync=cursor(step="P20D", cursor_granularity="P1D"), paginator=BY_NUMBER)),
     [{"path": "/items", "params": {"kind": "a", "from": "2026-01-01", "page": 2}, "json": {"items": timed((3, "2026-01-19"))}},
      {"path": "/items", "params": {"kind": "a", "from": "2026-01-01"}, "json": {"items": timed((1, "2026-01-05"), (2, "2026-01-06"))}},
      {"path": "/items", "params": {"kind": "b", "from": "2026-01-21"}, "json": {"items": timed((4, "2026-01-22"))}}, {"path": "/items", "json": {"items": []}}])
case("a partition that has nothing", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor())),
     SHOPS + [dict(CHILDREN[0], json={"items": []}), CHILDREN[1]])


def changing(*pairs):
    return [{"path": "/shops", "json": {"shops": [{"id": i, "updated_at": t} for i, t in pairs]}}]


TIMED_PARENT = dict(stream=stream(name="shops", path="/shops", field=("shops",), incremental_sync=cursor()), incremental_dependency=True)
case("children of parents that are read on from their state", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(**TIMED_PARENT),
     incremental_sync=cursor())), changing((1, "2026-01-08"), (2, "2026-01-25")) + CHILDREN)
case("the same, going on", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(**TIMED_PARENT), incremental_sync=cursor())),
     changing((2, "2026-01-25")) + CHILDREN, states={"items": {"parent_state": {"shops": {"updated_at": "2026-01-24"}}, "states": [
         {"partition": {"shop": 1, "parent_slice": {}}, "cursor": {"updated_at": "2026-01-05"}}, {"partition": {"shop": 2, "parent_slice": {}}, "cursor": {"updated_at": "2026-01-19"}}]}})
MIDDLE = stream(name="mid", path="/shops/{{ stream_partition.shop }}/items", partition_router=parents())
NESTED = stream(path="/shops/{{ stream_partition.parent_slice.shop }}/items/{{ stream_partition.item }}/lines", field=("lines",), incremental_sync=cursor(),
                partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [
                    {"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "item", "stream": MIDDLE}]})
LINES = [{"path": f"/shops/{n}/items/{n}/lines", "json": {"lines": timed((n * 11, f"2026-01-1{n}"))}} for n in (1, 2)]
case("grandchildren with times", manifest(NESTED), SHOPS + CHILDREN + LINES)
case("grandchildren going on from their states", manifest(NESTED), SHOPS + CHILDREN + LINES, states={"items": {"states": [
     {"partition": {"item": 1, "parent_slice": {"shop": 1, "parent_slice": {}}}, "cursor": {"updated_at": "2026-01-11"}},
     {"partition": {"item": 2, "parent_slice": {"shop": 2, "parent_slice": {}}}, "cursor": {"updated_at": "2026-01-12"}}]}})

# --- failures
def handler(*filters, **more):
    return {"error_handler": dict({"type": "DefaultErrorHandler", "response_filters": [dict(type="HttpResponseFilter", **f) for f in filters],
                                   "backoff_strategies": [{"type": "ConstantBackoffStrategy", "backoff_time_in_seconds": 0.01}]}, **more)}


def failing(status, times, **more):
    return [dict({"path": "/items", "status": status, "times": times, "json": {"message": "no"}}, **more)] + ONE


case("too fast, then not", manifest(stream(requester=handler())), failing(429, 2))
case("too fast, the wait in a header", manifest(stream(requester=handler(backoff_strategies=[{"type": "WaitTimeFromHeader", "header": "X-Wait"}]))),
     failing(429, 1, headers={"X-Wait": "0.01"}))
case("too fast, the wait in a header by a pattern", manifest(stream(requester=handler(backoff_strategies=[{"type": "WaitTimeFromHeader", "header": "X-Wait", "regex": "[.\\d]+"}]))),
     failing(429, 1, headers={"X-Wait": "0.01 s"}))
case("too fast, the time in a header", manifest(stream(requester=handler(backoff_strategies=[{"type": "WaitUntilTimeFromHeader", "header": "X-Reset", "min_wait": 0.01}]))),
     failing(429, 1, headers={"X-Reset": "1700000000"}))
case("failing, then not", manifest(stream(requester=handler())), failing(500, 2))
case("failing too often", manifest(stream(requester=handler(max_retries=2))), failing(500, 9))
case("refused", manifest(stream(requester=handler())), failing(400, 9))
case("not let in", manifest(stream(requester=handler())), failing(401, 9))
case("cut off, then not", manifest(stream(requester=handler())), [{"path": "/items", "times": 1, "cut": "before"}] + ONE)
case("passed over by its status", manifest(stream(requester=handler({"action": "IGNORE", "http_codes": [404]}))), failing(404, 9))
case("passed over by its words", manifest(stream(requester=handler({"action": "IGNORE", "error_message_contains": "no"}))), failing(400, 9))
case("repeated by a predicate", manifest(stream(requester=handler({"action": "RETRY", "predicate": "{{ response.get('message') == 'no' }}"}))), failing(200, 1))
case("a failure declared of a good answer", manifest(stream(requester=handler({"action": "FAIL", "predicate": "{{ 'message' in response }}", "error_message": "it said {{ response.message }}"}))),
     failing(200, 9))
case("success declared of a bad answer", manifest(stream(requester=handler({"action": "SUCCESS", "http_codes": [400]}))), failing(400, 9))
case("several handlers", manifest(stream(requester={"error_handler": {"type": "CompositeErrorHandler", "error_handlers": [
     handler({"action": "FAIL", "http_codes": [418]})["error_handler"], handler({"action": "IGNORE", "http_codes": [403]})["error_handler"]]}})), failing(403, 9))
case("a parent that is passed over", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", requester=handler({"action": "IGNORE", "http_codes": [404]}), partition_router=parents())),
     SHOPS + CHILDREN[:1])
case("no JSON", manifest(stream()), [{"path": "/items", "text": "<html>"}], differs={"failed": "the CDK reads a page for people as an empty answer"})
case("errors under 200", manifest(stream(field=("data",))), [{"path": "/items", "json": {"errors": [{"message": "x"}], "data": []}}],
     differs={"failed": "the CDK takes an answer with errors for a good one"})

# --- failures in the middle
RENEWING = auth(type="OAuthAuthenticator", client_id="i", client_secret="s", refresh_token="r", token_refresh_endpoint="{base}/token")
RENEWING["streams"][0]["retriever"]["paginator"] = BY_NUMBER
SHORT = [{"path": "/token", "method": "POST", "times": 1, "json": {"access_token": "a-1", "expires_in": 1}},
         {"path": "/token", "method": "POST", "json": {"access_token": "a-2", "expires_in": 3600}}]
case("a token that ends between two pages", RENEWING, SHORT + [
     {"path": "/items", "params": {"page": 2}, "header": {"Authorization": "Bearer a-2"}, "json": {"items": rows(3)}}, {"path": "/items", "without": ["page"], "delay": 1.2, "json": {"items": rows(1, 2)}}])
REFUSED = json.loads(json.dumps(RENEWING))
REFUSED["streams"][0]["retriever"]["requester"].update(handler({"action": "REFRESH_TOKEN_THEN_RETRY", "http_codes": [401]}))
case("a token that the source no longer takes at the second page", REFUSED, [dict(one, json=dict(one["json"], expires_in=3600)) for one in SHORT] + [
     {"path": "/items", "params": {"page": 2}, "header": {"Authorization": "Bearer a-2"}, "json": {"items": rows(3)}},
     {"path": "/items", "params": {"page": 2}, "status": 401, "json": {"message": "expired"}}, {"path": "/items", "without": ["page"], "json": {"items": rows(1, 2)}}])
SECOND = {"path": "/items", "params": {"page": 2}}
PAGED = stream(requester=handler(), paginator=BY_NUMBER)
for name, trouble in (("cut off before the second page", {"cut": "before", "times": 1}), ("too fast at the second page", {"status": 429, "times": 1, "json": {}}),
                      ("failing at the second page", {"status": 503, "times": 2, "json": {}})):
    case(name, manifest(PAGED), [dict(SECOND, **trouble), dict(SECOND, json={"items": rows(3)}), {"path": "/items", "json": {"items": rows(1, 2)}}])
case("cut off in the middle of the second page", manifest(PAGED), [dict(SECOND, cut="middle", times=1, json={"items": rows(3)}), dict(SECOND, json={"items": rows(3)}),
     {"path": "/items", "json": {"items": rows(1, 2)}}])
case("failing for good at the second stretch", manifest(stream(requester=handler(max_retries=1), incremental_sync=cursor(step="P10D", cursor_granularity="P1D"))),
     [day("2026-01-01", *timed((1, "2026-01-05"))), day("2026-01-11", status=500), day("2026-01-21", *timed((3, "2026-01-25")))],
     differs={"requests": "behind a stretch that failed the CDK reads on; here the read ends and goes on from the state", "records": "as above", "steps": "as above"})
case("failing for good in the second partition", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", requester=handler(max_retries=1), partition_router=parents(),
     incremental_sync=cursor())), SHOPS + [CHILDREN[0], {"path": "/shops/2/items", "status": 500, "json": {}}])

# --- decoders
case("JSON lines", manifest(stream(field=(), decoder={"type": "JsonlDecoder"})), [{"path": "/items", "text": '{"id": 1}\n{"id": 2, "t": "髙"}\n'}])
case("CSV", manifest(stream(field=(), decoder={"type": "CsvDecoder"})), [{"path": "/items", "text": 'id,name\n1,"a, b"\n2,髙橋\n'}])
case("CSV with semicolons", manifest(stream(field=(), decoder={"type": "CsvDecoder", "delimiter": ";"})), [{"path": "/items", "text": "id;name\n1;a\n"}])
case("XML", manifest(stream(key=None, field=("r", "item"), decoder={"type": "XmlDecoder"})), [{"path": "/items", "text": "<r><item id='1'><n>髙</n></item><item id='2'/></r>"}])
case("a list of plain values by CSV-like lines", manifest(stream(field=(), key=None, decoder={"type": "IterableDecoder"})), [{"path": "/items", "text": "a\nb\n"}])
PACKED = gzip.compress('{"id": 1}\n{"id": 2, "t": "髙"}\n'.encode(), mtime=0)
case("JSON lines packed by gzip", manifest(stream(field=(), decoder={"type": "GzipDecoder", "decoder": {"type": "JsonlDecoder"}})), [{"path": "/items", "bytes": PACKED}])
case("CSV packed by gzip", manifest(stream(field=(), decoder={"type": "GzipDecoder", "decoder": {"type": "CsvDecoder"}})),
     [{"path": "/items", "bytes": gzip.compress("id,name\n1,髙橋\n".encode(), mtime=0), "headers": {"Content-Type": "application/gzip"}}])
case("CSV with words for nothing", manifest(stream(field=(), decoder={"type": "CsvDecoder", "set_values_to_none": ["", "N/A"]})),
     [{"path": "/items", "text": "id,name,code\n1,N/A,\n"}])

# --- budgets: (calls, seconds)
def limited(policy, at=None):
    return {"type": "HTTPAPIBudget", "policies": [dict(policy, matchers=at or [])]}


SEVEN = stream(partition_router={"type": "ListPartitionRouter", "values": list("abcdefg"), "cursor_field": "kind", "request_option": option("kind")})
MOVING = {"type": "MovingWindowCallRatePolicy", "rates": [{"type": "Rate", "limit": 3, "interval": "PT1S"}]}
case("a moving window", manifest(SEVEN, api_budget=limited(MOVING)), ONE, budget=(3, 1))
case("a moving window for matching requests", manifest(SEVEN, api_budget=limited(MOVING, [{"type": "HttpRequestRegexMatcher", "method": "GET", "url_path_pattern": "^/items"}])), ONE,
     budget=(3, 1))
case("a budget of other requests", manifest(SEVEN, api_budget=limited(MOVING, [{"type": "HttpRequestRegexMatcher", "url_path_pattern": "^/other"}])), ONE, budget=(7, 1))
