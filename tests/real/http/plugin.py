"""A host for the plug-in in Python: opens http.so, reads streams, and writes down what it says."""
import ctypes
import json

OK, STOPPED, CONFIG, AUTH, RATE, TRANSIENT, DATA, BUG = range(8)
NAMES = ["OK", "STOPPED", "CONFIG", "AUTH", "RATE", "TRANSIENT", "DATA", "BUG"]


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    def get(self):
        return ctypes.string_at(self.data, self.size).decode() if self.size else ""


class Pair(ctypes.Structure):
    _fields_ = [("name", Text), ("value", Text)]


class Pairs(ctypes.Structure):
    _fields_ = [("data", ctypes.POINTER(Pair)), ("size", ctypes.c_size_t)]


P, I = ctypes.c_void_p, ctypes.c_int32
TAKE = ctypes.CFUNCTYPE(None, P, Text)
RECORD = ctypes.CFUNCTYPE(I, P, Text, Text, Text)
CHECKPOINT = ctypes.CFUNCTYPE(I, P, Text, Text)
SECRET = ctypes.CFUNCTYPE(I, P, Text, TAKE, P)
KEEP = ctypes.CFUNCTYPE(I, P, Text, Text)
STOPPING = ctypes.CFUNCTYPE(I, P)
LOG = ctypes.CFUNCTYPE(None, P, I, Text)
FAIL = ctypes.CFUNCTYPE(None, P, Text, Pairs, Text)
RETRY = ctypes.CFUNCTYPE(None, P, ctypes.c_int64)
UNREADABLE = ctypes.CFUNCTYPE(I, P, Text, Text, Text, Text, Pairs, Text)


class HostTable(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("self", P), ("record", RECORD), ("checkpoint", CHECKPOINT), ("secret", SECRET),
                ("keep_secret", KEEP), ("stopping", STOPPING), ("log", LOG), ("fail", FAIL), ("retry_after", RETRY),
                ("unreadable", UNREADABLE)]


class ConnectorTable(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("abi", ctypes.c_uint32), ("name", ctypes.c_char_p), ("version", ctypes.c_char_p),
                ("config_schema", ctypes.c_char_p), ("messages", P),
                ("open", ctypes.CFUNCTYPE(P, ctypes.POINTER(HostTable), Text)), ("check", ctypes.CFUNCTYPE(I, P)),
                ("discover", ctypes.CFUNCTYPE(I, P, TAKE, P)), ("read", ctypes.CFUNCTYPE(I, P, Text, Text)),
                ("close", ctypes.CFUNCTYPE(None, P))]


def text(value):
    raw = value.encode()
    buffer = ctypes.create_string_buffer(raw, len(raw) or 1)
    out = Text(ctypes.cast(buffer, P), len(raw))
    out.keep = buffer
    return out


class Plugin:
    """One opened connection. `told` holds records and states in order, as (kind, stream, value), `kept` and `sentence` what else it said."""

    def __init__(self, module, config, secrets=None):
        library = ctypes.CDLL(module)
        library.musubi_connector.restype = ctypes.POINTER(ConnectorTable)
        self.table = library.musubi_connector().contents
        self.secrets, self.told, self.kept, self.sentence, self.lines = dict(secrets or {}), [], [], "", []
        self.host = self._host()
        held = text(json.dumps(config))
        self.instance = self.table.open(ctypes.byref(self.host), held)

    def _host(self):
        def record(_, stream, key, body):
            self.told.append(("record", stream.get(), json.loads(body.get())))
            return OK

        def checkpoint(_, stream, state):
            self.told.append(("state", stream.get(), json.loads(state.get() or "{}").get("state", {})))
            return OK

        def secret(_, name, take, to):
            value = self.secrets.get(name.get().removeprefix("secrets/"))
            if value is None:
                return CONFIG
            take(to, text(value))
            return OK

        def keep(_, name, value):
            self.kept.append((name.get(), value.get()))
            self.secrets[name.get().removeprefix("secrets/")] = value.get()
            return OK

        def fail(_, name, pairs, sentence):
            self.sentence = sentence.get()

        def unreadable(_, stream, key, raw, name, pairs, sentence):
            self.told.append(("record", stream.get(), raw.get()))
            return OK

        return HostTable(ctypes.sizeof(HostTable), None, RECORD(record), CHECKPOINT(checkpoint), SECRET(secret), KEEP(keep),
                         STOPPING(lambda _: 0), LOG(lambda _, level, line: self.lines.append(line.get())), FAIL(fail),
                         RETRY(lambda _, ms: None), UNREADABLE(unreadable))

    def read(self, stream, state=""):
        a, b = text(stream), text(state)
        return NAMES[self.table.read(self.instance, a, b)]

    def close(self):
        if self.instance:
            self.table.close(self.instance)
        self.instance = None
