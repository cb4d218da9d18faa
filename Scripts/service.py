"""Runs `scorevision serve` on a free port, beside a host of clips, for soak.py and load.py."""

import contextlib
import glob
import http.server
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Clips(http.server.BaseHTTPRequestHandler):
    """Serves /clip.mp4, the clip; /half.mp4, its first half; /text.mp4, which is no clip; /stall.mp4, which stalls."""

    protocol_version = "HTTP/1.1"
    clip = b""

    def do_GET(self):
        name = self.path.split("?")[0]
        body = {"/clip.mp4": self.clip, "/half.mp4": self.clip[: len(self.clip) // 2], "/text.mp4": b"no clip " * 9999}
        if name == "/stall.mp4":
            self.send_response(200)
            self.send_header("Content-Length", str(len(self.clip)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(self.clip[:1000])
                time.sleep(8)
            self.close_connection = True
        elif name in body:
            self.send_response(200)
            self.send_header("Content-Type", "video/mp4")
            self.send_header("Content-Length", str(len(body[name])))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body[name])
        else:
            self.send_error(404)

    def log_message(self, *arguments):
        pass


class Service:
    """A service for the length of a `with` block. Stops the processes and removes all files at its end."""

    def __init__(self, program, clip, **settings):
        self.program = program
        with open(clip, "rb") as file:
            Clips.clip = file.read()
        self.settings = {
            "VERIFY_ENABLED": "false", "BLACKLIST_ENABLED": "false", "ALLOWED_HOSTS": "127.0.0.1",
            "ALLOW_PRIVATE_HOSTS": "true", "PROCESSING_TIMEOUT_S": "60",
        } | {name: str(value) for name, value in settings.items()}

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.port, host_port = free_port(), free_port()
        self.host = http.server.ThreadingHTTPServer(("127.0.0.1", host_port), Clips)
        self.host.daemon_threads = True
        threading.Thread(target=self.host.serve_forever, daemon=True).start()
        self.clips = f"http://127.0.0.1:{host_port}"
        self.log = open(f"{self.folder.name}/log", "w+")
        self.temporary = f"{self.folder.name}/tmp"
        os.mkdir(self.temporary)
        environment = os.environ | self.settings | {
            "MINER_PORT": str(self.port), "DATA_DIR": f"{self.folder.name}/data", "TMPDIR": self.temporary,
        }
        self.process = subprocess.Popen(
            [self.program, "serve"], env=environment, stdout=subprocess.DEVNULL, stderr=self.log, cwd=self.folder.name
        )
        for _ in range(1200):
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, ValueError):
                if self.get("/readiness").get("ready"):
                    return self
            time.sleep(0.05)
        self.log.seek(0)
        raise SystemExit(f"the service did not become ready:\n{self.log.read()[-2000:]}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.host.shutdown()
        self.log.close()
        self.folder.cleanup()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=10) as response:
            return json.load(response)

    def challenge(self, name, identifier, timeout=120):
        """Sends a challenge. Returns the status and the JSON of the answer; without an answer, the status is 0."""
        body = json.dumps({"challenge_id": identifier, "video_url": f"{self.clips}/{name}"}).encode()
        return self.post("/soccer/challenge", body, timeout)

    def post(self, path, body, timeout=120):
        request = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, None
        except (OSError, ValueError):
            return 0, None

    def workers(self):
        children = []
        for path in glob.glob(f"/proc/{self.process.pid}/task/*/children"):
            with contextlib.suppress(OSError), open(path) as file:
                children += map(int, file.read().split())
        return children


def resident_bytes(process):
    """Returns the resident memory of a process; 0 if it has ended."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    return 0


def descriptors(process):
    with contextlib.suppress(OSError):
        return len(os.listdir(f"/proc/{process}/fd"))
    return 0
