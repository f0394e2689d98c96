#!/usr/bin/env python3
"""Usage: terminal.py COLUMNS COMMAND [ARGUMENT]...

Runs a command on a terminal of so many columns, and prints what it writes there. Returns its exit status.
"""

import fcntl
import os
import pty
import struct
import sys
import termios


def read_all(terminal):
    """What comes until the other end is closed."""
    parts = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux tells the end so
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


def main():
    columns, command = int(sys.argv[1]), sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execvp(command[0], command)
    sys.stdout.buffer.write(read_all(terminal).replace(b"\r\n", b"\n"))
    sys.stdout.flush()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


sys.exit(main())
