#!/usr/bin/python3
"""A desktop shell for tests: tray and notifications of the session bus, driven by JSON lines.

Request `{"id": 1, "do": "clickTray", "path": ["Quit"]}`, answer `{"id": 1, "ok": true, "value": …}` or `{"id": 1, "ok": false, "error": "…"}`.
The first line printed is `{"ready": true}`. Ends with its stdin. Debian's python3-dbus and python3-gi are all it needs.
"""

import json
import os
import sys

import dbus
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

from notification_server import Server
from tray_watcher import Watcher


def main():
    DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    tray, notifications = Watcher(bus), Server(bus)
    loop = GLib.MainLoop()

    def answer(line):
        request = json.loads(line)
        number = request.get("id")

        def reply(**fields):
            print(json.dumps({"id": number, **fields}), flush=True)

        def done(value=None):
            reply(ok=True, value=value)

        def fail(error):
            reply(ok=False, error=str(error))

        def clear():
            notifications.shown.clear()
            done()

        def settle(problem_or_none, *args):
            # Immediate requests report through `fail` only.
            failed = []
            problem_or_none(*args, failed.append)
            fail(failed[0]) if failed else done()

        handlers = {
            "trayItems": lambda: tray.describe(done, fail),
            "trayMenu": lambda: tray.menu(lambda _name, _path, tree: done(tree), fail),
            "clickTray": lambda: tray.click(request["path"], done, fail),
            "activateTray": lambda: tray.activate(done, fail),
            "notifications": lambda: done(notifications.shown),
            "clickNotification": lambda: settle(notifications.click, request["notification"], request["action"]),
            "dismissNotification": lambda: settle(notifications.dismiss, request["notification"]),
            "clearNotifications": clear,
        }
        handlers.get(request.get("do"), lambda: fail(f"unknown request {request.get('do')!r}"))()

    buffered = bytearray()

    def readable(descriptor, _condition):
        data = os.read(descriptor, 65536)
        if not data:
            loop.quit()
            return False
        buffered.extend(data)
        while b"\n" in buffered:
            line, _, rest = bytes(buffered).partition(b"\n")
            buffered[:] = rest
            answer(line)
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, readable)
    print(json.dumps({"ready": True}), flush=True)
    loop.run()


if __name__ == "__main__":
    main()
