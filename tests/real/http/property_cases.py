"""Cases of properties that requests name: at once or in several requests for a page, listed in the manifest or by an endpoint."""
from cases import SHOPS, cursor, manifest, option, page, paginator, parents, retriever, rows, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def properties(*listed, **more):
    return dict({"type": "QueryProperties", "property_list": list(listed)}, **more)


def chunks(limit, by="property_count", key=None):
    out = {"type": "PropertyChunking", "property_limit_type": by}
    if limit is not None:
        out["property_limit"] = limit
    if key:
        out["record_merge_strategy"] = {"type": "GroupByKeyMergeStrategy", "key": key}
    return {"property_chunking": out}


def named(by, beside=None, requester=None, **more):
    """A stream whose requests name properties."""
    return stream(requester=dict({"request_parameters": dict({"fields": by}, **beside or {})}, **requester or {}), **more)


def part(fields, *items, path="/items", **more):
    return dict({"path": path, "params": dict({"fields": fields}, **more.pop("params", {})), "json": dict({"items": list(items)}, **more.pop("top", {}))}, **more)


ABC = ("a", "b", "c")
TWO = [part("a,b", {"id": "1", "a": 1, "b": 2}, {"id": "2", "a": 3, "b": 4}), part("c", {"id": "1", "c": 5}, {"id": "2", "c": 6})]
BY_TWO = properties(*ABC, **chunks(2))

# --- how they are shared out
case("properties at once", manifest(named(properties(*ABC), {"x": "1"})), [part("a,b,c", {"id": "1", "a": 1})])
case("properties at once, some always", manifest(named(properties(*ABC, always_include_properties=["id", "at"]))), [part("id,at,a,b,c", {"id": "1", "a": 1})])
case("no properties", manifest(named(properties())), [part("", {"id": "1"})])
case("properties by two", manifest(named(BY_TWO)), TWO)
case("properties by two, some always", manifest(named(properties(*ABC, always_include_properties=["id"], **chunks(2)))),
     [part("id,a,b", {"id": "1", "a": 1, "b": 2}), part("id,c", {"id": "1", "c": 3})])
case("properties without a limit, some always", manifest(named(properties(*ABC, always_include_properties=["id"], **chunks(None)))), [part("a,b,c,id", {"id": "1", "a": 1})])
case("no properties by two", manifest(named(properties(**chunks(2)))), [part("", {"id": "1"})])
case("properties by characters", manifest(named(properties("aa", "名前", "c", **chunks(10, "characters")))),
     [part("aa,名前", {"id": "1", "aa": 1}), part("c", {"id": "1", "c": 2})])
case("a property longer than the limit", manifest(named(properties("a", "longer", "c", **chunks(6, "characters")))),
     [part("a", {"id": "1", "a": 1}), part("longer", {"id": "1", "longer": 1}), part("c", {"id": "1", "c": 2})])
case("the first property longer than the limit", manifest(named(properties("longer", "c", **chunks(6, "characters")))),
     [part("", {"id": "1"}), part("longer", {"id": "1", "longer": 1}), part("c", {"id": "1", "c": 2})])
case("two kinds of properties", manifest(named(properties("a"), {"more": properties("b")})), TWO)

# --- how records are put together
case("records that lack in one part", manifest(named(BY_TWO)), [part("a,b", {"id": "1", "a": 1}, {"id": "2", "a": 2}), part("c", {"id": "3", "c": 3}, {"id": "1", "c": 4})])
case("an empty part", manifest(named(BY_TWO)), [TWO[0], part("c")])
case("an empty first part", manifest(named(BY_TWO)), [part("a,b"), TWO[1]])
case("records without a key", manifest(named(BY_TWO, key=None)), [part("a,b", {"a": 1}, {"id": "1", "a": 2}, {"id": "", "a": 9}), part("c", {"c": 3}, {"id": "1", "c": 4})])
case("a key of two", manifest(named(properties(*ABC, **chunks(2, key=["x", "y"])), key=["x", "y"])),
     [part("a,b", {"x": "1", "y": "2", "a": 1}, {"x": "1", "y": "3", "a": 2}), part("c", {"x": "1", "y": "3", "c": 3}, {"x": "1", "y": "2", "c": 4})])
case("objects in both parts", manifest(named(BY_TWO)), [part("a,b", {"id": "1", "d": {"x": 1, "y": {"z": 1}}, "l": [1]}), part("c", {"id": "1", "d": {"y": {"w": 2}, "x": 3}, "l": [2]})])
case("two records of a key in one part", manifest(named(BY_TWO)), [part("a,b", {"id": "1", "a": 1}, {"id": "1", "b": 2}), part("c", {"id": "1", "c": 3})])
case("keys that are numbers", manifest(named(BY_TWO)), [part("a,b", {"id": 1, "a": 1}, {"id": 2, "a": 2}), part("c", {"id": 1, "c": 3}, {"id": 2, "c": 4})],
     differs={what: "the CDK fails where a key is no text" for what in ("requests", "records", "failed")})
case("parts filtered and transformed", manifest(named(BY_TWO, selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.get('a') != 3 and 'query_properties' not in stream_slice.extra_fields }}"}},
     transformations=[{"type": "AddFields", "fields": [{"type": "AddedFieldDefinition", "path": ["n"], "value": "{{ record.get('a', 0) + record.get('c', 0) }}"}]}])), TWO)

# --- pages
SIZE = dict(token=option("page"), size="size")


def pages(strategy, n=2, token="page", of=lambda n: {}):
    return [part(fields, *[{"id": str(k * 10 + i), field: k} for i in range(2 if k + 1 < n else 1)], params={token: k}, top=of(k)) for fields, field in (("a,b", "a"), ("c", "c"))
            for k in range(1, n)] + [part(fields, *[{"id": str(i), field: 0} for i in range(2)], top=of(0)) for fields, field in (("a,b", "a"), ("c", "c"))]


case("pages by two", manifest(named(BY_TWO, paginator=paginator(page({"page_size": 2}), **SIZE))), pages(2))
case("three pages by two", manifest(named(BY_TWO, paginator=paginator(page({"page_size": 2}), **SIZE))), pages(3, 3))
case("offsets by two", manifest(named(BY_TWO, paginator=paginator({"type": "OffsetIncrement", "page_size": 2}, option("page"), "size"))),
     [part(fields, {"id": "3", field: 3}, params={"page": 2}) for fields, field in (("a,b", "a"), ("c", "c"))] + TWO)
case("a page whose last part is shorter", manifest(named(BY_TWO, paginator=paginator(page({"page_size": 2}), **SIZE))),
     [part("a,b", {"id": "9"}, params={"page": 1}), part("c", params={"page": 1}), TWO[0], part("c", {"id": "1", "c": 5})],
     differs={what: "the CDK takes the page for the last, by the rows of its last request" for what in ("requests", "records")})
NEXT = {"type": "CursorPagination", "cursor_value": "{{ response.next }}", "stop_condition": "{{ not response.next }}"}
case("tokens of the last part", manifest(named(BY_TWO, paginator=paginator(NEXT, option("page")))),
     [part("a,b", {"id": "3", "a": 3}, params={"page": "t"}), part("c", {"id": "3", "c": 3}, params={"page": "t"}), part("a,b", {"id": "1", "a": 1}, top={"next": "u"}),
      part("c", {"id": "1", "c": 1}, top={"next": "t"})])
LAST = {"type": "CursorPagination", "cursor_value": "{{ last_record.get('c') ~ last_record.id }}", "stop_condition": "{{ last_page_size < 2 }}"}
case("tokens of the last record", manifest(named(BY_TWO, paginator=paginator(LAST, option("page")))),
     [part("a,b", {"id": "3", "a": 3}, params={"page": "62"}), part("c", {"id": "3", "c": 3}, params={"page": "62"})] + TWO)

# --- slices
SHOP = {"type": "ListPartitionRouter", "cursor_field": "shop", "values": ["x", "y"], "request_option": option("shop")}
case("partitions by two", manifest(named(BY_TWO, partition_router=SHOP)),
     [part(fields, {"id": shop + "1", field: shop}, params={"shop": shop}) for shop in "xy" for fields, field in (("a,b", "a"), ("c", "c"))])
TIMED = [part("a,b", *[dict(one, id=str(one["id"]), a=1) for one in timed((1, "2026-01-05"), (2, "2026-01-20"))]), part("c", {"id": "1", "c": 1}, {"id": "2", "c": 2})]
case("times in one part", manifest(named(BY_TWO, incremental_sync=cursor())), TIMED)
case("times in one part, from a state", manifest(named(BY_TWO, incremental_sync=cursor())), TIMED, states={"items": {"updated_at": "2026-01-10"}})
case("stretches of time by two", manifest(named(BY_TWO, incremental_sync=cursor(step="P20D", cursor_granularity="P1D"))), TIMED)
case("nested partitions with times by two", manifest(named(BY_TWO, path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor())),
     SHOPS + [dict(one, path=f"/shops/{n}/items") for n in (1, 2) for one in TIMED])
case("nested partitions with times by two, from a state", manifest(named(BY_TWO, path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor())),
     SHOPS + [dict(one, path=f"/shops/{n}/items") for n in (1, 2) for one in TIMED],
     states={"items": {"states": [{"partition": {"shop": 1, "parent_slice": {}}, "cursor": {"updated_at": "2026-01-12"}}]}})
case("parents by two", manifest(stream(path="/of/{{ stream_partition.shop }}", partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [
     {"type": "ParentStreamConfig", "parent_key": "c", "partition_field": "shop", "stream": named(BY_TWO, name="shops")}]})),
     TWO + [{"path": f"/of/{n}", "json": {"items": rows(n)}} for n in (5, 6)])

# --- templates that name them
BODY = {"http_method": "POST", "request_body_json": {"names": "{{ stream_slice.extra_fields['query_properties'] }}", "same": "{{ stream_partition.extra_fields.query_properties | join(' ') }}"}}
case("properties in a body", manifest(stream(requester=dict(BODY, query_properties=BY_TWO))),
     [{"path": "/items", "body": '"same": "a b"', "json": {"items": [{"id": "1", "a": 1}]}}, {"path": "/items", "body": '"same": "c"', "json": {"items": [{"id": "1", "c": 2}]}}])
FIELDS = {"path": "/fields", "json": {"fields": [{"of": {"name": "a"}}, {"of": {"name": "b"}}, {"of": {"name": "c"}}]}}


def asked(path=("of", "name"), **more):
    return {"type": "PropertiesFromEndpoint", "property_field_path": list(path), "retriever": retriever(path="/fields", field=("fields",), **more)}


case("properties of an endpoint", manifest(named(dict(BY_TWO, property_list=asked()))), TWO + [FIELDS])
case("properties of an endpoint, pages and partitions", manifest(named(dict(BY_TWO, property_list=asked()), partition_router=SHOP, paginator=paginator(page({"page_size": 1}), token=option("page")))),
     [part(fields, params={"page": 1}) for fields in ("a,b", "c")] + TWO + [FIELDS])
case("properties of an endpoint with pages and a filter", manifest(named(dict(BY_TWO, property_list=asked(paginator=paginator(page({"page_size": 3}), token=option("page")),
     selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.of.name != 'b' }}"}})))),
     [part("a,c", {"id": "1", "a": 1}), part("d", {"id": "1", "d": 1}), {"path": "/fields", "params": {"page": 1}, "json": {"fields": [{"of": {"name": "d"}}]}}, FIELDS])
case("a property of an endpoint without its name", manifest(named(properties(property_list=asked()))), [part("a,[],3", {"id": "1"}), {"path": "/fields", "json": {"fields": [
     {"of": {"name": "a"}}, {"of": {}}, {"of": {"name": 3}}]}}])
case("an endpoint of properties that fails", manifest(named(dict(BY_TWO, property_list=asked()))), TWO + [{"path": "/fields", "status": 400, "json": {}}])
case("an endpoint of properties that lists none", manifest(named(dict(BY_TWO, property_list=asked()))), [part("", {"id": "1"}), {"path": "/fields", "json": {"fields": []}}])
case("properties of an endpoint, for templates alone", manifest(stream(requester=dict(BODY, fetch_properties_from_endpoint=asked()))),
     [FIELDS, {"path": "/items", "body": '"same": "a b c"', "json": {"items": rows(1)}}])
case("properties in two places", manifest(named(BY_TWO, requester={"fetch_properties_from_endpoint": asked()})), TWO + [FIELDS])

# --- those of the schema
SCHEMA = {"type": "InlineSchemaLoader", "schema": {"type": "object", "properties": {"a": {}, "C": {}, "id": {}}}}
OF_SCHEMA = {"property_selector": {"type": "JsonSchemaPropertySelector"}}
case("properties of the schema", manifest(dict(named(properties(*ABC, "id", always_include_properties=["at"], **OF_SCHEMA)), schema_loader=SCHEMA)), [part("at,a,id", {"id": "1", "a": 1})])
case("properties of the schema by one", manifest(dict(named(properties(*ABC, "id", **OF_SCHEMA, **chunks(1))), schema_loader=SCHEMA)),
     [part("a", {"id": "1", "a": 1}), part("id", {"id": "1"})])
case("properties of the schema in lower case", manifest(dict(named(properties(*ABC, property_selector={"type": "JsonSchemaPropertySelector", "transformations": [{"type": "KeysToLower"}]})),
     schema_loader=SCHEMA)), [part("a,c", {"id": "1", "a": 1})])
case("properties of no schema's", manifest(named(properties(*ABC, **OF_SCHEMA))), [part("", {"id": "1"})])
case("properties of a parent, whose schema nobody chose from", manifest(stream(path="/of/{{ stream_partition.shop }}", partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [
     {"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "shop", "stream": dict(named(properties(*ABC, **OF_SCHEMA), name="shops"), schema_loader=SCHEMA)}]})),
     [part("a,b,c", {"id": "1"}), {"path": "/of/1", "json": {"items": rows(1)}}])

# --- what goes wrong
IGNORE = {"error_handler": {"type": "DefaultErrorHandler", "response_filters": [{"type": "HttpResponseFilter", "http_codes": [404], "action": "IGNORE"}]}}
for at, rest in (("first", [TWO[1]]), ("last", [TWO[0]])):
    case(f"the {at} part ignored", manifest(named(BY_TWO, requester=IGNORE, paginator=paginator(page({"page_size": 2}), **SIZE))),
         [part(fields, params={"page": 1}) for fields in ("a,b", "c")] + rest)
    case(f"all parts but the {at} fail", manifest(named(BY_TWO)), rest)
