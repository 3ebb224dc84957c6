"""A pseudo-terminal with a screen (pyte), to drive full-screen editors in."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte


class Terminal:
    def __init__(self, command, environment, folder, columns=120, rows=60):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, {**os.environ, **environment, "TERM": "xterm-256color",
                                             "COLORTERM": "truecolor"})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.alive = True

    def pump(self, seconds):
        """Reads what the program writes until it has been silent for `seconds`."""
        while self.alive and select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b""
            if not data:
                self.alive = False
                return
            self.answer(data)
            self.draw(data)

    def draw(self, data):
        """Byte by byte: pyte does not know every private sequence, and its parser ends at one that it does not know."""
        for byte in data:
            try:
                self.stream.feed(bytes([byte]))
            except Exception:
                self.stream = pyte.ByteStream(self.screen)

    def answer(self, data):
        """Programs block on these questions: the device's attributes, the cursor's position."""
        if b"\x1b[c" in data or b"\x1b[0c" in data:
            os.write(self.fd, b"\x1b[?62;22c")
        if b"\x1b[6n" in data:
            os.write(self.fd, b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1))

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def keys(self, keys):
        os.write(self.fd, keys.encode())
        self.pump(0.15)

    def wait(self, wanted, seconds=30.0):
        """Until the screen holds a text, or a predicate on its text is true."""
        found = wanted if callable(wanted) else (lambda screen: wanted in screen)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.pump(0.05)
            if found(self.text()):
                return
            if not self.alive:
                break
        raise AssertionError("timed out waiting for %r; the screen:\n%s" % (wanted, self.text()))

    def close(self, seconds=10.0):
        """The exit status; a program that does not end is killed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.pump(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
        return None
