#!/usr/bin/env python3
"""expiring_test.py MUSUBI: a credential that is about to end: one mail about it while reading goes on, none for the next run, and the alert is
resolved once there is another credential."""
import base64
import http.server
import json
import threading
import time

import running
from hub import main
from mailbox import Mailbox

CONNECTION = """connector: http
schedule: 1分ごと
config: {{manifest: manifests/crm.yaml, settings: {{base: 'http://127.0.0.1:{port}'}}, secrets: {{token: {{file: token.txt}}}}}}
"""
MANIFEST = """version: 6.0.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [people]}
streams:
  - type: DeclarativeStream
    name: people
    primary_key: [会員番号]
    retriever:
      type: SimpleRetriever
      requester:
        {type: HttpRequester, url_base: "{{ config['base'] }}", path: /people, authenticator: {type: BearerAuthenticator, api_token: "{{ config['token'] }}"}}
      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
spec: {type: Spec, connection_specification: {type: object, required: [base, token], properties: {base: {type: string}, token: {type: string, airbyte_secret: true}}}}
"""


def token(days):
    """A JWT that ends in so many days."""
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    return ".".join([part({"alg": "none"}), part({"exp": int(time.time() + days * 86400)}), "signature"])


class People(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        body = json.dumps([{"会員番号": "1", "氏名": "中村 次郎", "メール": "jiro@example.jp"}]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def furnish(one, port):
    (one.config / "manifests").mkdir()
    (one.config / "manifests/crm.yaml").write_text(MANIFEST)
    (one.config / "connections/crm.yaml").write_text(CONNECTION.format(port=port))
    (one.config / "mappings/crm.people.yaml").write_text((one.config / "mappings/members.list.yaml").read_text().replace("members.list", "crm.people"))


def alerts(one):
    return one.rows("SELECT connection, kind, resolved IS NULL FROM hub.alert ORDER BY id")


def runs(one):
    return int(one.rows("SELECT count(*) FROM hub.run WHERE connection = 'crm' AND state = 'finished'")[0][0])


def watched(checks, one, box, secret):
    secret.write_text(token(3))
    secret.chmod(0o600)
    one.up()
    checks.true("a credential that ends soon makes a mail", one.until(lambda: box.mails, 60))
    subject, text = box.mails[0]["Subject"], box.mails[0].get_content()
    checks.true("with the connection and what ends", "crm" in subject and "認証情報" in subject and "token" in text, subject + "\n" + text)
    checks.true("and nothing of the credential itself", "signature" not in text and secret.read_text() not in text, text)
    checks.equal("the alert is open", alerts(one), [["crm", "expiring", "t"]])
    checks.true("the run went well", one.customers(email="jiro@example.jp"))
    before = runs(one)
    checks.true("the next run", one.until(lambda: runs(one) > before, 90))
    checks.true("sends no other mail", not one.until(lambda: len(box.mails) > 1, 5), f"{len(box.mails)} mails")
    secret.write_text(token(300))
    checks.true("with another credential the alert is resolved", one.until(lambda: alerts(one) == [["crm", "expiring", "f"]], 150), str(alerts(one)))
    checks.equal("one mail in all", len(box.mails), 1)


def test(checks, program, folder):
    box = Mailbox()
    source = http.server.ThreadingHTTPServer(("127.0.0.1", 0), People)
    source.daemon_threads = True
    threading.Thread(target=source.serve_forever, daemon=True).start()
    smtp = f"smtp: {{url: 'smtp://127.0.0.1:{box.port}', from: hub@example.jp, to: admin@example.jp}}"
    with running.shop(program, folder / "shop", smtp) as one:
        furnish(one, source.server_port)
        watched(checks, one, box, one.config / "token.txt")
        code, seconds = one.stop()
        checks.true("it stops when asked", code == 0 and seconds < 15, f"{code} in {seconds:.1f} s")
    source.shutdown()
    box.close()


if __name__ == "__main__":
    main(test)
