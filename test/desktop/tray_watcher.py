"""The tray's side of a desktop: owns org.kde.StatusNotifierWatcher, reads and clicks what apps register."""

import hashlib

import dbus
import dbus.service

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
TIMEOUT_S = 5


class Watcher(dbus.service.Object):
    def __init__(self, bus):
        self.bus = bus
        self.items = []  # (bus name, object path), oldest first
        self.name = dbus.service.BusName(WATCHER, bus, do_not_queue=True)
        super().__init__(bus, "/StatusNotifierWatcher")
        bus.add_signal_receiver(self._owner_changed, "NameOwnerChanged", "org.freedesktop.DBus")

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        # Apps pass their bus name, or only the path of the item on their own connection.
        item = (sender, str(service)) if service.startswith("/") else (str(service), "/StatusNotifierItem")
        if item not in self.items:
            self.items.append(item)
        self.StatusNotifierItemRegistered("".join(item))

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, _service):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, _item):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemUnregistered(self, _item):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return {
            "IsStatusNotifierHostRegistered": True,  # without it Electron shows no tray icon
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array(["".join(item) for item in self.items], signature="s"),
        }

    def _owner_changed(self, name, _old, new):
        if new:
            return
        for item in [item for item in self.items if item[0] == name]:
            self.items.remove(item)
            self.StatusNotifierItemUnregistered("".join(item))

    # Everything below is asynchronous: the app may at this moment be waiting for an answer from this very process.

    def _call(self, target, path, interface, method, signature, args, done, fail):
        self.bus.call_async(target, path, interface, method, signature, args, done, fail, timeout=TIMEOUT_S)

    def _newest(self, fail):
        if not self.items:
            fail("no tray icon is registered")
            return None
        return self.items[-1]

    def describe(self, done, fail):
        """Answers with every item's properties."""
        left, found = list(self.items), []

        def following():
            if not left:
                return done(found)
            name, path = left.pop(0)
            self._call(
                name,
                path,
                PROPERTIES,
                "GetAll",
                "s",
                (ITEM,),
                lambda properties: (found.append(summary(name, properties)), following()),
                # An app that ends between registering and asking is no item any more.
                lambda _error: following(),
            )

        following()

    def menu(self, done, fail):
        """Answers with (bus name, menu path, tree) of the newest item."""
        item = self._newest(fail)
        if item is None:
            return
        name, path = item

        def with_path(menu):
            self._call(
                name,
                str(menu),
                MENU,
                "GetLayout",
                "iias",
                (0, -1, dbus.Array([], signature="s")),
                lambda _revision, layout: done(name, str(menu), entries(layout)),
                fail,
            )

        self._call(name, path, PROPERTIES, "Get", "ss", (ITEM, "Menu"), with_path, fail)

    def click(self, labels, done, fail):
        """Clicks the entry that the labels lead to, as a person would: a disabled or missing one cannot be clicked."""

        def with_menu(name, path, tree):
            level, entry = tree, None
            for label in labels:
                entry = next((one for one in level if one["visible"] and one["label"] == label), None)
                if entry is None:
                    return fail(f'no entry "{label}" among {[one["label"] for one in level]}')
                level = entry["children"]
            if not entry["enabled"]:
                return fail(f'the entry "{labels[-1]}" is disabled')
            event = (dbus.Int32(entry["id"]), "clicked", dbus.String("", variant_level=1), dbus.UInt32(0))
            self._call(name, path, MENU, "Event", "isvu", event, lambda *_: done(None), fail)

        self.menu(with_menu, fail)

    def activate(self, done, fail):
        item = self._newest(fail)
        if item is not None:
            self._call(item[0], item[1], ITEM, "Activate", "ii", (0, 0), lambda *_: done(None), fail)


def summary(name, properties):
    pixmaps = properties.get("IconPixmap", [])
    tooltip = properties.get("ToolTip", ("", [], "", ""))
    return {
        "service": name,
        "id": str(properties.get("Id", "")),
        "title": str(properties.get("Title", "")),
        "status": str(properties.get("Status", "")),
        "iconName": str(properties.get("IconName", "")),
        # Enough to tell one icon from another, and to see that there is one.
        "icons": [
            {"width": int(width), "height": int(height), "sha256": hashlib.sha256(bytes(data)).hexdigest()}
            for width, height, data in pixmaps
        ],
        "toolTip": {"title": str(tooltip[2]), "text": str(tooltip[3])},
        "menuPath": str(properties.get("Menu", "")),
    }


def entries(layout):
    """The children of a dbusmenu layout node as plain data."""
    return [entry(child) for child in layout[2]]


def entry(layout):
    number, properties, _children = layout
    return {
        "id": int(number),
        "type": str(properties.get("type", "standard")),
        # A single underscore marks the access key and is not shown.
        "label": str(properties.get("label", "")).replace("__", "\0").replace("_", "").replace("\0", "_"),
        "enabled": bool(properties.get("enabled", True)),
        "visible": bool(properties.get("visible", True)),
        "toggle": str(properties.get("toggle-type", "")),
        "checked": int(properties.get("toggle-state", 0)) == 1,
        "children": entries(layout),
    }
