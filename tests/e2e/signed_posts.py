"""A sender of webhooks: signs what it posts to the hub's connections line and shop (folder webhooks)."""
import base64
import hashlib
import hmac
import json
import pathlib
import shutil
import time

HERE = pathlib.Path(__file__).resolve().parent


def add_to(one):
    """The webhook connections, and the mappings that are delivered for them, into a configuration."""
    shutil.copytree(HERE / "webhooks", one.config, dirs_exist_ok=True)
    for name in ("line", "ids"):
        shutil.copy(HERE.parents[1] / f"mappings/webhook.{name}.yaml", one.config / "mappings")
    pos = one.config / "connections/pos.yaml"
    pos.write_text(pos.read_text().replace("@POS@", str(one.config / "pos.db")))


def tills(ids, action="edited", number=1):
    """(path, body, headers) of a post that names members of the tills by id alone."""
    body = json.dumps({"contractId": "sb_1", "event": "pos:customers", "action": action, "customerIds": ids}).encode()
    return "/in/tills", body, {"Content-Type": "application/json", "X-Word": "open-sesame", "Smaregi-Event-Id": f"event-{number}"}


def line(events, secret="channel-secret-new"):
    """(path, body, headers) of a post as LINE's."""
    body = json.dumps({"destination": "Ub0t", "events": events}, ensure_ascii=False).encode()
    signature = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    return "/in/line", body, {"Content-Type": "application/json; charset=utf-8", "x-line-signature": signature}


def line_event(number, kind, user, **more):
    return {"type": kind, "mode": "active", "timestamp": int(time.time() * 1000), "source": {"type": "user", "userId": user},
            "webhookEventId": f"01EVENT{number:08}", "deliveryContext": {"isRedelivery": False}, **more}


def shop(event, secret="shop-secret-1", at=None, address=None):
    """(path, body, headers) of a post of the net shop, signed `at` a time (now); as if it came from `address`."""
    body = event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode()
    stamp = str(int(time.time() if at is None else at))
    signature = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Shop-Signature": f"t={stamp},v1={signature}"}
    return "/in/shop", body, {**headers, **({"X-Forwarded-For": address} if address else {})}


def customer(number, name, email, **more):
    return {"id": f"evt-{number}", "type": "customer.updated", "at": "2026-01-31T09:30:00+09:00", "customer": {"id": f"c-{number}", "name": name, "email": email}, **more}
