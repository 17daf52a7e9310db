"""What the senders of webhooks post when something changes, signed as each signs, for the connections of docs/presets.md."""
import base64
import hashlib
import hmac
import json
import time

ONE = {"customers": "customer", "orders": "order", "transactions": "transaction", "charges": "charge", "invoices": "invoice", "contacts": "contact", "companies": "company", "deals": "deal"}


def digest(secret, *parts, form="hex"):
    raw = hmac.new(secret.encode(), b"".join(part if isinstance(part, bytes) else part.encode() for part in parts), hashlib.sha256)
    return base64.b64encode(raw.digest()).decode() if form == "base64" else raw.hexdigest()


def smaregi(stream, keys, secret, address):
    names = {"customers": ("pos:customers", "customerIds"), "transactions": ("pos:transactions", "transactionHeadIds")}
    event, ids = names[stream]
    yield {"contractId": "sb_1", "event": event, "action": "edited", ids: keys}, lambda body: {"X-Musubi-Word": secret, "Smaregi-Event-Id": event + keys[0]}


def of_shopify(topic, event, secret):
    return lambda body: {"X-Shopify-Topic": topic, "X-Shopify-Webhook-Id": event, "X-Shopify-Hmac-Sha256": digest(secret, body, form="base64")}


def shopify(stream, keys, secret, address):
    """The last of several customers is merged into the first."""
    for number, key in enumerate(keys):
        if stream == "customers" and number and number == len(keys) - 1:
            yield {"admin_graphql_api_customer_kept_id": keys[0], "admin_graphql_api_customer_deleted_id": key, "admin_graphql_api_job_id": None, "status": "completed", "errors": []}, of_shopify("customers/merge", key, secret)
        else:
            yield {"id": int(key.rsplit("/", 1)[1]), "admin_graphql_api_id": key}, of_shopify(f"{stream}/{'update' if stream == 'customers' else 'updated'}", key, secret)


def shopify_consents(secret):
    """(body, headers) of what Shopify posts when somebody leaves its mail and joins its SMS."""
    said = {"opt_in_level": "single_opt_in", "consent_updated_at": "2026-01-30T10:00:00+09:00"}
    for topic, event in (("customers_email_marketing_consent/update", {"customer_id": 1001, "email_address": "hanako@example.com", "email_marketing_consent": {"state": "unsubscribed", **said}}),
                         ("customers_marketing_consent/update", {"id": 1001, "phone": "+819001112222", "sms_marketing_consent": {"state": "subscribed", **said}})):
        body = json.dumps(event).encode()
        yield body, {"Content-Type": "application/json", **of_shopify(topic, topic, secret)(body)}


def square(stream, keys, secret, address):
    for key in keys:
        yield ({"merchant_id": "M1", "type": f"{ONE[stream]}.updated", "event_id": f"event-{key}", "data": {"type": ONE[stream], "id": key}},
               lambda body: {"x-square-hmacsha256-signature": digest(secret, address, body, form="base64")})


def stripe(stream, keys, secret, address):
    for key in keys:
        now = str(int(time.time()))
        yield ({"id": f"evt_{key}", "object": "event", "type": f"{ONE[stream]}.updated", "data": {"object": {"id": key, "object": ONE[stream]}}},
               lambda body, now=now: {"Stripe-Signature": f"t={now},v1={digest(secret, now, '.', body)}"})


def woocommerce(stream, keys, secret, address):
    for key in keys:
        yield {"id": int(key)}, lambda body, key=key: {"X-WC-Webhook-Resource": ONE[stream], "X-WC-Webhook-Delivery-ID": key, "X-WC-Webhook-Signature": digest(secret, body, form="base64")}


def eccube4(stream, keys, secret, address):
    yield [{"entity": ONE[stream], "id": int(key), "action": "updated"} for key in keys], lambda body: {"X-ECCUBE-Signature": digest(secret, body)}


def hubspot(stream, keys, secret, address):
    now = str(int(time.time() * 1000))
    yield ([{"eventId": n, "subscriptionType": f"{ONE[stream]}.propertyChange", "objectId": int(key)} for n, key in enumerate(keys)],
           lambda body: {"X-HubSpot-Request-Timestamp": now, "X-HubSpot-Signature-v3": digest(secret, "POST", address, body, now, form="base64")})


def line(stream, keys, secret, address):
    yield ({"destination": "U0", "events": [{"type": "follow", "mode": "active", "timestamp": int(time.time() * 1000), "source": {"type": "user", "userId": key}, "webhookEventId": key} for key in keys]},
           lambda body: {"x-line-signature": digest(secret, body, form="base64")})


def meta_leads(stream, keys, secret, address):
    yield ({"object": "page", "entry": [{"id": "1", "time": 1, "changes": [{"field": "leadgen", "value": {"leadgen_id": int(key), "form_id": 901}} for key in keys]}]},
           lambda body: {"X-Hub-Signature-256": "sha256=" + digest(secret, body)})


def posts(preset, stream, keys, secret, address):
    """(body, headers) of each post by which the preset's system names `keys` of a data stream. `address` is the hub's, as the sender knows it."""
    for event, headers in globals()[preset.replace("-", "_")](stream, keys, secret, address):
        body = json.dumps(event).encode()
        yield body, {"Content-Type": "application/json", **headers(body)}
