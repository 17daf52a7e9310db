"""Cases of streams that the source or the manifest lists, and of partitions of several routers as one list."""
from cases import CHILDREN, SHOPS, TIMED_PARENT, changing, cursor, manifest, option, page, paginator, parents, retriever, rows, stream, timed
from part_cases import mapped
from property_cases import chunks, part, properties

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


NAME, PATH = mapped(["name"], "{{ components_values['name'] }}"), mapped(["retriever", "requester", "path"], "/r/{{ components_values.name }}")


def listing(*mappings, of=None, template=None, **more):
    resolver = {"type": "HttpComponentsResolver", "retriever": of or retriever(path="/kinds", field=("kinds",)), "components_mapping": list(mappings)}
    return dict({"type": "DynamicDeclarativeStream", "name": "by_kind", "stream_template": template or stream(name="", path=""), "components_resolver": resolver}, **more)


def lists(*entries):
    return manifest(stream(), dynamic_streams=list(entries))


ITEMS = [{"path": "/items", "json": {"items": rows(1, 2)}}] + [{"path": f"/r/{name}", "json": {"items": rows(n)}} for n, name in ((3, "a"), (4, "b"), (5, "z"))]
KINDS = [{"path": "/kinds", "json": {"kinds": [{"name": "a", "n": 7, "of": {"k": ["p", "q"]}}, {"name": "b", "n": 8, "of": {}}]}}]
A_B = {"dynamic": ["a", "b"]}

# --- by the source
case("streams that the source lists", lists(listing(NAME, PATH)), ITEMS + KINDS, **A_B)
case("streams that the source lists on two pages, filtered", lists(listing(NAME, PATH, of=retriever(path="/kinds", field=("kinds",), paginator=paginator(page({"page_size": 2}), option("page")),
     selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.name != 'b' }}"}}))), ITEMS + [{"path": "/kinds", "params": {"page": 1}, "json": {"kinds": [{"name": "z"}]}}] + KINDS,
     dynamic=["a", "z"])
case("streams that the source lists, with values by type", lists(listing(NAME, PATH, mapped(["retriever", "requester", "request_parameters"], "{{ {'n': components_values.n, 'k': components_values.of.get('k', ['none'])[0]} }}"),
     mapped(["primary_key"], "{{ ['id', 'n'] }}"), template=stream(name="", path="", requester={"request_parameters": {"x": "1"}}))), ITEMS + KINDS, **A_B)
for kind, value in (("string", "{{ components_values.n }}"), ("integer", "{{ components_values.n + 1 }}"), ("boolean", "{{ components_values.n > 7 }}"), ("number", "{{ components_values.n / 2 }}")):
    case(f"streams that the source lists, with a value that is a {kind}", lists(listing(NAME, PATH, mapped(["retriever", "requester", "request_parameters", "x"], value, value_type=kind),
         template=stream(name="", path="", requester={"request_parameters": {"x": "1"}}))), ITEMS + KINDS, **A_B)
case("streams that the source lists, with text that would be YAML", lists(listing(NAME, PATH, mapped(["retriever", "requester", "request_headers", "X-Api-Key"], "k: {{ components_values.n }}"),
     template=stream(name="", path="", requester={"request_headers": {"X-Api-Key": "none"}}))), ITEMS + KINDS, **A_B)
case("streams that the source lists create nothing", lists(listing(NAME, PATH, mapped(["retriever", "requester", "request_parameters"], "{{ {'x': 1} }}", create_or_update=True))), ITEMS + KINDS, **A_B)
case("streams that the source lists have no conditions", lists(listing(NAME, PATH, mapped(["primary_key"], "x", condition="{{ False }}"))), ITEMS + KINDS, **A_B)
case("streams of a list of parts", lists(listing(mapped(["name"], "{{ stream_slice.shop }}_{{ components_values.name }}"), mapped(["retriever", "requester", "path"], "/r/{{ components_values.name }}?s={{ stream_slice['shop'] }}"),
     of=retriever(path="/kinds", field=("kinds",), partition_router={"type": "ListPartitionRouter", "cursor_field": "shop", "values": ["x", "y"], "request_option": option("shop")}))), ITEMS + KINDS,
     dynamic=["x_a", "y_b"])
case("streams of records of parents", lists(listing(mapped(["name"], "{{ components_values.name }}{{ stream_slice['shop'] }}{{ stream_slice.extra_fields['name'] }}"), PATH,
     of=retriever(path="/shops/{{ stream_partition.shop }}/kinds", field=("kinds",), partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [
         {"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "shop", "extra_fields": [["name"]], "stream": stream(name="shops", path="/shops")}]}))),
     ITEMS + [{"path": "/shops", "json": {"items": [{"id": 1, "name": "p"}, {"id": 2, "name": "q"}]}}] + [dict(KINDS[0], path=f"/shops/{n}/kinds") for n in (1, 2)], dynamic=["a1p", "b2q"])
case("streams that the source lists, read on from a state", lists(listing(NAME, PATH, template=stream(name="", path="", incremental_sync=cursor()))),
     ITEMS[:1] + KINDS + [{"path": f"/r/{name}", "json": {"items": timed((n, f"2026-01-2{n}"))}} for n, name in ((3, "a"), (4, "b"))], states={"a": {"updated_at": "2026-01-10"}},
     dynamic=[{"name": name, "incremental_sync": {}} for name in "ab"])
case("streams that the source lists, with parameters", lists(listing(NAME, mapped(["$parameters", "kind"], "{{ components_values.name }}"), template=stream(name="", path="/r/{{ parameters.kind }}",
     **{"$parameters": {"kind": "none"}}))), ITEMS + KINDS, **A_B)
case("streams that the source lists, with properties", lists(listing(NAME, PATH, mapped(["retriever", "requester", "request_parameters", "fields", "property_list"], "{{ components_values.of.get('k', []) }}"),
     template=stream(name="", path="", requester={"request_parameters": {"fields": properties("none", **chunks(1))}}))),
     KINDS + [part(field, {"id": "1", field: 1}, path="/r/a") for field in ("p", "q")] + ITEMS, dynamic=["a"])
case("no streams that the source lists", lists(listing(NAME, PATH)), ITEMS + [{"path": "/kinds", "json": {"kinds": []}}],
     differs={"requests": "the source is not asked where none of its streams is read"})
case("two streams of a name that the source lists", lists(listing(NAME, PATH)), ITEMS + [{"path": "/kinds", "json": {"kinds": [{"name": "a"}, {"name": "a"}]}}], dynamic=["a"],
     differs={what: "the CDK reads nothing then; here the streams that the manifest names are read" for what in ("requests", "records")})
case("a stream whose name is a number", lists(listing(mapped(["name"], "{{ components_values.n }}"), PATH)), ITEMS + KINDS, dynamic=["7"],
     differs={what: "the CDK reads nothing then; here the streams that the manifest names are read" for what in ("requests", "records")})
case("a source that does not list its streams", lists(listing(NAME, PATH)), ITEMS + [{"path": "/kinds", "status": 403, "json": {}}], dynamic=["a"],
     differs={what: "the CDK reads nothing then; here the streams that the manifest names are read" for what in ("requests", "records")})
case("streams of two templates", lists(listing(NAME, PATH), listing(mapped(["name"], "{{ components_values.name }}2"), PATH, name="other", of=retriever(path="/kinds", field=("kinds",), requester={"request_parameters": {"x": "1"}}))),
     ITEMS + KINDS, dynamic=["a", "b2"])


# --- by the manifest
def stated(values, *mappings, template=None, **more):
    return dict({"type": "DynamicDeclarativeStream", "stream_template": template or stream(name="", path=""), "components_resolver": {"type": "ParametrizedComponentsResolver",
                 "stream_parameters": {"type": "StreamParametersDefinition", "list_of_parameters_for_stream": values}, "components_mapping": list(mappings)}}, **more)


LISTED = [{"name": "a", "key": "id", "more": {"q": 1}}, {"name": "b", "key": "id", "more": {"q": "2"}}]
case("streams that the manifest lists", lists(stated(LISTED, NAME, PATH, mapped(["primary_key"], "{{ components_values['key'] }}"))), ITEMS, **A_B)
case("streams that the manifest lists, with created members", lists(stated(LISTED, NAME, PATH, mapped(["retriever", "requester", "request_parameters"], "{{ components_values.more }}", create_or_update=True),
     mapped(["retriever", "requester", "request_headers", "X-Api-Key"], "k{{ components_values.name }}", create_or_update=True))), ITEMS, **A_B)
case("streams that the manifest lists, with texts that are YAML", lists(stated(LISTED, NAME, PATH, mapped(["retriever", "requester", "request_parameters"], "x: {{ components_values.name }}", value_type="string",
     create_or_update=True))), ITEMS, **A_B)
case("streams that the manifest lists, with parameters", lists(stated([{"name": "a", "$parameters": {"kind": "z"}}], NAME, mapped(["$parameters"], "{{ components_values['$parameters'] }}", create_or_update=True),
     template=stream(name="", path="/r/{{ parameters.kind or 'a' }}"))), ITEMS, dynamic=["a"])
case("streams that the manifest lists have no conditions", lists(stated(LISTED, NAME, PATH, mapped(["primary_key"], "x", condition="{{ False }}"))), ITEMS, **A_B)


# --- partitions of several routers
def united(*routers, field="shop"):
    return {"type": "UnionPartitionRouter", "partition_field": field, "partition_routers": list(routers)}


def listed(*values, field="shop", **more):
    return dict({"type": "ListPartitionRouter", "cursor_field": field, "values": list(values)}, **more)


def of_shop(router, path="/shops/{{ stream_partition.shop }}/items", **more):
    return manifest(stream(path=path, partition_router=router, **more))


EACH = [{"path": f"/shops/{shop}/items", "json": {"items": rows(n)}} for n, shop in enumerate(("x", "y", "z"))]
case("partitions of two lists", of_shop(united(listed("x", "y"), listed("y", "z"))), EACH)
case("partitions of a list and of parents", of_shop(united(listed("x"), parents()), incremental_sync=cursor()), SHOPS + EACH + CHILDREN)
case("partitions of parents and of a list", of_shop(united(parents(), listed("x")), incremental_sync=cursor()), SHOPS + [dict(one, json={"items": timed((9, "2026-01-09"))}) for one in EACH] + CHILDREN)
case("partitions of a list and of parents, from a state", of_shop(united(listed("x"), parents()), incremental_sync=cursor()), SHOPS + EACH + CHILDREN,
     states={"items": {"states": [{"partition": {"shop": 1}, "cursor": {"updated_at": "2026-01-12"}}, {"partition": {"shop": "x"}, "cursor": {"updated_at": "2026-01-13"}}]}})
case("partitions of parents twice", of_shop(united(parents(), parents())), SHOPS + CHILDREN, differs={"requests": "the CDK asks once for what two routers read"})
case("partitions of lists of lists", of_shop(united(united(listed("x"), listed("y")), listed("y", "z"))), EACH)
case("partitions of two lists, grouped", manifest(stream(path="/items", requester={"request_parameters": {"shops": "{{ stream_partition.shop | join('+') }}"}}, partition_router={
     "type": "GroupingPartitionRouter", "group_size": 2, "underlying_partition_router": united(listed("x", "y"), listed("y", "z"))})), [{"path": "/items", "json": {"items": rows(1)}}])
case("partitions of two lists beside a third", of_shop([united(listed("x", "y"), listed("y")), listed("1", "2", field="n", request_option=option("n"))]), EACH)
OTHERS = {"stream": stream(name="others", path="/others"), "extra_fields": [["name"]]}
case("partitions with what else names them", of_shop(united(parents(**OTHERS), parents(extra_fields=[["name"]])),
     path="/shops/{{ stream_partition.shop }}/items?p={{ stream_slice.extra_fields['parent_slice'] }}&n={{ stream_slice.extra_fields['name'] }}"),
     SHOPS + EACH + CHILDREN + [{"path": "/others", "json": {"items": [{"id": "z", "name": "w"}, {"id": 2, "name": "v"}]}}])
case("partitions of another field", of_shop(united(listed("x"), listed("y", field="other"))), EACH)
case("partitions that would add to requests", of_shop(united(listed("x"), listed("y", request_option=option("s")))), EACH)
case("partitions of parents that are read on", of_shop(united(listed("x"), parents(**TIMED_PARENT)), incremental_sync=cursor()), changing((1, "2026-01-08"), (2, "2026-01-25")) + EACH + CHILDREN)
