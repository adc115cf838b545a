"""The notification area of a desktop: owns org.freedesktop.Notifications, records what apps show, clicks and closes it."""

import itertools

import dbus
import dbus.service

NAME = "org.freedesktop.Notifications"
URGENCIES = {0: "low", 1: "normal", 2: "critical"}
CLOSED_BY_USER, CLOSED_BY_CALL = 2, 3


class Server(dbus.service.Object):
    def __init__(self, bus):
        self.bus = bus
        self.numbers = itertools.count(1)
        self.shown = []
        self.name = dbus.service.BusName(NAME, bus, do_not_queue=True)
        super().__init__(bus, "/org/freedesktop/Notifications")

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, summary, body, actions, hints, timeout):
        number = int(replaces) or next(self.numbers)
        self.shown = [one for one in self.shown if one["id"] != number]
        self.shown.append(
            {
                "id": number,
                "app": str(app),
                "icon": str(icon),
                "summary": str(summary),
                "body": str(body),
                "actions": dict(zip(map(str, actions[::2]), map(str, actions[1::2]))),
                "urgency": URGENCIES.get(int(hints.get("urgency", 1)), "normal"),
                "hints": sorted(str(key) for key in hints),
                "timeoutMs": int(timeout),
                "closed": False,
            }
        )
        return dbus.UInt32(number)

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, number):
        self._close(int(number), CLOSED_BY_CALL)

    @dbus.service.method(NAME, out_signature="as")
    def GetCapabilities(self):
        return ["actions", "body", "icon-static", "persistence"]

    @dbus.service.method(NAME, out_signature="ssss")
    def GetServerInformation(self):
        return ("mxm-test-desktop", "mxroute-manager", "1", "1.2")

    @dbus.service.signal(NAME, signature="us")
    def ActionInvoked(self, _number, _action):
        pass

    @dbus.service.signal(NAME, signature="uu")
    def NotificationClosed(self, _number, _reason):
        pass

    def _find(self, number):
        return next((one for one in self.shown if one["id"] == number and not one["closed"]), None)

    def _close(self, number, reason):
        found = self._find(number)
        if found:
            found["closed"] = True
            self.NotificationClosed(dbus.UInt32(number), dbus.UInt32(reason))

    def click(self, number, action, fail):
        """What a desktop does when a person clicks: the action, then the notification goes away."""
        found = self._find(number)
        if found is None:
            return fail(f"notification {number} is not shown")
        if action not in found["actions"]:
            return fail(f'notification {number} has no action "{action}", only {sorted(found["actions"])}')
        self.ActionInvoked(dbus.UInt32(number), action)
        self._close(number, CLOSED_BY_USER)
        return None

    def dismiss(self, number, fail):
        if self._find(number) is None:
            return fail(f"notification {number} is not shown")
        self._close(number, CLOSED_BY_USER)
        return None
