"""Long-lived delivery worker: JSON Lines on stdin, JSON Lines (ASCII) on stdout, Apprise in between.

Request   {"id": 1, "op": "send", ...}           answer {"id": 1, "ok": true, ...}
Ops       version, services, validate, prewarm, send, ping, health
Works with Apprise 1.2.0 (Debian 12), 1.9 and 2.1, the current release. Nothing that it writes contains a URL, a header, a
payload or Apprise's own log text: failures are told as a `kind` and, where known, an HTTP or SMTP status.
"""

import errno
import heapq
import io
import json
import os
import queue
import signal
import socket
import sys
import threading
import time

MAX_LINE = 1024 * 1024
MAX_WAITING_ANSWERS = 1000
MAX_WAITING_PER_LANE = 64
LANE_IDLE_SECONDS = 60
DRAIN_SECONDS = 5
DEFAULT_TIMEOUT_MS = 20000
CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0
SPLIT_PAUSE_SECONDS = 0.3
CHANNEL_LEFT_OPEN = object()


def private_stdout():
    """Plugins print: the real stdout is moved away before anything else is imported."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), write_through=True)
    sys.stderr = sys.stdout
    return out


class Writer(threading.Thread):
    """The only writer. A parent that does not read makes the lanes wait instead of this process grow."""

    def __init__(self, out):
        super().__init__(daemon=True)
        self.out = out
        self.lines = queue.Queue(MAX_WAITING_ANSWERS)

    def put(self, answer):
        line = json.dumps(answer, default=str, ensure_ascii=True, separators=(",", ":"))
        self.lines.put(line.encode("ascii") + b"\n")

    def run(self):
        while True:
            line = self.lines.get()
            try:
                view = memoryview(line)
                while view:
                    view = view[self.out.write(view):]
            except OSError:
                os._exit(0)
            finally:
                self.lines.task_done()


WRITER = Writer(private_stdout())

try:
    import logging
    import requests
    import smtplib
    import ssl

    import apprise
    from apprise import Apprise, AppriseAsset
    from apprise.conversion import convert_between
except Exception as error:  # noqa: BLE001 - whatever is broken there, the parent must hear of it
    WRITER.start()
    WRITER.put({"id": None, "ok": False, "fatal": "import", "error": type(error).__name__})
    WRITER.lines.join()
    os._exit(3)

logging.disable(logging.CRITICAL)


def version_tuple(text):
    numbers = []
    for part in str(text).split("."):
        digits = "".join(char for char in part if char.isdigit())
        numbers.append(int(digits) if digits else 0)
    return tuple(numbers[:3])


VERSION = str(apprise.__version__)
STARTED = time.monotonic()
OLD = version_tuple(VERSION) < (1, 9)


# --- what really happened on the wire ----------------------------------------------------------------------------


class Trace(threading.local):
    """Per thread: the outcome of each request that a plugin made, and how it should be made."""

    def __init__(self):
        self.begin()

    def begin(self, verify=True, bearer=None):
        self.events = []
        self.sent_mails = 0
        self.verify = verify
        self.bearer = bearer
        self.sockets = None


TRACE = Trace()


def walk(error, seen=None):
    """The exception and everything that it wraps, in requests' and urllib3's many ways."""
    seen = seen if seen is not None else set()
    if not isinstance(error, BaseException) or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    inner = [error.__cause__, error.__context__, getattr(error, "reason", None)]
    inner.extend(argument for argument in getattr(error, "args", ()) if isinstance(argument, BaseException))
    for one in inner:
        yield from walk(one, seen)


REFUSED_REQUEST = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidHeader,
)


def kind_of(error):
    chain = list(walk(error))
    if isinstance(error, REFUSED_REQUEST) or any(isinstance(one, UnicodeError) for one in chain):
        return "unsendable"
    if any(isinstance(one, socket.gaierror) for one in chain):
        return "dns"
    if any(isinstance(one, (ssl.SSLError, requests.exceptions.SSLError)) for one in chain):
        return "tls"
    if any(isinstance(one, (requests.exceptions.Timeout, socket.timeout, TimeoutError)) for one in chain):
        return "timeout"
    for one in chain:
        number = getattr(one, "errno", None)
        if number == errno.ECONNREFUSED:
            return "refused"
        if number in (errno.ENETUNREACH, errno.EHOSTUNREACH):
            return "unreachable"
        if type(one).__name__ == "NameResolutionError":
            return "dns"
    return "network"


def retry_after_ms(response):
    value = (response.headers.get("Retry-After") or "").strip()
    if not value:
        return None
    try:
        return max(0, int(float(value) * 1000))
    except (ValueError, OverflowError):
        pass
    try:
        from email.utils import parsedate_to_datetime

        return max(0, int((parsedate_to_datetime(value).timestamp() - time.time()) * 1000))
    except Exception:  # noqa: BLE001 - a header of any shape must not matter
        return None


REAL_REQUEST = requests.sessions.Session.request


def traced_request(self, method, url, *args, **kwargs):
    # A redirect would be followed as GET, without the message, and look like success.
    if str(method).upper() not in ("GET", "HEAD", "OPTIONS"):
        kwargs["allow_redirects"] = False
    headers = dict(kwargs.get("headers") or {})
    if TRACE.bearer:
        kwargs["auth"] = None
        headers["Authorization"] = "Bearer " + TRACE.bearer
    # As every other client sends them; Python's would be Latin-1, and fail for the rest.
    kwargs["headers"] = {
        name: value.encode("utf-8") if isinstance(value, str) and not value.isascii() else value
        for name, value in headers.items()
    }
    try:
        response = REAL_REQUEST(self, method, url, *args, **kwargs)
    except Exception as error:
        TRACE.events.append({"kind": kind_of(error)})
        raise
    TRACE.events.append({
        "kind": "http",
        "status": response.status_code,
        "retryAfterMs": retry_after_ms(response),
        "plainOk": response.content == b"ok",
    })
    return response


requests.sessions.Session.request = traced_request


def smtp_event(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        hard = [code for code in codes if code >= 500]
        return {"kind": "smtp_recipient", "status": (hard or codes or [550])[0]}
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return {"kind": "smtp_auth", "status": error.smtp_code}
    if isinstance(error, smtplib.SMTPSenderRefused):
        return {"kind": "smtp_sender", "status": error.smtp_code}
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return {"kind": "smtp", "status": error.smtp_code}
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return {"kind": "smtp_unsupported"}
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return {"kind": "timeout" if any(isinstance(one, socket.timeout) for one in walk(error)) else "closed"}
    return {"kind": kind_of(error)}


def traced_smtp(name):
    real = getattr(smtplib.SMTP, name)

    def wrapper(self, *args, **kwargs):
        try:
            answer = real(self, *args, **kwargs)
        except Exception as error:
            # One fault passes several of these on its way out.
            if not any(event.get("error") is error for event in TRACE.events):
                TRACE.events.append(dict(smtp_event(error), error=error))
            raise
        if name == "sendmail":
            TRACE.sent_mails += 1
        return answer

    setattr(smtplib.SMTP, name, wrapper)


def verified_context():
    if TRACE.verify:
        return ssl.create_default_context()
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


REAL_STARTTLS = smtplib.SMTP.starttls
REAL_SSL_INIT = smtplib.SMTP_SSL.__init__


def checked_starttls(self, *args, **kwargs):
    """Old Apprise passes no context, which means: no certificate is ever checked."""
    if not args and kwargs.get("context") is None:
        kwargs = {"context": verified_context()}
    return REAL_STARTTLS(self, *args, **kwargs)


def checked_ssl_init(self, *args, **kwargs):
    if kwargs.get("context") is None:
        kwargs["context"] = verified_context()
    return REAL_SSL_INIT(self, *args, **kwargs)


class Utf8(str):
    """Text that smtplib cannot reduce to ASCII: it stumbles over every other letter of a login (RFC 4616: UTF-8)."""

    def encode(self, *_args, **_kwargs):
        return str.encode(self, "utf-8")


REAL_AUTH = smtplib.SMTP.auth


def auth_in_utf8(self, mechanism, authobject, **kwargs):
    def answer(challenge=None):
        said = authobject(challenge)
        return None if said is None else Utf8(said)

    self.password = Utf8(self.password)
    return REAL_AUTH(self, mechanism, answer, **kwargs)


smtplib.SMTP.auth = auth_in_utf8
smtplib.SMTP.starttls = checked_starttls
smtplib.SMTP_SSL.__init__ = checked_ssl_init
for method_name in ("connect", "ehlo", "starttls", "login", "sendmail"):
    traced_smtp(method_name)


REAL_CREATE_CONNECTION = socket.create_connection


def remember(connection):
    """A second descriptor of the connection, by which the watchdog can end it whatever wraps the first."""
    sockets = TRACE.sockets
    if sockets is not None:
        try:
            sockets.append(socket.socket(fileno=os.dup(connection.fileno())))
        except OSError:
            pass
    return connection


def traced_create_connection(*args, **kwargs):
    return remember(REAL_CREATE_CONNECTION(*args, **kwargs))


socket.create_connection = traced_create_connection
try:
    import urllib3.util.connection as urllib3_connection

    REAL_URLLIB3 = urllib3_connection.create_connection

    def traced_urllib3(*args, **kwargs):
        return remember(REAL_URLLIB3(*args, **kwargs))

    urllib3_connection.create_connection = traced_urllib3
except ImportError:
    pass


# --- one message -------------------------------------------------------------------------------------------------


class BadRequest(Exception):
    pass


def text(request, name, default=CHANNEL_LEFT_OPEN):
    value = request.get(name, default)
    if not isinstance(value, str):
        raise BadRequest(name)
    return value


def make_asset(settings):
    settings = settings if isinstance(settings, dict) else {}

    def given(name):
        value = settings.get(name)
        return value if isinstance(value, str) else ""

    return AppriseAsset(
        app_id=given("appId"),
        app_desc=given("appDesc"),
        app_url=given("appUrl"),
        image_url_logo=given("logo"),
        image_url_mask=given("mask"),
        async_mode=False,
        secure_logging=True,
    )


def instantiate(url, asset):
    """A fresh object for each message: a plugin sleeps between its own sends."""
    try:
        return Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    except Exception:  # noqa: BLE001 - some plugins raise while parsing; the URL is refused all the same
        return None


def query_of(url):
    return ("?" + url.split("?", 1)[1]).lower() if "?" in url else ""


# Seen to take it as it is: Discord as an embed in the colour of the severity, the others with its marks understood.
# Everybody else gets plain text: Slack's and Google's dialects are others, Telegram refuses what it cannot parse, and
# Matrix in 2.1.0 measures the Markdown and cuts the longer HTML to that, which loses the end of the message.
MARKDOWN_PLUGINS = ("NotifyDiscord", "NotifyGotify", "NotifyMattermost")
if not OLD:
    MARKDOWN_PLUGINS += ("NotifyNtfy",)


def as_markdown(plugin, url, asset):
    """The same service, told that Markdown comes; None where it takes none, or the address asks for a format itself."""
    if type(plugin).__name__ not in MARKDOWN_PLUGINS or "format=" in query_of(url):
        return None
    return instantiate(url + ("&" if "?" in url else "?") + "format=markdown", asset)


def present(plugin, query, asset, markdown):
    """Name and icon of this app, wherever the address does not say otherwise."""
    name = type(plugin).__name__
    if asset.image_url_mask and name in ("NotifySlack", "NotifyMattermost") and "image=" not in query:
        plugin.include_image = True
    if markdown and name == "NotifyDiscord" and "footer=" not in query:
        plugin.footer = True


def prepare(plugin, url, title):
    """What an old or a careful Apprise leaves to the caller."""
    query = query_of(url)
    is_mail = type(plugin).__name__ == "NotifyEmail"
    if is_mail and not hasattr(plugin, "resolve_format") and "format=" not in query:
        # As newer releases do with plain text; as HTML its blanks would keep every line from being wrapped.
        plugin.notify_format = "text"
    if not is_mail:
        if "cto=" not in query:
            plugin.socket_connect_timeout = CONNECT_SECONDS
        if "rto=" not in query:
            plugin.socket_read_timeout = READ_SECONDS
    if getattr(plugin, "request_rate_per_sec", 0) > SPLIT_PAUSE_SECONDS:
        plugin.request_rate_per_sec = SPLIT_PAUSE_SECONDS
    if OLD and type(plugin).__name__ == "NotifyDiscord":
        # The title is put in front of the text there, and not counted.
        plugin.body_maxlen = max(200, plugin.body_maxlen - len(title) - 2)
    bearer = None
    if OLD and type(plugin).__name__ == "NotifyNtfy" and plugin.user and not plugin.password:
        bearer = plugin.user
    overflow = None if "overflow=" in query else "truncate"
    return overflow, bearer


def outcome(plugin, sent, raised):
    """From Apprise's yes or no and the trace to an answer."""
    http = [event for event in TRACE.events if event["kind"] == "http"]
    faults = [
        event for event in TRACE.events
        if event["kind"] != "http" or not 200 <= event["status"] < 300
    ]
    if not faults and TRACE.sent_mails and (sent or raised is not None):
        # Servers that hang up after the message make old Apprise stumble over its own goodbye.
        return {"ok": True}
    if sent and not faults:
        return {"ok": True, "status": http[-1]["status"]} if http else {"ok": True}
    if sent and not any(event["kind"] == "http" and 300 <= event["status"] < 400 for event in faults):
        # The plugin went on after a fault of its own choosing (a fallback, a second try).
        return {"ok": True}
    if not faults and http and OLD and type(plugin).__name__ == "NotifySlack" and http[-1]["plainOk"]:
        return {"ok": True, "status": http[-1]["status"]}
    if faults:
        fault = {name: value for name, value in faults[-1].items() if name in ("kind", "status", "retryAfterMs")}
        return dict(fault, ok=False)
    if raised is not None:
        return {"ok": False, "kind": "unsendable" if isinstance(raised, UnicodeError) else "crashed"}
    return {"ok": False, "kind": "rejected" if http else "not_sent"}


def converted(plugin, title, body, source):
    """What Apprise.notify() does before it calls a plugin: without it a < in an alert would be HTML for Telegram and
    mail, and its lines run into one."""
    known = {}
    if hasattr(plugin, "resolve_format"):
        source = apprise.NotifyFormat(source)
        target = plugin.resolve_format(source)
        known["body_passthrough"] = False
    else:
        target = plugin.notify_format
    known["body_format"] = target if known else source
    if title and plugin.title_maxlen <= 0:
        title = convert_between(source, target, title)
    return dict(known, title=title, body=convert_between(source, target, body))


def send(request, sockets):
    url = text(request, "url")
    title = text(request, "title")
    body = text(request, "body")
    kind = text(request, "type", "info")
    if kind not in ("info", "success", "warning", "failure"):
        raise BadRequest("type")
    if not body.strip():
        raise BadRequest("body")
    markdown = text(request, "markdown", "")
    started = time.monotonic()
    asset = make_asset(request.get("asset"))
    plugin = instantiate(url, asset)
    if plugin is None:
        return {"ok": False, "kind": "url"}
    marked = as_markdown(plugin, url, asset) if markdown.strip() else None
    plugin = marked or plugin
    present(plugin, query_of(url), asset, marked is not None)
    overflow, bearer = prepare(plugin, url, title)
    TRACE.begin(verify=bool(getattr(plugin, "verify_certificate", True)), bearer=bearer)
    TRACE.sockets = sockets
    sent, raised = False, None
    try:
        # Current releases expect their own kind of enumeration here.
        notify_type = apprise.NotifyType(kind) if hasattr(apprise.NotifyType, "__members__") else kind
        message = converted(plugin, title, markdown if marked else body, "markdown" if marked else "text")
        sent = bool(plugin.notify(notify_type=notify_type, overflow=overflow, **message))
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        raised = error
    answer = outcome(plugin, sent, raised)
    answer["ms"] = int((time.monotonic() - started) * 1000)
    TRACE.begin()
    return answer


# --- lanes -------------------------------------------------------------------------------------------------------


class Job:
    def __init__(self, request, timeout_s):
        self.request = request
        # From now on, not from its turn: what outlives the asker's patience would arrive and be sent again.
        self.deadline = time.monotonic() + timeout_s
        self.sockets = []
        self.lock = threading.Lock()
        self.answered = False

    def answer(self, answer):
        """The lane or the watchdog, whoever is first."""
        with self.lock:
            if self.answered:
                return False
            self.answered = True
        WRITER.put(dict(answer, id=self.request.get("id")))
        return True


class Lane(threading.Thread):
    """One thread per target, so that a slow one delays no other."""

    def __init__(self, name, lanes):
        super().__init__(daemon=True)
        self.lane = name
        self.lanes = lanes
        self.jobs = queue.Queue(MAX_WAITING_PER_LANE)

    def run(self):
        while True:
            try:
                job = self.jobs.get(timeout=LANE_IDLE_SECONDS)
            except queue.Empty:
                if self.lanes.retire(self):
                    return
                continue
            if time.monotonic() >= job.deadline:
                job.answer({"ok": False, "kind": "busy"})
                self.lanes.done()
                continue
            WATCHDOG.watch(job, self)
            try:
                answer = send(job.request, job.sockets)
            except BadRequest as error:
                answer = {"ok": False, "kind": "bad_request", "field": str(error)}
            except Exception:  # noqa: BLE001 - a lane must answer, whatever happens in it
                answer = {"ok": False, "kind": "crashed"}
            for one in job.sockets:
                one.close()
            in_time = job.answer(answer)
            self.lanes.done()
            if not in_time:
                return


class Lanes:
    def __init__(self):
        self.lock = threading.Lock()
        self.by_name = {}
        self.open_jobs = 0

    def put(self, name, job):
        with self.lock:
            lane = self.by_name.get(name)
            if lane is None:
                # Known only once it runs: a lane that the system grants no thread would never answer.
                lane = Lane(name, self)
                lane.start()
                self.by_name[name] = lane
            try:
                lane.jobs.put_nowait(job)
                self.open_jobs += 1
                return True
            except queue.Full:
                return False

    def retire(self, lane):
        with self.lock:
            if not lane.jobs.empty():
                return False
            if self.by_name.get(lane.lane) is lane:
                del self.by_name[lane.lane]
            return True

    def abandon(self, lane):
        """Threads cannot be killed: what waits behind the stuck job moves to a new one."""
        with self.lock:
            if self.by_name.get(lane.lane) is not lane:
                return
            del self.by_name[lane.lane]
            waiting = []
            while not lane.jobs.empty():
                waiting.append(lane.jobs.get_nowait())
            if waiting:
                fresh = self.by_name[lane.lane] = Lane(lane.lane, self)
                for job in waiting:
                    fresh.jobs.put_nowait(job)
                fresh.start()

    def done(self):
        with self.lock:
            self.open_jobs -= 1


class Watchdog(threading.Thread):
    """A server that drips defeats every read timeout: the whole message has one deadline."""

    def __init__(self):
        super().__init__(daemon=True)
        self.changed = threading.Condition()
        self.deadlines = []
        self.count = 0

    def watch(self, job, lane):
        with self.changed:
            self.count += 1
            heapq.heappush(self.deadlines, (job.deadline, self.count, job, lane))
            self.changed.notify()

    def run(self):
        while True:
            with self.changed:
                while self.deadlines and self.deadlines[0][2].answered:
                    heapq.heappop(self.deadlines)
                if not self.deadlines:
                    self.changed.wait()
                    continue
                left = self.deadlines[0][0] - time.monotonic()
                if left > 0:
                    self.changed.wait(left)
                    continue
                _, _, job, lane = heapq.heappop(self.deadlines)
            if not job.answer({"ok": False, "kind": "timeout"}):
                continue
            LANES.abandon(lane)
            for one in list(job.sockets):
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass


LANES = Lanes()
WATCHDOG = Watchdog()


# --- the other requests --------------------------------------------------------------------------------------------


def plain(value):
    """details() holds lazy translations, sets and types."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def op_version(_request):
    return {"ok": True, "version": VERSION, "python": ".".join(str(part) for part in sys.version_info[:3])}


def op_ping(_request):
    return {"ok": True}


def op_services(_request):
    described = Apprise(asset=make_asset({})).details(show_disabled=True, show_requirements=True)
    return {"ok": True, "services": plain(described["schemas"])}


def op_validate(request):
    plugin = instantiate(text(request, "url"), make_asset({}))
    return {"ok": True, "accepted": plugin is not None}


def op_prewarm(request):
    urls = request.get("urls")
    if not isinstance(urls, list):
        raise BadRequest("urls")
    warmed = sum(1 for url in urls if isinstance(url, str) and instantiate(url, make_asset({})) is not None)
    return {"ok": True, "warmed": warmed}


def resident_kb():
    """What of this process is in memory; None where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
    except (OSError, ValueError, IndexError, AttributeError):
        pass
    try:
        import subprocess

        ps = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, timeout=2, check=True)
        return int(ps.stdout)
    except Exception:  # noqa: BLE001 - nobody must wait or fail for this number
        return None


def op_health(_request):
    return {
        "ok": True, "rssKb": resident_kb(), "threads": threading.active_count(),
        "openJobs": LANES.open_jobs, "uptimeMs": int((time.monotonic() - STARTED) * 1000),
    }


OPS = {
    "version": op_version, "ping": op_ping, "services": op_services, "health": op_health,
    "validate": op_validate, "prewarm": op_prewarm,
}


def handle(line):
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        WRITER.put({"id": None, "ok": False, "kind": "bad_json"})
        return
    if not isinstance(request, dict):
        WRITER.put({"id": None, "ok": False, "kind": "bad_request", "field": "request"})
        return
    number = request.get("id")
    try:
        op = request.get("op")
        if op == "send":
            timeout = request.get("timeoutMs", DEFAULT_TIMEOUT_MS)
            if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not 0 < timeout <= 600000:
                raise BadRequest("timeoutMs")
            lane = text(request, "lane", "")
            if not LANES.put(lane, Job(request, timeout / 1000)):
                WRITER.put({"id": number, "ok": False, "kind": "busy"})
            return
        action = OPS.get(op) if isinstance(op, str) else None
        if action is None:
            raise BadRequest("op")
        answer = action(request)
    except BadRequest as error:
        answer = {"ok": False, "kind": "bad_request", "field": str(error)}
    except Exception:  # noqa: BLE001 - a request of any shape must be answered
        answer = {"ok": False, "kind": "crashed"}
    WRITER.put(dict(answer, id=number))


def serve():
    stdin = sys.stdin.buffer
    while True:
        line = stdin.readline(MAX_LINE + 1)
        if not line:
            return
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stdin.readline(MAX_LINE)
            WRITER.put({"id": None, "ok": False, "kind": "too_large"})
            continue
        if line.strip():
            handle(line)


def drain():
    deadline = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < deadline and (LANES.open_jobs > 0 or WRITER.lines.unfinished_tasks > 0):
        time.sleep(0.02)


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    WRITER.start()
    WATCHDOG.start()
    WRITER.put({"id": None, "ok": True, "ready": True, "version": VERSION})
    serve()
    drain()
    os._exit(0)


if __name__ == "__main__":
    main()
