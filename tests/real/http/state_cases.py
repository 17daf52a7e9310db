"""Cases of manifests.py: what a state chooses, how parents' states are kept, and what of the format describes and changes nothing that is read."""
from cases import CHILDREN, LIST, NOON, ONE, ONE_CURSOR, SHOPS, TIMED_PARENT, changing, cursor, manifest, parents, retriever, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


case("a schema asked from the source", manifest(dict(stream(), schema_loader={"type": "DynamicSchemaLoader", "retriever": retriever(path="/schema", field=()),
     "schema_type_identifier": {"type": "SchemaTypeIdentifier", "schema_pointer": ["fields"], "key_pointer": ["name"], "type_pointer": ["type"], "types_mapping": []}})),
     ONE + [{"path": "/schema", "json": {"fields": [{"name": "id", "type": "integer"}]}}],
     differs={"requests": "the schema only describes: it is not asked for here"})
TYPED = {"type": "InlineSchemaLoader", "schema": {"type": "object", "properties": {"id": {"type": "string"}}}}
case("values by the schema's types", manifest(dict(stream(selector={"schema_normalization": "Default"}), schema_loader=TYPED)), ONE,
     differs={"records": "values stay as the source writes them: mappings give them their types"})
case("a migration of states", manifest(dict(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(), incremental_sync=cursor()),
     state_migrations=[{"type": "LegacyToPerPartitionStateMigration"}])), SHOPS + CHILDREN)


def delegating(**more):
    return {"type": "StateDelegatingStream", "name": "items", "full_refresh_stream": stream(path="/items", incremental_sync=cursor()),
            "incremental_stream": stream(path="/changes", incremental_sync=cursor()), **more}


CHANGES = [{"path": "/items", "json": {"items": timed((1, "2026-01-05"), (2, "2026-01-20"))}}, {"path": "/changes", "json": {"items": timed((2, "2026-01-22"))}}]
case("one stream at first", manifest(delegating()), CHANGES)
case("and another once there is a state", manifest(delegating()), CHANGES, states={"items": {"updated_at": "2026-01-20"}})
case("parents that depend on a state, of parents", manifest(stream(path="/mid/{{ stream_partition.mid }}/items", incremental_sync=cursor(), partition_router={
     "type": "SubstreamPartitionRouter", "parent_stream_configs": [{"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "mid", "incremental_dependency": True,
     "stream": stream(name="mid", path="/shops/{{ stream_partition.shop }}/mid", incremental_sync=cursor(), partition_router=parents())}]})),
     SHOPS + [{"path": f"/shops/{n}/mid", "json": {"items": timed((n * 10, f"2026-01-1{n}"))}} for n in (1, 2)]
     + [{"path": f"/mid/{n}0/items", "json": {"items": timed((n, f"2026-01-2{n}"))}} for n in (1, 2)],
     differs={"states": "of a parent with partitions the CDK keeps a state for each; here one for all of them, not beyond the end of what was asked for"})
case("parents that depend on a state, under one cursor", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=parents(**TIMED_PARENT),
     incremental_sync=cursor(**ONE_CURSOR))), changing((1, "2026-01-08"), (2, "2026-01-25")) + NOON, global_cursor=True)
PRODUCT = {"differs": {"states": "of several routers the CDK keeps no state of a parent"}}
for routers in ([LIST, parents(**TIMED_PARENT)], [parents(**TIMED_PARENT), LIST]):
    case(f"a parent that is read on from its state {'behind' if routers[0] == LIST else 'before'} a list",
         manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=routers, incremental_sync=cursor())),
         changing((1, "2026-01-08"), (2, "2026-01-25")) + CHILDREN, **PRODUCT)
case("a list before parents, with times", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router=[LIST, parents()], incremental_sync=cursor())),
     SHOPS + CHILDREN)
case("parents of two kinds that are read on from one state", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", incremental_sync=cursor(), partition_router=[
     parents(**TIMED_PARENT), {"type": "SubstreamPartitionRouter", "parent_stream_configs": [dict(parents(**TIMED_PARENT)["parent_stream_configs"][0], partition_field="other")]}])),
     changing((1, "2026-01-08"), (2, "2026-01-25")) + CHILDREN, differs=dict(PRODUCT["differs"], requests="the CDK asks once for what two routers read"))
ADDED = {"transformations": [{"type": "AddFields", "fields": [{"path": ["late"], "value": "{{ record['updated_at'] > '2026-01-15' }}"}]}],
         "selector": {"record_filter": {"type": "RecordFilter", "condition": "{{ record['late'] }}"}}}
for more in ({}, {"transform_before_filtering": False}, {"transform_before_filtering": True}):
    for feed in (False, True):
        case(f"a filter of what is transformed, where the client compares{', of a feed' if feed else ''}{', by ' + str(more['transform_before_filtering']) if more else ''}",
             manifest(stream(incremental_sync=cursor(is_client_side_incremental=True, is_data_feed=feed), transformations=ADDED["transformations"],
                             selector=dict(ADDED["selector"], **more))),
             [{"path": "/items", "json": {"items": timed((3, "2026-01-22"), (2, "2026-01-20"), (1, "2026-01-05"))}}])
case("a filter of what is transformed, of a feed alone", manifest(stream(incremental_sync=cursor(is_data_feed=True), **ADDED)),
     [{"path": "/items", "json": {"items": timed((3, "2026-01-22"), (2, "2026-01-20"), (1, "2026-01-05"))}}])
