"""Cases of manifests.py: records inside of records, records of several places of an answer, streams on a condition, streams of a list in the manifest, and tokens
that are asked for by the address."""
from cases import LIST, ONE, added, auth, cursor, manifest, option, paginator, retriever, rows, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def answer(*records, **more):
    return [dict({"path": "/items", "json": {"items": list(records)}}, **more)]


def expanded(path=("lines",), field=("items",), key="id", selector=None, more=None, **expander):
    out = stream(key=key, field=field, **(more or {}))
    selects = out["retriever"]["record_selector"]
    selects["extractor"]["record_expander"] = dict({"type": "RecordExpander", "expand_records_from_field": list(path)}, **expander)
    selects.update(selector or {})
    return manifest(out)


# --- records inside of records
ORDERS = answer({"id": "o1", "shop": {"name": "x", "tags": ["a", "b"]}, "lines": rows(1, 2, sku="s")}, {"id": "o2", "lines": []}, {"id": "o3"}, {"id": "o4", "lines": {"id": 9}},
                {"id": "o5", "lines": rows(5)})
case("lines of orders", expanded(), ORDERS)
case("lines of orders, and orders that have none", expanded(on_no_records="emit_parent"), ORDERS)
case("lines with their orders", expanded(remain_original_record=True), ORDERS)
case("lines over their orders", expanded(merge_parent=True), ORDERS)
case("lines with fields of their orders", expanded(parent_fields=[
     {"type": "ParentFieldPath", "parent_path": ["id"], "record_path": ["order", "id"]}, {"type": "ParentFieldPath", "parent_path": ["shop", "tags", "-1"], "record_path": ["tag"]},
     {"type": "ParentFieldPath", "parent_path": ["shop"], "record_path": ["sku"]}, {"type": "ParentFieldPath", "parent_path": ["none", "x"], "record_path": ["none"]}]), ORDERS)
case("lines with all of their orders", expanded(merge_parent=True, remain_original_record=True, parent_fields=[
     {"type": "ParentFieldPath", "parent_path": ["id"], "record_path": ["{{ config['as'] }}"]}]), ORDERS, config={"as": "id"})
case("a field of an order below a line's plain value", expanded(parent_fields=[{"type": "ParentFieldPath", "parent_path": ["id"], "record_path": ["sku", "x"]}]), ORDERS)
case("plain values of a list, with their parents", expanded(("tags",), key=None, merge_parent=True), answer({"a": 1, "tags": ["x", {"y": 2}, [3]]}))
DEEP = answer({"id": "a", "sections": [{"n": 1, "items": rows(1, 2)}, {"n": 2, "items": rows(3)}, {"n": 3}], "other": {"x": {"items": rows(7)}}})
case("a list inside of lists", expanded(("sections", "*", "items")), DEEP)
case("a list inside of lists, over its parent", expanded(("sections", "*", "items"), merge_parent=True), DEEP)
case("lists anywhere of a kind", expanded(("*", "?", "it[ae]ms")), DEEP)
case("a list at an index", expanded(("sections", "1", "items"), remain_original_record=True), DEEP)
case("a list below an object", expanded(("lines", "data"), ("order",), merge_parent=True), [{"path": "/items", "json": {"order": {"id": "x", "lines": {"more": False, "data": rows(1, 2)}}}}])
case("a path by settings", expanded(("{{ config['at'] }}",)), ORDERS, config={"at": "lines"})
case("no path at all", expanded(()), answer(*rows(1, 2)))
case("a filter and fields of lines", expanded(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.id != 2 }}"}}, remain_original_record=True,
     more={"transformations": [added((["order"], "{{ record.original_record.id }}", {})), {"type": "RemoveFields", "field_pointers": [["original_record"]]}]}), ORDERS)
case("lines count for pages", expanded(more={"paginator": paginator({"type": "PageIncrement", "page_size": 3, "start_from_page": 1}, option("page"), "limit")}),
     [{"path": "/items", "params": {"page": 2}, "json": {"items": [{"lines": rows(4)}]}}, {"path": "/items", "json": {"items": [{"lines": rows(1, 2)}, {"lines": rows(3)}]}}])
case("lines with times", expanded(more={"incremental_sync": cursor(), "partition_router": LIST}), answer({"lines": timed((1, "2026-01-05"), (2, "2026-01-09"))}))

# --- lists that are cut off
CUT = answer({"id": "o1", "lines": {"data": rows(1, 2), "has_more": True, "total_count": 3}}, {"id": "o2", "lines": {"data": rows(5), "has_more": False}})
REST = dict(path="/orders/{{ stream_slice['parent_record']['id'] }}/lines", field=("data",))


def whole(**more):
    return dict(path=("lines", "data"), truncation_indicator_path=["lines", "has_more"], truncated_list_retriever=retriever(**dict(REST, **more)))


FETCHED = [{"path": "/orders/o1/lines", "params": {"after": 2}, "json": {"data": rows(3)}}, {"path": "/orders/o1/lines", "json": {"data": rows(1, 2)}}]
BY_LAST = paginator({"type": "CursorPagination", "cursor_value": "{{ last_record['id'] }}", "stop_condition": "{{ last_page_size < 2 }}"}, option("after"))
case("a list that is cut off", expanded(("lines", "data"), truncation_indicator_path=["lines", "has_more"]), CUT)
case("a list that is asked for whole", expanded(**whole(paginator=BY_LAST)), CUT + FETCHED)
case("a list that is asked for whole, over its parent", expanded(**whole(paginator=BY_LAST), merge_parent=True, remain_original_record=True), CUT + FETCHED)
case("a list that stays short", expanded(**whole()), CUT + FETCHED)
case("a list that is not there whole", expanded(**whole()), CUT + [{"path": "/orders/o1/lines", "json": {"data": []}}])
case("a list that cannot be asked for", expanded(**whole()), CUT + [{"path": "/orders/o1/lines", "status": 403, "json": {}}])
case("a list that is asked for in smaller pages", expanded(**whole(paginator=paginator({"type": "OffsetIncrement", "page_size": 4}, option("offset"), "limit"),
     page_size_reduction={"type": "PageSizeReduction", "backoff_seconds": 0}, requester={"error_handler": {"type": "DefaultErrorHandler", "response_filters": [
         {"type": "HttpResponseFilter", "http_codes": [503], "action": "REDUCE_PAGE_SIZE"}]}})),
     CUT + [{"path": "/orders/o1/lines", "params": {"limit": 4}, "status": 503, "json": {}}, {"path": "/orders/o1/lines", "params": {"offset": 2}, "json": {"data": rows(3)}}, FETCHED[1]])

# --- several places
def combined(*paths, more=None, **how):
    out = stream(key=None, **(more or {}))
    out["retriever"]["record_selector"]["extractor"] = dict({"type": "CombinedExtractor", "extractors": [
        path if isinstance(path, dict) else {"type": "DpathExtractor", "field_path": list(path)} for path in paths]}, **how)
    return manifest(out)


BOTH = [{"path": "/items", "json": {"issues": rows(1, 2), "pulls": [{"id": 3}], "none": []}}]
case("records of two places", combined(("issues",), ("pulls",)), BOTH)
case("records of the first place that has any", combined(("none",), ("gone",), ("issues",), ("pulls",), mode="first_match"), BOTH)
case("records of one place, in two", combined({"type": "CombinedExtractor", "mode": "first_match", "extractors": [{"type": "DpathExtractor", "field_path": ["none"]},
     {"type": "DpathExtractor", "field_path": ["issues"]}]}, ("pulls",)), BOTH)
EMPTY = [{"path": "/items", "params": {"page": 2}, "json": {"issues": [{"id": 9}]}}, {"path": "/items", "json": {"issues": [{}, {"id": 1}, {}], "pulls": [{"id": 3}]}}]
PAGED = {"paginator": paginator({"type": "PageIncrement", "page_size": 3, "start_from_page": 1}, option("page"))}
for mode in ("union", "first_match"):
    case(f"records without the empty ones, {mode}", combined(("issues",), ("pulls",), mode=mode, skip_empty_records=True, more=PAGED), EMPTY)
case("records of the first place that has more than empty ones", combined(("none",), ("issues",), mode="first_match", skip_empty_records=True),
     [{"path": "/items", "json": {"none": [{}, {}], "issues": rows(1)}}])
case("elements of a list in a large answer", manifest(stream(field=(), decoder={"type": "JsonItemsDecoder", "items_path": "data.users"})),
     [{"path": "/items", "json": {"data": {"users": rows(1, 2)}, "n": 1}}])
case("elements of lists in a list", manifest(stream(field=(), decoder={"type": "JsonItemsDecoder", "items_path": "groups.item.users"})),
     [{"path": "/items", "json": {"groups": [{"users": rows(1, 2)}, {"users": rows(3)}, {}]}}])
case("elements of a list, in another encoding", manifest(stream(field=("u",), decoder={"type": "JsonItemsDecoder", "items_path": "users", "encoding": "iso-8859-1"})),
     [{"path": "/items", "bytes": '{"users": [{"u": {"id": 1, "n": "é"}}]}'.encode("latin-1")}])

# --- streams on a condition
def on_condition(condition, *streams):
    return {"type": "ConditionalStreams", "condition": condition, "streams": list(streams)}


MORE = ONE + [{"path": "/more", "json": {"items": rows(7)}}]
for wanted in (True, False):
    case(f"a stream on a condition, {wanted}", manifest(stream(), on_condition("{{ config['more'] }}", stream(name="more", path="/more"))), MORE, config={"more": wanted},
         dynamic=["more"] if wanted else [])
case("one of two streams of one name", manifest(stream(), on_condition("{{ config['new'] }}", stream(name="more", path="/more")), on_condition("{{ not config['new'] }}", stream(name="more"))),
     MORE, config={"new": True}, dynamic=["more"])

# --- streams of a list in the manifest
case("streams of a list in the manifest", manifest(stream(), dynamic_streams=[{"type": "DynamicDeclarativeStream", "name": "all", "stream_template": stream(name="", path=""),
     "components_resolver": {"type": "ParametrizedComponentsResolver", "stream_parameters": {"type": "StreamParametersDefinition", "list_of_parameters_for_stream": [
         {"name": "a", "at": "/more", "query": {"x": 1}}, {"name": "b", "at": "/items"}]}, "components_mapping": [
         {"type": "ComponentMappingDefinition", "field_path": ["name"], "value": "{{ components_values['name'] }}"},
         {"type": "ComponentMappingDefinition", "field_path": ["retriever", "requester", "path"], "value": "{{ components_values.at }}"},
         {"type": "ComponentMappingDefinition", "field_path": ["retriever", "requester", "request_parameters"], "value": "{{ components_values.query }}", "create_or_update": True}]}}]),
     MORE, dynamic=["a", "b"])

# --- tokens that are asked for by the address
TOKEN = [{"path": "/token", "method": "POST", "json": {"access_token": "a-1", "expires_in": 3600}}]
LOGIN = dict(type="OAuthAuthenticator", client_id="i &", client_secret="s", refresh_token="r", token_refresh_endpoint="{base}/token", scopes=["x", "y"])
case("OAuth by the address", auth(**LOGIN, send_refresh_request_as_query_params=True, refresh_request_body={"audience": "z"}), TOKEN + ONE)
case("OAuth by the address, to one with a query", auth(**dict(LOGIN, token_refresh_endpoint="{base}/token?v=2"), send_refresh_request_as_query_params=True), TOKEN + ONE)
case("OAuth with its own credentials in a header", auth(**LOGIN, refresh_request_headers={"Authorization": "Basic aTpz"}), TOKEN + ONE)
case("OAuth by the address, with credentials in a header", auth(**LOGIN, send_refresh_request_as_query_params=True, refresh_request_headers={"Authorization": "Basic aTpz"}), TOKEN + ONE)
