"""A server that answers as a case says and writes down what it was asked."""
import http.server
import json
import socket
import threading
from time import monotonic, sleep  # the CDK's waits are cut short by replacing time.sleep
from urllib.parse import parse_qsl, urlsplit


class Scripted(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.reset([])
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server_port}"

    def reset(self, answers):
        """answers: [{path, params?, body?, header?, status?, headers?, json?, text?, bytes?, times?, delay?, cut?}], the first
        that fits. delay: seconds; cut: "before" the answer, or in the "middle" of its body."""
        with self.lock:
            self.answers = [dict(a, left=a.get("times", 1 << 30)) for a in answers]
            self.asked, self.times = [], []

    def find(self, method, path, query, headers, body):
        with self.lock:
            self.times.append(monotonic())
            self.asked.append((method, path, tuple(sorted(query)), headers.get("Authorization", ""), headers.get("X-Api-Key", ""), body))
            for answer in self.answers:
                fits = answer["path"] == path and answer["left"] > 0 and answer.get("method", method) == method
                fits = fits and all((k, str(v)) in query for k, v in answer.get("params", {}).items())
                fits = fits and all(k not in dict(query) for k in answer.get("without", []))
                fits = fits and answer.get("body", "") in body
                fits = fits and all(headers.get(k) == v for k, v in answer.get("header", {}).items())
                if fits:
                    answer["left"] -= 1
                    return answer
        return {"status": 404, "json": {"message": "no such answer"}}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def handle_any(self):
        url = urlsplit(self.path)
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size).decode()
        if (self.headers.get("Content-Type") or "").startswith("application/json") and body:
            body = json.dumps(json.loads(body), sort_keys=True)
        answer = self.server.find(self.command, url.path, parse_qsl(url.query, keep_blank_values=True), self.headers, body)
        sleep(answer.get("delay", 0))
        if answer.get("cut") == "before":
            return self.hang_up()
        raw = answer.get("bytes")
        if raw is None:
            raw = (answer["text"] if "text" in answer else json.dumps(answer.get("json", {}), ensure_ascii=False)).encode()
            raw = raw.replace(b"{base}", self.server.base.encode())
        self.send_response(answer.get("status", 200))
        for name, value in answer.get("headers", {}).items():
            self.send_header(name, value.replace("{base}", self.server.base))
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        if answer.get("cut") == "middle":
            self.wfile.write(raw[:len(raw) // 2])
            return self.hang_up()
        self.wfile.write(raw)

    def hang_up(self):
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    do_GET = do_POST = do_PUT = do_PATCH = handle_any
