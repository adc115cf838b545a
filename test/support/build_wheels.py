"""Packs the Apprise that this Python has, and what it needs, into wheels: an index for tests without a network.

build_wheels.py FOLDER [works|broken]     `broken`: an Apprise that installs, but cannot be imported
"""

import importlib.util
import os
import sys
import zipfile

VERSION = "1.13.99"
NEEDED = ["requests", "requests_oauthlib", "oauthlib", "click", "markdown", "yaml", "certifi", "idna", "urllib3"]
OPTIONAL = ["chardet", "charset_normalizer", "six", "tzdata"]


def sources(module):
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        return None
    if not spec.submodule_search_locations:
        return [(spec.origin, os.path.basename(spec.origin))]
    root = os.path.dirname(spec.origin)
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            # Compiled parts belong to one Python; all of these work without.
            if not name.endswith((".pyc", ".so")):
                path = os.path.join(folder, name)
                found.append((path, os.path.join(module, os.path.relpath(path, root))))
    return found


def wheel(target, module, files, requires=()):
    name = f"{module}-{VERSION}"
    info = f"{name}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {module}\nVersion: {VERSION}\n"]
    metadata += [f"Requires-Dist: {one}\n" for one in requires]
    with zipfile.ZipFile(os.path.join(target, f"{name}-py3-none-any.whl"), "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as out:
        names = []
        for path, inside in files:
            if isinstance(path, bytes):
                out.writestr(inside, path)
            else:
                out.write(path, inside)
            names.append(inside)
        out.writestr(f"{info}/METADATA", "".join(metadata))
        out.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        names += [f"{info}/METADATA", f"{info}/WHEEL"]
        out.writestr(f"{info}/RECORD", "".join(f"{one},,\n" for one in [*names, f"{info}/RECORD"]))


def main(target, kind="works"):
    if kind == "broken":
        wheel(target, "apprise", [(b"raise ImportError('broken on purpose')\n", "apprise/__init__.py")])
        return
    packed = []
    for module in [*NEEDED, *OPTIONAL]:
        files = sources(module)
        if files is None and module in NEEDED:
            sys.exit(f"this Python has no {module}")
        if files is not None:
            wheel(target, module, files)
            packed.append(module)
    wheel(target, "apprise", sources("apprise"), packed)


main(*sys.argv[1:])
