"""Cases of manifests.py in the manner in which manifests for much used services are written: several components in one, as they meet there."""
from cases import added, cursor, handler, manifest, option, paginator, stream, timed

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=f"in the manner of {name}", manifest=manifest_, answers=answers, **more))


# --- a help desk: an export by time, the next address in the answer, a user with /token behind the name
TICKETS = stream(name="tickets", path="incremental/tickets/cursor.json", field=("tickets",),
                 requester={"url_base": "{base}/api/v2/", "authenticator": {"type": "BasicHttpAuthenticator", "username": "{{ config['mail'] + '/token' }}", "password": "{{ config['key'] }}"},
                            "request_parameters": {"per_page": "{{ config.get('size') or 2 }}"},
                            **handler({"action": "RATE_LIMITED", "http_codes": [429]}, {"action": "IGNORE", "http_codes": [403, 404]},
                                      backoff_strategies=[{"type": "WaitTimeFromHeader", "header": "retry-after", "max_waiting_time_in_seconds": 60}])},
                 paginator=paginator({"type": "CursorPagination", "cursor_value": "{{ response.get('after_url') }}", "stop_condition": "{{ response.get('end_of_stream') }}"}, {"type": "RequestPath"}),
                 incremental_sync=cursor(datetime_format="%s", cursor_datetime_formats=["%Y-%m-%dT%H:%M:%SZ"], start_datetime={"type": "MinMaxDatetime", "datetime": "{{ config['since'] }}",
                                         "datetime_format": "%Y-%m-%dT%H:%M:%SZ"}, end_datetime="1769817600", start_time_option=option("start_time"), end_time_option=None))
TICKETS["incremental_sync"].pop("end_time_option")
TICKETS["transformations"] = [added((["custom"], "{{ record.get('custom_fields') }}", {})), {"type": "RemoveFields", "field_pointers": [["custom_fields"]]}]
case("a help desk", manifest(TICKETS), [
    {"path": "/api/v2/incremental/tickets/cursor.json", "params": {"cursor": "b"}, "json": {"tickets": timed((3, "2026-01-20T01:00:00Z")), "end_of_stream": True}},
    {"path": "/api/v2/incremental/tickets/cursor.json", "status": 429, "times": 1, "headers": {"Retry-After": "0.01"}, "json": {"error": "TooManyRequests"}},
    {"path": "/api/v2/incremental/tickets/cursor.json", "json": {"tickets": [dict(one, custom_fields=[{"id": 5, "value": "髙"}]) for one in timed((1, "2026-01-05T01:00:00Z"), (2, "2026-01-06T01:00:00Z"))],
     "after_url": "{base}/api/v2/incremental/tickets/cursor.json?cursor=b", "end_of_stream": False}}], config={"mail": "a@example.jp", "key": "k", "since": "2026-01-01T00:00:00Z"})

# --- a mailer: the host is in the key, lists and their members, two keys, by offset
AUDIENCES = stream(name="lists", path="lists", field=("lists",), requester={"url_base": "{base}/{{ config['key'].split('-')[-1] }}/3.0/"},
                   paginator=paginator({"type": "OffsetIncrement", "page_size": 2}, option("offset"), "count"))
MEMBERS = stream(name="members", key=["id", "list_id"], path="lists/{{ stream_partition.list }}/members", field=("members",),
                 requester={"url_base": "{base}/{{ config['key'].split('-') | last }}/3.0/", "authenticator": {"type": "BasicHttpAuthenticator", "username": "apikey", "password": "{{ config['key'] }}"},
                            "request_parameters": {"exclude_fields": "members._links", "since_last_changed": "{{ stream_interval.start_time }}"}},
                 paginator=paginator({"type": "OffsetIncrement", "page_size": 2}, option("offset"), "count"),
                 partition_router={"type": "SubstreamPartitionRouter", "parent_stream_configs": [{"type": "ParentStreamConfig", "parent_key": "id", "partition_field": "list", "stream": AUDIENCES}]},
                 incremental_sync={k: v for k, v in cursor(cursor_field="last_changed", datetime_format="%Y-%m-%dT%H:%M:%S.%fZ", cursor_datetime_formats=["%Y-%m-%dT%H:%M:%S%z"],
                                   start_datetime="2026-01-01T00:00:00.000000Z", end_datetime="2026-01-31T00:00:00.000000Z").items() if not k.endswith("time_option")},
                 transformations=[added((["list_id"], "{{ stream_slice['list'] }}", {})), {"type": "RemoveFields", "field_pointers": [["_links"], ["merge_fields", "ADDRESS"]]}])
case("a mailer", manifest(MEMBERS), [
    {"path": "/us1/3.0/lists", "params": {"offset": 2}, "json": {"lists": []}}, {"path": "/us1/3.0/lists", "json": {"lists": [{"id": "a1"}, {"id": "b2"}]}},
    {"path": "/us1/3.0/lists/a1/members", "params": {"offset": 2}, "json": {"members": [{"id": "m3", "last_changed": "2026-01-09T00:00:00+00:00", "merge_fields": {"ADDRESS": "", "FNAME": "花子"}}]}},
    {"path": "/us1/3.0/lists/a1/members", "json": {"members": [{"id": "m1", "last_changed": "2026-01-05T00:00:00+00:00"}, {"id": "m2", "last_changed": "2026-01-05T09:00:00+09:00", "_links": []}]}},
    {"path": "/us1/3.0/lists/b2/members", "json": {"members": []}}], config={"key": "abc-us1"}, differs={"steps": "a partition without records has a state of its start, which the CDK writes at once"})

# --- notes: a search by POST whose page goes into the body, sorted by change, newer alone kept
PAGES = stream(name="pages", path="search", field=("results",),
               requester={"url_base": "{base}/v1", "http_method": "POST", "request_headers": {"Notion-Version": "2022-06-28"}, "authenticator": {"type": "SelectiveAuthenticator",
                          "authenticator_selection_path": ["credentials", "auth_type"], "authenticators": {"token": {"type": "BearerAuthenticator", "api_token": "{{ config['credentials']['token'] }}"},
                          "OAuth2.0": {"type": "BearerAuthenticator", "api_token": "{{ config['credentials']['access_token'] }}"}}},
                          "request_body_json": {"sort": {"direction": "descending", "timestamp": "last_edited_time"}, "filter": {"property": "object", "value": "page"}},
                          **handler({"action": "RETRY", "http_codes": [502]}, {"action": "IGNORE", "predicate": "{{ response.get('code') == 'object_not_found' }}"})},
               paginator={"type": "DefaultPaginator", "page_size_option": option("page_size", "body_json"), "page_token_option": option("start_cursor", "body_json"),
                          "pagination_strategy": {"type": "CursorPagination", "page_size": 2, "cursor_value": "{{ response['next_cursor'] }}", "stop_condition": "{{ not response['has_more'] }}"}},
               incremental_sync={k: v for k, v in cursor(cursor_field="last_edited_time", datetime_format="%Y-%m-%dT%H:%M:%S.%fZ", is_client_side_incremental=True, lookback_window="P{{ config.get('back', 0) }}D",
                                 start_datetime="{{ config.get('since', '2020-01-01T00:00:00.000Z') }}", end_datetime="2026-01-31T00:00:00.000Z").items() if not k.endswith("time_option")})
case("notes", manifest(PAGES), [
    {"path": "/v1/search", "status": 502, "times": 1, "text": "<html>bad gateway</html>"},
    {"path": "/v1/search", "body": '"start_cursor": "n2"', "json": {"results": [{"id": "p3", "last_edited_time": "2026-01-10T00:00:00.000Z"}], "has_more": False, "next_cursor": None}},
    {"path": "/v1/search", "json": {"results": [{"id": "p1", "last_edited_time": "2026-01-20T10:00:00.000Z"}, {"id": "p2", "last_edited_time": "2026-01-19T00:00:00.000Z"}], "has_more": True,
     "next_cursor": "n2"}}], config={"credentials": {"auth_type": "token", "token": "t-1"}, "back": 2}, states={"pages": {"last_edited_time": "2026-01-20T00:00:00.000000Z"}})

# --- a forge: repositories named in one setting, the next page in a header, limits told with a time
ISSUES = stream(name="issues", path="/repos/{{ stream_partition.repository }}/issues", field=(),
                requester={"request_headers": {"Accept": "application/vnd.github+json"}, "request_parameters": {"state": "all", "sort": "updated", "direction": "asc"},
                           **handler({"action": "IGNORE", "http_codes": [404, 410], "error_message": "it has none: {{ response.get('message') }}"},
                                     {"action": "RATE_LIMITED", "http_codes": [403], "predicate": "{{ 'rate limit' in response.get('message', '') }}"},
                                     backoff_strategies=[{"type": "WaitUntilTimeFromHeader", "header": "X-RateLimit-Reset", "min_wait": 0.01}])},
                selector={"record_filter": {"type": "RecordFilter", "condition": "{{ not record.get('pull_request') }}"}},
                paginator=paginator({"type": "CursorPagination", "page_size": 2, "cursor_value": "{{ headers['link']['next']['url'] }}", "stop_condition": "{{ 'next' not in headers.get('link', {}) }}"},
                                    {"type": "RequestPath"}, "per_page"),
                partition_router={"type": "ListPartitionRouter", "values": "{{ config['repositories'].split(' ') }}", "cursor_field": "repository"},
                incremental_sync={k: v for k, v in cursor(datetime_format="%Y-%m-%dT%H:%M:%SZ", start_datetime="2026-01-01T00:00:00Z", end_datetime="2026-01-31T00:00:00Z",
                                  start_time_option=option("since")).items() if k != "end_time_option"},
                transformations=[added((["repository"], "{{ stream_partition['repository'] }}", {})), added((["labels"], "{{ record.get('labels', []) | map(attribute='name') | list }}", {}))])
case("a forge", manifest(ISSUES), [
    {"path": "/repos/a/x/issues", "status": 403, "times": 1, "headers": {"X-RateLimit-Reset": "1700000000"}, "json": {"message": "API rate limit exceeded"}},
    {"path": "/repos/a/x/issues", "params": {"page": 2}, "json": [{"id": 3, "updated_at": "2026-01-12T00:00:00Z", "pull_request": {"url": "u"}}]},
    {"path": "/repos/a/x/issues", "headers": {"Link": '<{base}/repos/a/x/issues?page=2>; rel="next", <{base}/repos/a/x/issues?page=2>; rel="last"'},
     "json": [{"id": 1, "updated_at": "2026-01-05T00:00:00Z", "labels": [{"name": "bug"}, {"name": "p1"}]}, {"id": 2, "updated_at": "2026-01-06T00:00:00Z", "labels": []}]},
    {"path": "/repos/b/y/issues", "status": 404, "json": {"message": "Not Found"}}], config={"repositories": "a/x b/y"},
    differs={"steps": "a partition without records has a state of its start, which the CDK writes at once"})

# --- payments: everything at first, then events; the object inside an event, the id of the last as page
EVENTS = stream(name="customers", path="events", field=("data", "*", "data", "object"), requester={"url_base": "{base}/v1/", "request_parameters": {"types[]": "customer.updated"}},
                incremental_sync=cursor(cursor_field="updated", datetime_format="%s", start_datetime="1767225600", end_datetime="1769817600", start_time_option=option("created[gte]"),
                                        end_time_option=option("created[lte]"), step="P{{ config.get('slice_range', 365) }}D", cursor_granularity="PT1S"),
                transformations=[added((["updated"], "{{ record.get('updated') or record.created }}", {"value_type": "integer"}))])
WHOLE = stream(name="customers", path="customers", field=("data",), requester={"url_base": "{base}/v1/", "request_headers": {"Stripe-Version": "2022-11-15"},
               "authenticator": {"type": "BearerAuthenticator", "api_token": "{{ config['secret'] }}"}},
               paginator=paginator({"type": "CursorPagination", "page_size": 2, "cursor_value": "{{ last_record['id'] if last_record else None }}", "stop_condition": "{{ not response['has_more'] }}"},
                                   option("starting_after"), "limit"),
               incremental_sync=EVENTS["incremental_sync"], transformations=EVENTS["transformations"])
PAYERS = {"type": "StateDelegatingStream", "name": "customers", "full_refresh_stream": WHOLE, "incremental_stream": EVENTS}
PAYING = [{"path": "/v1/customers", "params": {"starting_after": "c2"}, "json": {"data": [{"id": "c3", "created": 1769000002}], "has_more": False}},
          {"path": "/v1/customers", "json": {"data": [{"id": "c1", "created": 1768000000}, {"id": "c2", "created": 1768000001}], "has_more": True}},
          {"path": "/v1/events", "json": {"data": [{"data": {"object": {"id": "c2", "created": 1768000001, "updated": 1769500000}}}], "has_more": False}}]
case("payments", manifest(PAYERS), PAYING, config={"secret": "sk", "slice_range": 400})
case("payments, going on", manifest(PAYERS), PAYING, config={"secret": "sk"}, states={"customers": {"updated": "1769000002"}})
