"""serve.py KIND FOLDER: one server of others, on loopback at a free port, which it writes to FOLDER/KIND.port."""
import asyncio
import os
import pathlib
import socket
import sys
import time

KIND, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
USER, PASSWORD = "shop", "real-password"


def ready(port):
    new = FOLDER / f"{KIND}.port.new"
    new.write_text(str(port))
    new.rename(FOLDER / f"{KIND}.port")


def ftps():
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import TLS_FTPHandler
    from pyftpdlib.servers import FTPServer
    users = DummyAuthorizer()
    users.add_user(USER, PASSWORD, str(FOLDER / "files"), perm="elr")

    class Handler(TLS_FTPHandler):
        authorizer, certfile = users, str(FOLDER / "both.pem")
        tls_control_required = tls_data_required = True

    server = FTPServer(("127.0.0.1", 0), Handler)
    ready(server.address[1])
    server.serve_forever()


def s3():
    from moto.server import ThreadedMotoServer
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port)
    server.start()
    ready(port)
    time.sleep(1800)


def sftp():
    import asyncssh

    class Server(asyncssh.SSHServer):
        def begin_auth(self, username):
            return True

        def password_auth_supported(self):
            return True

        def validate_password(self, username, password):
            return (username, password) == (USER, PASSWORD)

    async def serve():
        key = asyncssh.generate_private_key("ssh-ed25519")
        (FOLDER / "host_key").write_text(key.get_fingerprint())
        server = await asyncssh.listen("127.0.0.1", 0, server_factory=Server, server_host_keys=[key],
                                       sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=os.fsencode(FOLDER / "files")))
        ready(server.sockets[0].getsockname()[1])
        await asyncio.sleep(1800)

    asyncio.run(serve())


{"ftps": ftps, "s3": s3, "sftp": sftp}[KIND]()
