"""The running service, to be measured: a registry, and the sidecar that looks after it.

  service.py LAUNCHER DATABASE LAYOUT…

Prints what a scan costs whose layers are all known: by the service, for images that differ in a label, without publishing anything and with it, after the start
and later, and for one of them scanned again with nothing changed; and from the command line.
"""

import hashlib
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from compare import blob, components, layers, measure, root_of

WARM_UP = 5
VARIANTS = 20
LATER = 50
RESCANS = 10


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url, body=None, method=None, content_type="application/json"):
    request = urllib.request.Request(url, data=body, method=method, headers={"content-type": content_type})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers, answer.read()


def await_answer(url, process):
    for _ in range(600):
        try:
            return ask(url)
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit(f"nothing answers at {url}")


class Service:
    """Runs as long as the context; its state is new."""

    def __init__(self, launcher, database, publish=True):
        self.launcher, self.database, self.publish = launcher, database, publish

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="bench-service-")
        self.host = f"127.0.0.1:{free_port()}"
        config = os.path.join(self.folder, "registry.yml")
        with open(config, "w") as out:
            out.write(f"version: 0.1\nlog: {{level: warn}}\nhttp: {{addr: '{self.host}'}}\n"
                      f"storage:\n  delete: {{enabled: true}}\n  filesystem: {{rootdirectory: '{self.folder}/storage'}}\n")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.registry = subprocess.Popen(["docker-registry", "serve", config], **quiet)
        await_answer(f"http://{self.host}/v2/", self.registry)
        self.url = f"http://127.0.0.1:{free_port()}"
        self.sidecar = subprocess.Popen([self.launcher, "serve"], **quiet, env={
            **os.environ, "REGISTRY_URL": f"http://{self.host}", "REGISTRY_RECONCILE": "off",
            "REGISTRY_PUBLISH": str(self.publish).lower(), "SIDECAR_LISTEN": self.url[7:],
            "SIDECAR_STATE": self.folder + "/state", "SIDECAR_ADVISORIES_DATABASE": self.database})
        await_answer(self.url + "/health/ready", self.sidecar)
        return self

    def __exit__(self, *_):
        for process in self.sidecar, self.registry:
            process.send_signal(signal.SIGTERM)
            process.wait()
        shutil.rmtree(self.folder)

    def push(self, layout, image):
        subprocess.run(["skopeo", "copy", "-q", "--insecure-policy", "--dest-tls-verify=false", "--dest-precompute-digests",
                        f"oci:{layout}:latest", f"docker://{self.host}/{image}"], check=True)

    def processor_seconds(self):
        with open(f"/proc/{self.sidecar.pid}/stat") as content:
            fields = content.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self):
        with open(f"/proc/{self.sidecar.pid}/status") as content:
            return next(int(line.split()[1]) for line in content if line.startswith("VmHWM:")) / 1024

    def scan(self, image):
        """Seconds from the request until the result is in the registry."""
        start = time.monotonic()
        _, answer = ask(self.url + "/api/v1/scans", json.dumps({"image": f"{self.host}/{image}"}).encode())
        scan = json.loads(answer)
        while not scan.get("finishedAt"):
            # Each look costs the service something, too, which is counted as the scan's.
            time.sleep(0.25)
            scan = json.loads(ask(f"{self.url}/api/v1/scans/{scan['id']}")[1])
        if scan["state"].lower() != "done":
            raise SystemExit(f"{image}: {scan}")
        return time.monotonic() - start

    def push_variant(self, layout, repository, number):
        """The image once more, with one label changed: a new manifest of layers that the registry has."""
        with open(blob(layout, root_of(layout))) as content:
            manifest = json.load(content)
        with open(blob(layout, manifest["config"])) as content:
            config = json.load(content)
        config.setdefault("config", {}).setdefault("Labels", {})["variant"] = str(number)
        body = json.dumps(config).encode()
        digest = "sha256:" + hashlib.sha256(body).hexdigest()
        base = f"http://{self.host}/v2/{repository}"
        where = ask(base + "/blobs/uploads/", b"", "POST")[0]["location"]
        ask(where + ("&" if "?" in where else "?") + "digest=" + digest, body, "PUT", "application/octet-stream")
        manifest["config"].update(digest=digest, size=len(body))
        ask(f"{base}/manifests/v{number}", json.dumps(manifest).encode(), "PUT", root_of(layout)["mediaType"])


def others(layout):
    """Up to three images beside this one that have no layer of it, largest first."""
    folder, own = os.path.dirname(layout), {path[-64:] for path, _ in layers(layout)}
    beside = [os.path.join(folder, name) for name in os.listdir(folder) if os.path.exists(os.path.join(folder, name, "index.json"))]
    strangers = [other for other in beside if own.isdisjoint({path[-64:] for path, _ in layers(other)})]
    return sorted(strangers, key=lambda other: -sum(os.path.getsize(path) for path, _ in layers(other)))[:3]


class RunningService:
    """A cold scan by a service that has scanned other images before."""

    name = "registry-sidecar, service"

    def __init__(self, launcher, database):
        self.launcher, self.database = launcher, database

    def run(self, layout):
        with Service(self.launcher, self.database) as service:
            for number, other in enumerate(others(layout)):
                service.push(other, f"other/image{number}:1")
                service.scan(f"other/image{number}:1")
            service.push(layout, "bench/image:1")
            before = service.processor_seconds()
            wall = service.scan("bench/image:1")
            return wall, service.processor_seconds() - before, service.peak_megabytes(), None


def line(name, walls, cpu, more=""):
    print(f"{name:<38} wall ms {1000 * statistics.median(walls):>6.0f}   CPU ms {1000 * cpu:>6.0f}{more}")


def variants(service, layout, numbers):
    """Wall time of each scan of an image with another label, and processor time of one."""
    before = service.processor_seconds()
    walls = []
    for number in numbers:
        service.push_variant(layout, "bench/image", number)
        walls.append(service.scan(f"bench/image:v{number}"))
    return walls, (service.processor_seconds() - before) / len(numbers)


def warm(launcher, database, layout):
    print(f"\n{os.path.basename(layout)}, {len(layers(layout))} layers, all known")
    for name, publish in ("scanned only", False), ("scanned and published", True):
        with Service(launcher, database, publish) as service:
            service.push(layout, "bench/image:1")
            service.scan("bench/image:1")
            variants(service, layout, range(WARM_UP))
            line(f"service, {name}", *variants(service, layout, range(WARM_UP, WARM_UP + VARIANTS)))
            variants(service, layout, range(WARM_UP + VARIANTS, LATER))
            line(f"    after {LATER} images", *variants(service, layout, range(LATER, LATER + VARIANTS)))
            if publish:
                again = f"bench/image:v{LATER}"
                service.scan(again)
                before = service.processor_seconds()
                walls = [service.scan(again) for _ in range(RESCANS)]
                line("service, nothing changed", walls, (service.processor_seconds() - before) / RESCANS)
    with tempfile.TemporaryDirectory() as folder:
        command = [launcher, "scan", "oci:" + layout, "--quiet", "--db", database, "--format", "json", "--state", folder + "/state"]
        runs = [measure([*command, "--output", folder + "/report.json"]) for _ in range(8)][1:]
        found = components(folder + "/report.json")
    line("command line", [run[0] for run in runs], statistics.median(run[1] for run in runs), f"   {found} components")


def main(launcher, database, *layouts):
    for layout in layouts:
        warm(launcher, database, layout)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 3 else sys.exit(__doc__)
