"""Cases of manifests.py: parts that newer manifests bring along."""
from cases import ONE, cursor, manifest, parents, rows, stream, timed

CASES = []
ISO = "%Y-%m-%dT%H:%M:%SZ"
OFFSET = "%Y-%m-%dT%H:%M:%S%z"


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def transformed(*by, key="id"):
    return manifest(stream(key=key, transformations=list(by)))


def items(*records):
    return [{"path": "/items", "json": {"items": list(records)}}]


WHOLE = {"states": "the CDK's stays at the beginning, since what lies before the first whole one was not asked for, and reads all again each time", "steps": "the same"}

# --- names
case("keys in snake case, with signs at their ends", transformed({"type": "KeysToSnakeCase"}, key=None),
     items({"_x": 1, "$id": 2, "@odata.etag": "e", "y ": 3, "1st": 4, "userName": {"firstName": 1}}))
case("keys in snake case, in lists", transformed({"type": "KeysToSnakeCase"}), items({"id": 1, "list": [{"inList": 1}]}),
     differs={"records": "the CDK leaves the names of what stands in lists"})
case("keys flattened, with lists and empty ones", transformed({"type": "FlattenFields"}),
     items({"id": 1, "l": [{"x": 1}, {"x": 2}], "e": {}, "f": [], "m": {"n": {"o": 1}}}, {"m": {"n": 1}, "l": [1, [2, 3]], "id": 2}))
case("keys flattened, but no lists", transformed({"type": "FlattenFields", "flatten_lists": False}), items({"id": 1, "l": [{"x": 1}], "f": [], "m": {"n": {"o": 1}}}))
case("a part flattened under new names", transformed({"type": "DpathFlattenFields", "field_path": ["d"], "delete_origin_value": True,
     "key_transformation": {"type": "KeyTransformation", "prefix": "{{ config['before'] }}_", "suffix": "_d"}}), items({"id": 1, "d": {"id": 2, "x": 3}}), config={"before": "in"})
case("a record replaced by a part under new names", transformed({"type": "DpathFlattenFields", "field_path": ["d"], "replace_record": True,
     "key_transformation": {"type": "KeyTransformation", "prefix": "p_"}}, key="p_id"), items({"id": 1, "d": {"id": 2, "x": 3}}))

# --- paths
case("a path with nothing between slashes", manifest(stream(path="/shops//{{ config['shop'] }}//items")), [{"path": "/shops/7/items", "json": {"items": rows(1)}}], config={"shop": 7})

# --- times
case("stretches that begin where the last ended", manifest(stream(incremental_sync=cursor(step="P10D", cursor_granularity="PT0S"))),
     [{"path": "/items", "params": {"from": "2026-01-01"}, "json": {"items": timed((1, "2026-01-05"))}}, {"path": "/items", "json": {"items": []}}],
     differs={"states": "the CDK's state goes to the last window's end, ours to the last record", "steps": "the same"})
case("a time until that very time, compared strictly", manifest(stream(incremental_sync=cursor(step="P10D", cursor_granularity="P1D", is_compare_strictly=True))), ONE,
     states={"items": {"updated_at": "2026-01-31"}})
case("whole days", manifest(stream(incremental_sync=cursor(datetime_format=ISO, start_datetime="2026-01-01T05:00:00Z", end_datetime="2026-01-04T10:00:00Z", step="P1D",
     cursor_granularity="PT1S", clamping={"type": "Clamping", "target": "DAY"}))), items(*timed((1, "2026-01-03T04:00:00Z"))), differs=WHOLE)
case("whole weeks", manifest(stream(incremental_sync=cursor(datetime_format=ISO, start_datetime="2026-01-01T05:00:00Z", end_datetime="2026-02-04T10:00:00Z", step="P1W",
     cursor_granularity="PT1S", clamping={"type": "Clamping", "target": "WEEK", "target_details": {"weekday": "MONDAY"}}))), items(*timed((1, "2026-01-31T04:00:00Z"))),
     differs=WHOLE)
case("hours where whole weeks are wanted", manifest(stream(incremental_sync=cursor(datetime_format=ISO, start_datetime="2026-01-05T00:00:00Z", end_datetime="2026-02-04T10:00:00Z", step="PT1H",
     cursor_granularity="PT1S", clamping={"type": "Clamping", "target": "WEEK", "target_details": {"weekday": "MONDAY"}}))), ONE,
     differs={"states": "nothing was read: the CDK writes its beginning all the same", "steps": "the same"})
case("whole months", manifest(stream(incremental_sync=cursor(start_datetime="2026-01-10", end_datetime="2026-04-20", step="P1M", cursor_granularity="P1D",
     clamping={"type": "Clamping", "target": "MONTH"}))), items(*timed((1, "2026-03-31"))), differs=WHOLE)
case("a day west of Greenwich", manifest(stream(incremental_sync=cursor(cursor_datetime_formats=[OFFSET]))), items(*timed((1, "2026-01-05T22:00:00-0500"))))
case("a day east of Greenwich", manifest(stream(incremental_sync=cursor(cursor_datetime_formats=[OFFSET]))), items(*timed((1, "2026-01-05T05:00:00+0900"))),
     differs={"states": "the CDK says the local day; here it is that of UTC, the earlier one, so that a source that goes by UTC leaves nothing out", "steps": "the same"})
case("a beginning west of Greenwich", manifest(stream(incremental_sync=cursor(start_datetime={"type": "MinMaxDatetime", "datetime": "2026-01-01T22:00:00-0500", "datetime_format": OFFSET}))),
     items(*timed((1, "2026-01-05"))))

# --- partitions
GROUPED = {"type": "GroupingPartitionRouter", "group_size": 2, "underlying_partition_router": {"type": "ListPartitionRouter", "values": ["a", "b", "b", "c"], "cursor_field": "kind"}}
ASKED = stream(requester={"request_parameters": {"kinds": "{{ stream_partition['kind'] | join(',') }}"}}, partition_router=GROUPED)
BY_GROUP = [{"path": "/items", "params": {"kinds": "a,b"}, "json": {"items": rows(1, 2)}}, {"path": "/items", "json": {"items": rows(3)}}]
case("a list in groups", manifest(ASKED), BY_GROUP)
case("a list in groups, with what comes twice", manifest(dict(ASKED, retriever=dict(ASKED["retriever"], partition_router=dict(GROUPED, deduplicate=False)))), BY_GROUP)
case("parents in groups", manifest(stream(requester={"request_parameters": {"shops": "{{ stream_slice['shop'] | join('-') }}", "names": "{{ stream_slice.extra_fields['name'] | join('-') }}"}},
     partition_router={"type": "GroupingPartitionRouter", "group_size": 2, "underlying_partition_router": parents(extra_fields=[["name"]])})),
     [{"path": "/shops", "json": {"shops": [{"id": 1, "name": "x"}, {"id": 2, "name": "y"}, {"id": 3, "name": "z"}]}}] + items(*rows(1)))
case("parents that bring the first of their children", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(lazy_read_pointer=["items"]))),
     [{"path": "/shops", "json": {"shops": [{"id": 1, "items": {"items": rows(1)}}, {"id": 2, "items": {"items": rows(2)}}]}},
      {"path": "/shops/1/items", "json": {"items": rows(1)}}, {"path": "/shops/2/items", "json": {"items": rows(2)}}],
     differs={"requests": "here children are asked for from their first page on"})

# --- settings of an earlier version
RULES = {"type": "Spec", "connection_specification": {"type": "object", "properties": {}}, "config_normalization_rules": {"type": "ConfigNormalizationRules",
    "config_migrations": [{"type": "ConfigMigration", "description": "", "transformations": [
        {"type": "ConfigAddFields", "fields": [{"type": "AddedFieldDefinition", "path": ["credentials", "token"], "value": "{{ config['token'] }}"}], "condition": "{{ config.get('token') }}"},
        {"type": "ConfigRemoveFields", "field_pointers": [["token"]]}]}],
    "transformations": [{"type": "ConfigRemapField", "field_path": ["region"], "map": {"japan": "jp", "us": "com"}},
                        {"type": "ConfigAddFields", "fields": [{"type": "AddedFieldDefinition", "path": ["where"], "value": "{{ config['region'] }}-1"}]}]}}
case("settings of an earlier version", manifest(stream(requester={"request_parameters": {"old": "{{ config.get('token', 'gone') }}", "where": "{{ config['where'] }}"},
     "authenticator": {"type": "BearerAuthenticator", "api_token": "{{ config['credentials']['token'] }}"}}), spec=RULES), ONE, config={"token": "t-1", "region": "japan"})
case("settings of this version", manifest(stream(requester={"request_parameters": {"where": "{{ config['where'] }}"},
     "authenticator": {"type": "BearerAuthenticator", "api_token": "{{ config['credentials']['token'] }}"}}), spec=RULES), ONE, config={"credentials": {"token": "t-2"}, "region": "eu"})

# --- streams that come of the settings
def mapped(path, value, **more):
    return dict({"type": "ComponentMappingDefinition", "field_path": path, "value": value}, **more)


def dynamic(configs, *mappings, template=None, **more):
    return [dict({"type": "DynamicDeclarativeStream", "stream_template": template or stream(name="", path=""), "components_resolver": {
        "type": "ConfigComponentsResolver", "stream_config": configs, "components_mapping": list(mappings)}}, **more)]


REPORTS = {"type": "StreamConfig", "configs_pointer": ["reports"]}
BY_REPORT = ONE + [{"path": "/r/a", "json": {"items": rows(3)}}, {"path": "/r/b", "json": {"items": rows(4)}}]
TWO = {"reports": [{"name": "a", "key": "id", "columns": ["x", "y"]}, {"name": "b", "key": "id", "columns": ["z"]}]}
case("streams that the settings list", manifest(stream(), dynamic_streams=dynamic(REPORTS, mapped(["name"], "{{ components_values['name'] }}"),
     mapped(["retriever", "requester", "path"], "/r/{{ components_values.name }}"), mapped(["retriever", "requester", "request_parameters"], "{{ {'c': components_values['columns'] | join(',')} }}",
     create_or_update=True), mapped(["primary_key"], "{{ components_values['key'] }}"))), BY_REPORT, config=TWO, dynamic=["a", "b"])
case("streams of a template with parameters", manifest(stream(), dynamic_streams=dynamic(REPORTS, mapped(["$parameters", "name"], "{{ components_values['name'] }}"),
     mapped(["name"], "{{ components_values['name'] }}"), mapped(["*", "requester", "request_headers", "X-Not"], "there"),
     template=stream(name="", path="/r/{{ parameters['name'] }}", **{"$parameters": {"name": "none"}}))), BY_REPORT, config=TWO, dynamic=["a", "b"])
case("streams of two lists, and one by default", manifest(stream(), dynamic_streams=dynamic([REPORTS, {"type": "StreamConfig", "configs_pointer": ["shops"], "default_values": [{"shop": "z"}]}],
     mapped(["name"], "{{ components_values['name'] }}_{{ components_values['shop'] }}"), mapped(["retriever", "requester", "path"], "/r/{{ components_values.name }}"),
     mapped(["retriever", "requester", "request_parameters"], "{'shop': '{{ components_values.shop }}'}", create_or_update=True, condition="{{ components_values.shop != 'z' }}"))),
     BY_REPORT, config=dict(TWO, shops=[{"shop": "y"}]), dynamic=["a_y", "a_z", "b_y", "b_z"])
case("no streams that the settings list", manifest(stream(), dynamic_streams=dynamic(REPORTS, mapped(["name"], "{{ components_values['name'] }}"))), ONE, config={"reports": []})
