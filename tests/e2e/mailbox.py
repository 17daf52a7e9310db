"""A mail server that keeps what it is given."""
import email
import email.policy
import socket
import threading


class Mailbox:
    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.mails, self.recipients = [], []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                link, _ = self.socket.accept()
            except OSError:
                return
            with link, link.makefile("rwb", buffering=0) as lines:
                self.serve(lines)

    def serve(self, lines):
        lines.write(b"220 mailbox\r\n")
        for line in lines:
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                lines.write(b"354 go on\r\n")
                text = b""
                for part in lines:
                    if part == b".\r\n":
                        break
                    text += part[1:] if part.startswith(b"..") else part
                self.mails.append(email.message_from_bytes(text, policy=email.policy.default))
            if word == b"RCPT":
                self.recipients.append(line.split(b"<")[1].split(b">")[0].decode())
            lines.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return

    def close(self):
        self.socket.close()
