#!/usr/bin/env python3
"""tls_test.py MUSUBI: the hub beyond its own machine: refused without TLS and tokens, and with an own certificate open to who has a token."""
import contextlib
import http.client
import json
import pathlib
import socket
import ssl
import time
import warnings

import running
from hub import main

PEOPLE = {"_nonce": "0123456789abcdef", "お名前": "山田 花子", "メール": "hanako@example.jp"}


def own_address():
    """One that other machines could reach; no packet is sent for it. Without a network, another of this machine's."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("192.0.2.1", 9))
        return one.getsockname()[0]
    return "127.0.0.1"


def certify(folder, name, address):
    """A self-signed certificate for an address."""
    running.hub.run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem", "-days", "1",
                    "-subj", "/CN=hub.example.jp", "-addext", f"subjectAltName=IP:{address},IP:127.0.0.1")


def serve(one, plain, text):
    (one.config / "musubi.yaml").write_text(plain.replace("serve: {", "serve: {" + text))


def closed(checks, one, plain):
    """What must not come up, each with its sentence."""
    for what, settings, word in [("no TLS, though there is a token", "address: 0.0.0.0, ", "serve.tls"),
                                 ("none by the other protocol", "address: '::', ", "serve.tls"),
                                 ("a key of another certificate", "address: 0.0.0.0, tls: {certificate: own.pem, key: other.key}, ", "own.pem"),
                                 ("a certificate that is none", "address: 0.0.0.0, tls: {certificate: musubi.yaml, key: own.key}, ", "musubi.yaml"),
                                 ("a certificate that is not there", "address: 0.0.0.0, tls: {certificate: none.pem, key: own.key}, ", "none.pem"),
                                 ("a certificate without its key", "address: 0.0.0.0, tls: {certificate: own.pem}, ", "key")]:
        serve(one, plain, settings)
        code, _, said = one.run("up")
        checks.true(what, code == 1 and word in said, said)
    serve(one, plain, "address: 0.0.0.0, tls: {certificate: own.pem, key: own.key}, ")
    one.run("token", "revoke", "test")
    code, _, said = one.run("up")
    checks.true("TLS, and nobody who may ask", code == 1 and "musubi token new" in said, said)


def answer_without_tls(one):
    link = http.client.HTTPConnection(one.address, one.port, timeout=10)
    try:
        link.request("GET", "/health")
        return link.getresponse().status
    except (http.client.HTTPException, OSError):
        return None
    finally:
        link.close()


def renewed(checks, one):
    """A certificate that is renewed on disk, the one file behind the other, is taken without a restart."""
    def shown():
        return ssl.get_server_certificate((one.address, one.port)).strip()

    before = shown()
    certify(one.config, "next", one.address)
    new = (one.config / "next.pem").read_text().strip()
    (one.config / "own.pem").write_text(new + "\n")
    time.sleep(6)
    checks.equal("a certificate without its key changes nothing", (shown() == before, before != new), (True, True))
    (one.config / "own.key").write_bytes((one.config / "next.key").read_bytes())
    checks.true("with its key it is shown", one.until(lambda: shown() == new, 15))
    one.trust = ssl.create_default_context(cafile=one.config / "own.pem")
    checks.equal("and the hub goes on", one.ask("/health")[0], 200)


def opened(checks, one):
    one.token = json.loads(one.run("--json", "token", "new", "crm")[1])["token"]
    one.trust = ssl.create_default_context(cafile=one.config / "own.pem")
    one.up()
    checks.true("its address is said with https", "https://" in one.log.read_text(), one.log.read_text().splitlines()[0])
    checks.equal("TLS and a token: open, the certificate checked", one.ask("/api/customers")[0], 200)
    checks.equal("without the token", one.send("GET", "/api/customers")[0], 401)
    checks.equal("a form is taken in", one.post(PEOPLE)[0], 200)
    checks.true("and becomes a customer", one.until(lambda: len(one.customers(email="hanako@example.jp")) == 1, 5))
    checks.equal("nothing is said without TLS", answer_without_tls(one), None)
    checks.equal("and it goes on", one.ask("/health")[0], 200)
    renewed(checks, one)
    one.trust = ssl.create_default_context()
    try:
        one.ask("/health")
        checks.true("who does not know the certificate stays away", False)
    except ssl.SSLCertVerificationError as e:
        checks.true("who does not know the certificate stays away", True, e.verify_message)
    old = ssl.create_default_context(cafile=one.config / "own.pem")
    checks.true("and nothing older than TLS 1.2 is spoken", refused_below(one, old))
    code, seconds = one.stop()
    checks.true("it stops when asked", code == 0 and seconds < 10, f"{code} in {seconds:.1f} s")


def refused_below(one, context):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    try:
        with socket.create_connection((one.address, one.port), timeout=10) as link, context.wrap_socket(link, server_hostname=one.address):
            return False
    except (ssl.SSLError, OSError):
        return True


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        one.address = own_address()
        certify(one.config, "own", one.address)
        certify(one.config, "other", one.address)
        plain = pathlib.Path(one.config / "musubi.yaml").read_text()
        closed(checks, one, plain)
        opened(checks, one)


if __name__ == "__main__":
    main(test)
