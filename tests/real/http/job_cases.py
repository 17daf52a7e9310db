"""Cases of manifests.py: exports that a source makes by jobs (AsyncRetriever). `slow`: it waits for seconds, and is read once; `says`: what is said of a failure."""
import gzip
import io
import zipfile

from cases import cursor, manifest, option, paginator, rows, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def requester(path, method="GET", **more):
    return {"type": "HttpRequester", "url_base": "{base}", "path": path, "http_method": method, **more}


def dpath(*path):
    return {"type": "DpathExtractor", "field_path": list(path)}


WORDS = {"type": "AsyncJobStatusMap", "running": ["RUNNING", "QUEUED"], "completed": ["DONE"], "failed": ["FAILED"], "timeout": ["EXPIRED"], "skipped": ["NOTHING"]}
JOB = "/jobs/{{ creation_response['id'] }}"


def exports(selector=None, **more):
    """A stream that is read by jobs: POST /jobs, GET /jobs/ID, GET /jobs/ID/result."""
    around = {k: more.pop(k) for k in ("incremental_sync", "transformations", "name", "primary_key") if k in more}
    retriever = {"type": "AsyncRetriever", "status_mapping": WORDS, "status_extractor": dpath("status"), "creation_requester": requester("/jobs", "POST"),
                 "polling_requester": requester(JOB), "download_requester": requester(JOB + "/result"),
                 "record_selector": {"type": "RecordSelector", "extractor": dpath(), **(selector or {})}}
    retriever.update(more)
    return {"type": "DeclarativeStream", "name": "items", "primary_key": "id", "retriever": retriever,
            "schema_loader": {"type": "InlineSchemaLoader", "schema": {"type": "object", "properties": {}}}, **around}


def made(id="j1", **more):
    return {"path": "/jobs", "method": "POST", "json": {"id": id}, **more}


def told(status, id="j1", times=1 << 30, **more):
    return {"path": f"/jobs/{id}", "method": "GET", "json": {"status": status, **more}, "times": times}


def result(*records, id="j1", **more):
    return {"path": f"/jobs/{id}/result", "json": list(records), **more}


READY = [made(), told("DONE"), result(*rows(1, 2))]

# --- the job
case("a job that is ready at once", manifest(exports()), READY)
case("a job that is asked after several times", manifest(exports()), [made(), told("QUEUED", times=1), told("RUNNING", times=2), told("DONE"), result(*rows(1, 2))])
case("a job that fails once", manifest(exports()), [made("j1", times=1), made("j2"), told("FAILED"), told("DONE", "j2"), result(*rows(1), id="j2")], slow=True)
case("a job that fails for good", manifest(exports()), [made("j1"), told("RUNNING", times=1), told("FAILED")], slow=True,
     says="asked 3 times for an export of the stream items, and each failed (its status: FAILED)")
case("a job that fails once, and is made anew after a while", manifest(exports(failed_retry_wait_time_in_seconds=1)),
     [made("j1", times=1), made("j2"), told("FAILED"), told("DONE", "j2"), result(*rows(1), id="j2")], slow=True)
case("a job that the source ends for its time", manifest(exports(abort_requester=requester(JOB + "/stop", "POST"))),
     [made("j1", times=1), made("j2"), told("EXPIRED"), {"path": "/jobs/j1/stop", "json": {}}, told("DONE", "j2"), result(*rows(1), id="j2")], slow=True)
case("a job that takes too long", manifest(exports(abort_requester=requester(JOB + "/stop", "POST"), polling_job_timeout="{{ config['minutes'] }}")),
     [made(), {"path": "/jobs/j1/stop", "json": {}}, told("RUNNING")], config={"minutes": -1}, slow=True,
     says="TRANSIENT The source was asked 3 times for an export of the stream items, which did not end in time (polling_job_timeout is -1 minutes; its status: -)")
case("a job that takes too long and cannot be stopped", manifest(exports(abort_requester=requester(JOB + "/stop", "POST"))),
     [made("j1", times=1), made("j2"), told("EXPIRED"), {"path": "/jobs/j1/stop", "status": 400, "json": {}}, told("DONE", "j2"), result(*rows(1), id="j2")], slow=True)
case("a job that is refused twice", manifest(exports()), [made(status=400, times=2), *READY], slow=True)
case("a job that is refused for good", manifest(exports()), [made(status=400)], slow=True)
case("a job that nobody may make", manifest(exports()), [made(status=403)])
case("a job of which there is nothing to be had", manifest(exports()), [made(), told("NOTHING")])
case("a job that is deleted once it is read", manifest(exports(delete_requester=requester(JOB + "/bin", "POST"))), [{"path": "/jobs/j1/bin", "json": {}}, *READY])
case("a job that cannot be deleted", manifest(exports(delete_requester=requester(JOB + "/bin", "POST"))), [{"path": "/jobs/j1/bin", "status": 400, "json": {}}, *READY],
     differs={"failed": "the CDK fails where all has been read; here that is told, and the read is whole"})
case("a status that is no text", manifest(exports(status_mapping=dict(WORDS, completed=["True"], running=["3"]), status_extractor=dpath("data", "ready"))),
     [made(), told("", data={"ready": 3}, times=1), told("", data={"ready": True}), result(*rows(1))])
case("what was asked and what was answered, in templates", manifest(exports(
    polling_requester=requester("/{{ creation_response.headers['X-Place'] }}", request_parameters={"way": "{{ creation_response.request.method }}"}),
    download_requester=requester("/result", request_headers={"X-Api-Key": "{{ polling_response.token }}-{{ creation_response.id }}"}))),
    [made(headers={"X-Place": "here"}), {"path": "/here", "json": {"status": "DONE", "token": "t"}}, {"path": "/result", "json": rows(1)}])
case("a job by its body", manifest(exports(creation_requester=requester("/jobs", "POST", request_body_json={"kind": "{{ config['kind'] }}", "fields": ["id"]}))), READY, config={"kind": "all"})

# --- downloads
TARGETS = {"download_target_extractor": dpath("urls"), "download_requester": {"type": "HttpRequester", "url": "{{ download_target }}", "http_method": "GET"}}
case("several targets", manifest(exports(**TARGETS)), [made(), told("DONE", urls=["{base}/files/a", "{base}/files/b"]), {"path": "/files/a", "json": rows(1)}, {"path": "/files/b", "json": rows(2, 3)}])
case("no target", manifest(exports(**TARGETS)), [made(), told("DONE", urls=[])])
case("one target that is a text", manifest(exports(**TARGETS)), [made(), told("DONE", urls="{base}/files/a"), {"path": "/files/a", "json": rows(1)}])
case("targets that are objects", manifest(exports(download_target_extractor=dpath("parts"), download_requester=requester("/part/{{ download_target.number }}"))),
     [made(), told("DONE", parts=[{"number": 1}, {"number": 2}]), {"path": "/part/1", "json": rows(1)}, {"path": "/part/2", "json": rows(2)}])
case("targets that are asked for", manifest(exports(download_target_requester=requester("/urls/{{ polling_response['list'] }}"), **TARGETS)),
     [made(), told("DONE", list="l1"), {"path": "/urls/l1", "json": {"urls": ["{base}/files/a"]}}, {"path": "/files/a", "json": rows(1)}])
case("pages of a download", manifest(exports(download_paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ headers['X-Next'] }}",
     "stop_condition": "{{ not headers.get('X-Next') }}"}, option("locator")))), [made(), told("DONE"), result(*rows(3), params={"locator": "p2"}), result(*rows(1, 2), headers={"X-Next": "p2"})])
case("pages of a download by their size, with a filter", manifest(exports({"record_filter": {"type": "RecordFilter", "condition": "{{ record.id > 2 }}"}},
     download_paginator=paginator({"type": "PageIncrement", "page_size": 2, "start_from_page": 1}, option("page"), "size"))),
     [made(), told("DONE"), result(*rows(3), params={"page": 2}), result(*rows(1, 2))])
case("a page by the last record that is left out", manifest(exports({"record_filter": {"type": "RecordFilter", "condition": "{{ record.id != 2 }}"}},
     download_paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ last_record.id }}-{{ last_page_size }}", "stop_condition": "{{ last_page_size < 2 }}"}, option("after")))),
     [made(), told("DONE"), result(*rows(3), params={"after": "2-2"}), result(*rows(1, 2))])
case("an empty export", manifest(exports()), [made(), told("DONE"), result()])
case("an empty export of CSV", manifest(exports(download_decoder={"type": "CsvDecoder"})), [made(), told("DONE"), {"path": "/jobs/j1/result", "text": "id,n\n"}])
case("records below a member, filtered and changed", manifest(exports({"record_filter": {"type": "RecordFilter", "condition": "{{ record.id > 1 }}"}}, download_extractor=dpath("data", "rows"),
     transformations=[{"type": "AddFields", "fields": [{"path": ["twice"], "value": "{{ record.id * 2 }}"}]}])),
     [made(), told("DONE"), {"path": "/jobs/j1/result", "json": {"data": {"rows": rows(1, 2, 3)}}}])
CSV = "id,name,note\n1,\"髙橋, 太郎\",NA\n2,\"a \"\"b\"\"\nc\",\n3,,null\n"
LINES = '{"id": 1, "name": "髙橋"}\n{"id": 2}\n'


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


FILE = {"download_extractor": {"type": "ResponseToFileExtractor"}}
for name, decoder, body in (
        ("CSV", {"type": "CsvDecoder"}, CSV.encode()), ("lines", {"type": "JsonlDecoder"}, LINES.encode()),
        ("packed CSV", {"type": "GzipDecoder", "decoder": {"type": "CsvDecoder"}}, gzip.compress(CSV.encode())),
        ("packed lines", {"type": "GzipDecoder", "decoder": {"type": "JsonlDecoder"}}, gzip.compress(LINES.encode())),
        ("an archive of CSV", {"type": "ZipfileDecoder", "decoder": {"type": "CsvDecoder"}}, packed(a=CSV, b="name,id\nx,4\n")),
        ("an archive of lines", {"type": "ZipfileDecoder", "decoder": {"type": "JsonlDecoder"}}, packed(a=LINES, b='{"id": 3}')),
        ("an archive of JSON", {"type": "ZipfileDecoder", "decoder": {"type": "JsonDecoder"}}, packed(a='[{"id": 1},\n{"id": 2}]', b='{"id": 3}'))):
    case(f"a download of {name}", manifest(exports(download_decoder=decoder)), [made(), told("DONE"), {"path": "/jobs/j1/result", "bytes": body}])
case("a download by way of a file", manifest(exports(**FILE)), [made(), told("DONE"), {"path": "/jobs/j1/result", "bytes": CSV.encode()}])
case("a packed download by way of a file", manifest(exports(**FILE)), [made(), told("DONE"), {"path": "/jobs/j1/result", "bytes": gzip.compress(CSV.replace("太", "太\0").encode())}],
     differs={"records": "the CDK drops a byte of zero where a file is not packed, and keeps it where it is; here it is dropped from both"})
case("a download with a byte of zero by way of a file", manifest(exports(**FILE)), [made(), told("DONE"), {"path": "/jobs/j1/result", "bytes": CSV.replace("太", "太\0").encode()}])
case("an empty download by way of a file", manifest(exports(**FILE)), [made(), told("DONE"), {"path": "/jobs/j1/result", "bytes": b""}])

# --- slices
AS_MADE = {"steps": "the CDK reads exports in the order in which they are made, which differs from time to time; here they are settled in their own"}
FROM_TO = {"creation_requester": requester("/jobs", "POST", request_body_json={"from": "{{ stream_interval['start_time'] }}", "to": "{{ stream_slice.end_time }}"})}


def windows(*days, **more):
    """A job a window: its first day, the number of polls before it is ready, its records."""
    out = []
    for n, (first, polls, records) in enumerate(days):
        id = f"w{n}"
        out += [made(id, body=f'"from": "{first}"'), *([told("RUNNING", id, polls)] if polls else []), told("DONE", id), result(*timed(*records), id=id)]
    return out


THREE = windows(("2026-01-01", 2, [(1, "2026-01-05")]), ("2026-01-11", 0, [(2, "2026-01-12"), (3, "2026-01-20")]), ("2026-01-21", 1, [(4, "2026-01-25")]), ("2026-01-31", 0, []))
STEPS = {"incremental_sync": cursor(step="P10D", cursor_granularity="P1D"), **FROM_TO}
case("a job a window", manifest(exports(**STEPS)), THREE)
case("several jobs at once", manifest(exports(**STEPS), max_concurrent_async_job_count=3), THREE, differs=AS_MADE)
case("as many jobs as a text says", manifest(exports(**STEPS), max_concurrent_async_job_count="2"), THREE, differs=AS_MADE)
case("a job since a state", manifest(exports(**STEPS)), THREE, states={"items": {"updated_at": "2026-01-11"}})
case("a window without records", manifest(exports(**STEPS), max_concurrent_async_job_count=9),
     windows(("2026-01-01", 0, []), ("2026-01-11", 0, [(2, "2026-01-12")]), ("2026-01-21", 0, []), ("2026-01-31", 0, [])), differs=AS_MADE)
SKIPPED = [made("w0", body='"from": "2026-01-01"'), told("DONE", "w0"), result(*timed((1, "2026-01-05")), id="w0"), made("w1", body='"from": "2026-01-11"'), told("NOTHING", "w1"),
           *windows(("2026-01-01", 0, []), ("2026-01-11", 0, []), ("2026-01-21", 1, [(4, "2026-01-25")]), ("2026-01-31", 0, []))[3:]]
case("a window of which there is nothing to be had", manifest(exports(**STEPS)), SKIPPED)
case("what the cursor leaves out is left to the source", manifest(exports(incremental_sync=cursor(is_client_side_incremental=True))),
     [made(), told("DONE"), result(*timed((1, "2025-12-05"), (2, "2026-01-12")))], states={"items": {"updated_at": "2026-01-10"}})

SHOPS = {"type": "ListPartitionRouter", "values": ["a", "b"], "cursor_field": "shop", "request_option": option("shop")}
BY_SHOP = {"creation_requester": requester("/jobs", "POST", request_body_json={"shop": "{{ stream_partition.shop }}", "from": "{{ stream_interval.start_time }}"}), "partition_router": SHOPS}


def shops(more=""):
    out = []
    for n, shop in enumerate("ab"):
        out += [made(shop, body=f'"shop": "{shop}"'), told("RUNNING", shop, 1 - n) if not n else told("DONE", shop), told("DONE", shop), result(*timed((n, f"2026-01-0{n + 2}")), id=shop)]
    return out


case("a job a partition", manifest(exports(**BY_SHOP)), shops())
case("a job a partition, two at once", manifest(exports(**BY_SHOP), max_concurrent_async_job_count=2), shops())
case("a job a partition, with a cursor", manifest(exports(incremental_sync=cursor(), **BY_SHOP)), shops())
case("a job a partition, since their states", manifest(exports(incremental_sync=cursor(), **BY_SHOP), max_concurrent_async_job_count=2), shops(), differs=AS_MADE,
     states={"items": {"states": [{"partition": {"shop": "a"}, "cursor": {"updated_at": "2026-01-09"}}, {"partition": {"shop": "b"}, "cursor": {"updated_at": "2026-01-01"}}]}})
PARENT = {"type": "SubstreamPartitionRouter", "parent_stream_configs": [{"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "shop", "extra_fields": [["name"]],
          "stream": stream(name="shops", path="/shops")}]}
case("a job a parent", manifest(exports(creation_requester=requester("/jobs", "POST", request_body_json={"shop": "{{ stream_partition.shop }}", "name": "{{ stream_slice.extra_fields['name'] }}"}),
     partition_router=PARENT)), [{"path": "/shops", "json": {"items": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}}, *shops()])
case("a parent that is read by a job", manifest(stream(path="/shops/{{ stream_partition.shop }}/items", partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [
     {"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "shop", "stream": exports(name="shops")}]})),
     [*READY, {"path": "/shops/1/items", "json": {"items": rows(10)}}, {"path": "/shops/2/items", "json": {"items": rows(20)}}],
     differs={what: "the CDK cannot begin with a parent that is read by a job" for what in ("requests", "records", "failed")})
