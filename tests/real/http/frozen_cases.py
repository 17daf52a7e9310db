"""Cases of manifests.py that ask for the time: both read at the same moment, a Sunday, 2026-03-15T09:08:07Z."""
import base64

from cases import BY_NUMBER, CHILDREN, LIST, SHOPS, added, auth, cursor, manifest, option, parents, rows, stream, timed
from style_cases import PAYERS, PAYING

NOW = 1773565687
CASES = []
ISO = "%Y-%m-%dT%H:%M:%SZ"
MARCH = [{"path": "/items", "json": {"items": timed((1, "2026-03-02"), (2, "2026-03-14"))}}]
HOURS = [{"path": "/items", "json": {"items": timed((1, "2026-03-14T10:00:00Z"), (2, "2026-03-15T08:00:00Z"))}}]


def case(name, manifest_, answers, **more):
    CASES.append(dict(name=f"at a set time: {name}", manifest=manifest_, answers=answers, **more))


def until_now(**more):
    out = cursor(**more)
    if "end_datetime" not in more:
        out.pop("end_datetime")
    return out


def hourly(**more):
    return until_now(**{"datetime_format": ISO, "start_datetime": "{{ day_delta(-2, format='%Y-%m-%dT%H:%M:%SZ') }}", **more})


def at_last(answer, to):
    """What the stretch that ends at `to` is answered; the others have nothing."""
    return [dict(answer[0], params={"to": to}), {"path": "/items", "json": {"items": []}}]


LATE, LATEST = at_last(MARCH, "2026-03-15"), at_last(HOURS, "2026-03-15T09:08:07Z")


def reading(incremental, **more):
    return manifest(stream(incremental_sync=incremental, **more))


case("no end is now", reading(until_now()), MARCH)
case("no end is now, in seconds", reading(hourly(start_datetime="2026-03-14T00:00:00Z")), HOURS)
case("a start days ago", reading(hourly()), HOURS)
case("a start a month before today", reading(until_now(start_datetime="{{ today_utc() - duration('P1M') }}")), MARCH)
case("a start a week before now", reading(hourly(start_datetime={"type": "MinMaxDatetime", "datetime": "{{ (now_utc() - duration('P7D')).strftime('%Y-%m-%dT%H:%M:%SZ') }}"})), HOURS)
case("an end of now", reading(hourly(end_datetime="{{ now_utc().strftime('%Y-%m-%dT%H:%M:%SZ') }}")), HOURS)
case("an end of today", reading(until_now(end_datetime="{{ today_utc() }}")), MARCH)
case("an end of yesterday", reading(until_now(end_datetime="{{ day_delta(-1, format='%Y-%m-%d') }}")), MARCH)
case("an end to come is now", reading(until_now(end_datetime="2099-01-01")), MARCH,
     differs={"requests": "the CDK asks up to that day; here nothing moves the cursor beyond now, where there will be changes"})
case("steps of a month", reading(until_now(step="P1M", cursor_granularity="P1D")), LATE)
case("steps of a month from its last day", reading(until_now(start_datetime="2025-12-31", step="P1M", cursor_granularity="P1D")), LATE, start="2025-12-31")
case("steps of a week, looking back", reading(until_now(start_datetime="2026-02-01", step="P1W", cursor_granularity="P1D", lookback_window="P3D")), LATE,
     states={"items": {"updated_at": "2026-03-01"}})
case("steps of a year", reading(until_now(start_datetime="2023-06-01", step="P1Y", cursor_granularity="P1D")), LATE, start="2023-06-01")
case("steps of six hours", reading(hourly(step="PT6H", cursor_granularity="PT1S")), LATEST, start="2026-03-13T09:08:07Z")
case("steps by the settings", reading(until_now(step="P{{ config.get('days', 30) }}D", cursor_granularity="P1D")), LATE, config={"days": 20})
case("steps by the settings, as they are otherwise", reading(until_now(step="P{{ config.get('days', 30) }}D", cursor_granularity="P1D")), LATE)
case("looking back from a state to now", reading(hourly(lookback_window="PT12H")), HOURS, states={"items": {"updated_at": "2026-03-15T06:00:00Z"}})
case("looking back by the settings", reading(hourly(lookback_window="P{{ config['days'] }}D")), HOURS, states={"items": {"updated_at": "2026-03-15T06:00:00Z"}}, config={"days": 1})
case("a start no earlier than a month ago", reading(until_now(start_datetime={"type": "MinMaxDatetime", "datetime": "{{ config['since'] }}",
     "min_datetime": "{{ day_delta(-30, format='%Y-%m-%d') }}"})), MARCH, config={"since": "2020-01-01"})
case("a start no later than now", reading(hourly(start_datetime={"type": "MinMaxDatetime", "datetime": "{{ config['since'] }}",
     "max_datetime": "{{ now_utc().strftime('%Y-%m-%dT%H:%M:%SZ') }}"})), [{"path": "/items", "json": {"items": []}}], config={"since": "2027-01-01T00:00:00Z"},
     differs={"requests": "the CDK asks for nothing where the start is the end; here for what is of that very moment"})
case("seconds since 1970 until now", reading(until_now(datetime_format="%s", start_datetime="{{ timestamp(today_utc()) | int }}")),
     [{"path": "/items", "json": {"items": timed((1, NOW - 100))}}])
case("milliseconds since 1970 until now", reading(until_now(datetime_format="%ms", start_datetime="1773500000000")), [{"path": "/items", "json": {"items": timed((1, 1773500001234))}}])
case("the time as a parameter", manifest(stream(requester={"request_parameters": {"day": "{{ today_utc() }}", "at": "{{ now_utc().strftime('%H:%M') }}",
     "week": "{{ format_datetime(now_utc(), '%G-%V') }}", "s": "{{ timestamp('2026-03-01T00:00:00Z') }}"}})), MARCH)
case("a field with the time", manifest(stream(transformations=[added((["read_at"], "{{ now_utc().strftime('%Y-%m-%dT%H:%M:%SZ') }}", {}), (["day"], "{{ today_utc() }}", {}),
     (["age"], "{{ (today_utc() - str_to_datetime(record.updated_at).date()).days }}", {}))])), MARCH)
case("a filter by the time", manifest(stream(selector={"record_filter": {"type": "RecordFilter", "condition": "{{ record.updated_at >= day_delta(-3, format='%Y-%m-%d') }}"}})), MARCH)
case("a list until now", reading(until_now(step="P1M", cursor_granularity="P1D"), partition_router=LIST), LATE)
case("children until now, looking back", reading(until_now(lookback_window="P1D"), path="/shops/{{ stream_partition.shop }}/items", partition_router=parents()),
     SHOPS + [dict(one, json=MARCH[0]["json"]) for one in CHILDREN], states={"items": {"states": [
         {"partition": {"shop": 1, "parent_slice": {}}, "cursor": {"updated_at": "2026-03-10"}}]}})
case("a feed until now", reading(hourly(is_data_feed=True), paginator=BY_NUMBER), [{"path": "/items", "params": {"page": 2}, "json": {"items": []}}] + [
     {"path": "/items", "json": {"items": list(reversed(HOURS[0]["json"]["items"]))}}], states={"items": {"updated_at": "2026-03-15T06:00:00Z"}})
case("a JWT", auth(type="JwtAuthenticator", secret_key="{{ config['k'] }}", algorithm="HS256", token_duration=600, jwt_headers={"kid": "k-1", "typ": "JWT"},
     jwt_payload={"iss": "me", "aud": "shop"}, additional_jwt_payload={"scope": "{{ config['scope'] }}"}), MARCH,
     config={"k": "a-secret-of-enough-letters-for-sha-256", "scope": "read"}, jwt=b"a-secret-of-enough-letters-for-sha-256")
case("a JWT whose key is base64, with a word before it", auth(type="JwtAuthenticator", secret_key="{{ config['k'] }}", base64_encode_secret_key=True, algorithm="HS384",
     header_prefix="JWT", jwt_payload={"sub": "x"}), MARCH, config={"k": "a-secret-of-enough-letters-for-sha-384-and-more-of-them"},
     jwt=base64.b64encode(b"a-secret-of-enough-letters-for-sha-384-and-more-of-them"))
SESSION = dict(type="SessionTokenAuthenticator", login_requester={"type": "HttpRequester", "url_base": "{base}", "path": "/login", "http_method": "POST"}, session_token_path=["token"],
               expiration_duration="PT1H", request_authentication={"type": "Bearer"})
case("a session token as a bearer", auth(**SESSION), [{"path": "/login", "json": {"token": "s-1"}}] + MARCH)
case("a token whose end is stated", auth(type="OAuthAuthenticator", client_id="i", client_secret="s", refresh_token="r", token_refresh_endpoint="{base}/token", access_token_value="kept",
     token_expiry_date="2026-03-15T10:00:00Z"), [{"path": "/token", "json": {"access_token": "new", "expires_in": 60}}] + MARCH)
case("a token whose end is past", auth(type="OAuthAuthenticator", client_id="i", client_secret="s", refresh_token="r", token_refresh_endpoint="{base}/token", access_token_value="kept",
     token_expiry_date="2026-03-15T08:00:00Z"), [{"path": "/token", "json": {"access_token": "new", "expires_in": 3600}}] + MARCH)
ASSERTED = dict(type="OAuthAuthenticator", token_refresh_endpoint="{base}/token", use_profile_assertion=True, profile_assertion={
    "type": "JwtAuthenticator", "secret_key": "{{ config['k'] }}", "algorithm": "HS256", "token_duration": 3600,
    "jwt_payload": {"iss": "{{ config['mail'] }}", "aud": "{base}/token"}, "additional_jwt_payload": {"scope": "read"}})
case("a token for a signed word", auth(**ASSERTED), [{"path": "/token", "json": {"access_token": "a-1", "expires_in": 3600}}] + MARCH,
     config={"k": "a-secret-of-enough-letters-for-sha-256", "mail": "robot@example.jp"}, jwt=b"a-secret-of-enough-letters-for-sha-256")
for name, kept, since in (("nothing is said of how long changes are kept", "", "1735689600"), ("changes are still kept", "P30D", str(NOW - 86400)),
                          ("changes may be lost", "P30D", "1735689600")):
    case(f"payments, going on: {name}", manifest(dict(PAYERS, api_retention_period="{{ config['kept'] }}")), PAYING, config={"secret": "sk", "kept": kept},
         states={"customers": {"updated": since}})
