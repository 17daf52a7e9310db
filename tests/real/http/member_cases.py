"""Cases of manifests.py: which members of records and answers templates look at, and answers that are not as templates take them to be."""
from cases import added, handler, manifest, option, paginator, rows, stream

CASES = []


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=name, manifest=manifest_, answers=answers, **more))


def pages(token, cursor, stop=None):
    strategy = {"type": "CursorPagination", "cursor_value": cursor, **({"stop_condition": stop} if stop else {})}
    return manifest(stream(paginator=paginator(strategy, token)))


PATH, PAGE = {"type": "RequestPath"}, option("page")
TWO = [{"path": "/items", "params": {"page": "2"}, "json": {"items": rows(3)}},
       {"path": "/items", "json": {"items": rows(1, 2), "@odata.nextLink": "{base}/items?page=2", "next.page": "2", "next": "2"}}]
ODATA = {"next": "{{ response.get('@odata.nextLink') }}", "stop": "{{ '@odata.nextLink' not in response }}"}
case("pages: a member with a dot, by get", pages(PATH, ODATA["next"]), TWO)
case("pages: a member with a dot, by brackets", pages(PATH, "{{ response['@odata.nextLink'] }}", ODATA["stop"]), TWO)
case("pages: a member with a dot, part of it", pages(PAGE, "{{ response['@odata.nextLink'] | regex_search('page=([0-9]+)') }}", ODATA["stop"]), TWO)
case("pages: a member with a dot as a token", pages(PAGE, "{{ response['next.page'] }}"), TWO)
case("pages: a member named in the settings", pages(PAGE, "{{ response.get(config['tok']) }}"), TWO, config={"tok": "next"})
case("pages: until a key is missing", pages(PAGE, "{{ response['next'] }}", "{{ 'next' not in response.keys() }}"), TWO)

DOTTED = [{"path": "/items", "json": {"items": [{"id": 1, "Account.Name": "髙橋", "f": "x"}, {"id": 2, "Account.Name": "林", "f": None}]}}]


def fields(value, **more):
    return manifest(dict(stream(**more), transformations=[added((["m"], value, {}))]))


case("records: a member with a dot", fields("{{ record['Account.Name'] }}"), DOTTED)
case("records: a member with a dot, by get", fields("{{ record.get('Account.Name') }}"), DOTTED)
case("records: a member with a dot, filtered", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record['Account.Name'] == '林' }}"}})), DOTTED)
case("records: a member named in the settings", fields("{{ record.get(config['f']) }}"), DOTTED, config={"f": "f"})
case("records: a member named by a variable", fields("{% set k = 'id' %}{{ record.get(k) }}"), DOTTED)
case("records: all their members", fields("{% for k, v in record.items() if v: %}{{ k }} {% endfor %}"), DOTTED)
case("records: all their values, filtered", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ 'x' in record.values() | list }}"}})), DOTTED)

SAID = "it said {{ response['error']['message'] }}"
for words, answer in (("without the member", {"json": {}}), ("that is a list", {"json": [1]}), ("that is no JSON", {"text": "<html>gone</html>"})):
    case("passed over with a sentence of an answer " + words, manifest(stream(requester=handler({"action": "IGNORE", "http_codes": [404], "error_message": SAID}))),
         [{"path": "/items", "status": 404, **answer}], differs={"failed": "the CDK fails where it cannot make the sentence, whatever the action"})
    case("refused with a sentence of an answer " + words, manifest(stream(requester=handler({"action": "FAIL", "http_codes": [400], "error_message": SAID}))),
         [{"path": "/items", "status": 400, **answer}])
NOT_NUMBERS = '{"items": [{"id": 1, "n": NaN}, {"id": 2, "n": -Infinity, "s": "NaN"}], "total": Infinity}'
case("values that are no numbers", manifest(stream()), [{"path": "/items", "text": NOT_NUMBERS}], differs={"records": "the CDK has them until it writes its records, with null"})
