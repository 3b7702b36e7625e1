"""Times whole scans of images beside other scanners and beside the lower bound, alternating, and prints a table.

  compare.py LAUNCHER DATABASE RUNS LAYOUT…

Each figure is the median of RUNS: seconds from start to end of the process, seconds of processor time, and the largest resident memory of one
process. The lower bound is what inflating all layers with the fastest program at hand, two at a time, and one SHA-256 of the compressed bytes cost.
Other scanners are run when they are on PATH: trivy, syft, grype, scalibr, osv-scanner (with the database folder that OSV_SCANNER_LOCAL_DB names). Their own
caches are empty; the page cache is warm. The running service has scanned up to three other images before; its seconds begin with the request and end when
the result is in the registry, and its memory is its largest ever.

MB from the network: what a registry on loopback serves of the image's blobs, by its access log, in one more run of its own for each scanner that reads
registries over plain HTTP (ours, trivy, syft, grype); the figures beside it are of the same image in a folder. With BENCH_VARIANTS=1 ours is also
run with gzip by the JDK alone, and without the check of the diffID.
"""

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

BLOBS = "blobs/sha256/"


def blob(layout, descriptor):
    return os.path.join(layout, BLOBS + descriptor["digest"].split(":")[1])


def root_of(layout):
    with open(os.path.join(layout, "index.json")) as index:
        return json.load(index)["manifests"][0]


def layers(layout):
    with open(blob(layout, root_of(layout))) as manifest:
        return [(blob(layout, layer), layer["mediaType"]) for layer in json.load(manifest)["layers"]]


def measure(command, **environment):
    """Wall seconds, processor seconds, peak megabytes and exit status of a command."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def components(report):
    """How many packages a report lists; some list the files that they looked at, and the distribution, among them."""
    with open(report) as content:
        listed = json.load(content).get("components", [])
    return len({c.get("purl", c.get("name")) for c in listed if c.get("type") not in ("file", "operating-system")})


class Served:
    """A registry (distribution 3) on loopback with one image, which writes down what it serves."""

    def __init__(self, layout):
        self.layout = layout

    def __enter__(self):
        from service import await_answer, free_port  # which uses this module

        self.folder = tempfile.mkdtemp(prefix="bench-registry-")
        self.host = f"127.0.0.1:{free_port()}"
        self.image = f"{self.host}/bench/image:1"
        config = os.path.join(self.folder, "config.yml")
        with open(config, "w") as out:
            out.write(f"version: 0.1\nlog: {{level: error, accesslog: {{disabled: false}}}}\nhttp: {{addr: '{self.host}'}}\n"
                      f"storage: {{filesystem: {{rootdirectory: '{self.folder}/data'}}}}\n")
        self.log = os.path.join(self.folder, "log")
        with open(self.log, "w") as log:
            self.registry = subprocess.Popen([REGISTRY, "serve", config], stdout=log, stderr=log, env={**os.environ, "OTEL_TRACES_EXPORTER": "none"})
        await_answer(f"http://{self.host}/v2/", self.registry)
        subprocess.run(["skopeo", "copy", "-q", "--insecure-policy", "--dest-tls-verify=false", "--dest-precompute-digests",
                        f"oci:{self.layout}:latest", f"docker://{self.image}"], check=True)
        return self

    def __exit__(self, *_):
        self.registry.terminate()
        self.registry.wait()
        shutil.rmtree(self.folder)

    def megabytes(self, run):
        """What is served of blobs while something runs; None if it fails."""
        with open(self.log) as log:
            log.seek(0, os.SEEK_END)
            if run() is None:
                return None
            # 127.0.0.1 - - [time] "GET /v2/bench/image/blobs/sha256:… HTTP/1.1" 200 12345 "" "agent"
            answers = (line.split('"')[1:3] for line in log if '"GET ' in line and "/blobs/" in line)
            counts = (answer.split() for _, answer in answers)
            return sum(int(size) for status, size in counts if int(status) < 300) / 1e6


REGISTRY = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".tools/bin/registry")


class Sidecar:
    def __init__(self, launcher, database, variant=None, **environment):
        self.name = f"registry-sidecar, {variant}" if variant else "registry-sidecar"
        self.launcher, self.database, self.environment = launcher, database, environment

    def fetch(self, registry):
        """Scans the image in a registry."""
        with tempfile.TemporaryDirectory() as scratch:
            status = measure([
                self.launcher, "scan", registry.image, "--no-cache", "--quiet", "--db", self.database,
                "--format", "json", "--output", os.path.join(scratch, "report.json")])[3]
            return True if status == 0 else None

    def run(self, layout, scratch):
        report = os.path.join(scratch, "report.json")
        wall, cpu, peak, status = measure([
            self.launcher, "scan", "oci:" + layout, "--no-cache", "--quiet", "--db", self.database,
            "--format", "json", "--output", report], **self.environment)
        return wall, cpu, peak, components(report) if status == 0 else None


# Of the others: no questions for updates, and registries without TLS.
ENVIRONMENT = {
    "SYFT_CHECK_FOR_APP_UPDATE": "false", "GRYPE_CHECK_FOR_APP_UPDATE": "false", "GRYPE_DB_AUTO_UPDATE": "false",
    "SYFT_REGISTRY_INSECURE_USE_HTTP": "true", "GRYPE_REGISTRY_INSECURE_USE_HTTP": "true", "TRIVY_INSECURE": "true", "TRIVY_NON_SSL": "true"}


class Peer:
    """Another scanner, whose command writes CycloneDX to a file."""

    def __init__(self, name, *arguments, done=(0,), prepare=lambda scratch: None, registry=()):
        self.name, self.arguments, self.done, self.prepare, self.registry = name, arguments, done, prepare, registry

    def fetch(self, registry):
        """Scans the image in a registry; None where this scanner reads none over plain HTTP."""
        if not self.registry:
            return None
        with tempfile.TemporaryDirectory() as scratch:
            self.prepare(scratch)
            command = [argument.format(image=registry.image, report=os.path.join(scratch, "sbom.json"), scratch=scratch) for argument in self.registry]
            status = measure(command, **ENVIRONMENT, HOME=scratch, XDG_CACHE_HOME=scratch)[3]
            return True if status in self.done else None

    def run(self, layout, scratch):
        report = os.path.join(scratch, "sbom.json")
        archive = layout + ".docker-archive"
        if "{archive}" in self.arguments and not os.path.exists(archive):
            subprocess.run(["skopeo", "copy", "-q", "--insecure-policy", f"oci:{layout}:latest", f"docker-archive:{archive}:bench:1"], check=True)
        self.prepare(scratch)
        command = [argument.format(layout=layout, archive=archive, report=report, scratch=scratch) for argument in self.arguments]
        wall, cpu, peak, status = measure(command, **ENVIRONMENT, HOME=scratch, XDG_CACHE_HOME=scratch)
        return wall, cpu, peak, components(report) if status in self.done and os.path.exists(report) else None


def empty_java_database(scratch):
    """trivy wants its Java database as soon as an image has a jar; one of its schema without rows serves."""
    folder = os.path.join(scratch, "java-db")
    os.makedirs(folder)
    with sqlite3.connect(os.path.join(folder, "trivy-java.db")) as database:
        database.execute("CREATE TABLE artifacts (id INTEGER PRIMARY KEY, group_id TEXT, artifact_id TEXT)")
        database.execute("CREATE TABLE indices (artifact_id INTEGER, version TEXT, sha1 BLOB, archive_type TEXT, license TEXT)")
    database.close()
    with open(os.path.join(folder, "metadata.json"), "w") as out:
        json.dump({"Version": 1, "NextUpdate": "2099-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00Z", "DownloadedAt": "2026-01-01T00:00:00Z"}, out)


# What reads only docker archives reads layers that are not compressed.
PEERS = [
    Peer("trivy", "trivy", "image", "--input", "{layout}", "--cache-dir", "{scratch}", "--format", "cyclonedx", "--output", "{report}",
         "--skip-db-update", "--skip-java-db-update", "--offline-scan", "--quiet", prepare=empty_java_database,
         registry=("trivy", "image", "--image-src", "remote", "{image}", "--cache-dir", "{scratch}", "--format", "cyclonedx", "--output", "{report}",
                   "--skip-db-update", "--skip-java-db-update", "--offline-scan", "--quiet")),
    Peer("syft", "syft", "scan", "oci-dir:{layout}", "-q", "-o", "cyclonedx-json={report}",
         registry=("syft", "scan", "registry:{image}", "-q", "-o", "cyclonedx-json={report}")),
    Peer("grype", "grype", "oci-dir:{layout}", "-q", "-o", "cyclonedx-json", "--file", "{report}",
         registry=("grype", "registry:{image}", "-q", "-o", "cyclonedx-json", "--file", "{report}")),
    Peer("scalibr", "scalibr", "--offline", "--image-tarball", "{archive}", "-o", "cdx-json={report}"),
    Peer("osv-scanner", "osv-scanner", "scan", "image", "--archive", "{archive}", "--offline", "--offline-vulnerabilities",
         "--local-db-path", os.environ.get("OSV_SCANNER_LOCAL_DB", "{scratch}"), "--all-packages", "--format", "cyclonedx-1-5", "--output-file", "{report}", done=(0, 1)),
]


def lower_bound(layout):
    gunzip = ["igzip", "-dc"] if shutil.which("igzip") else ["gzip", "-dc"]

    def inflate(layer):
        path, media_type = layer
        command = ["zstd", "-qdc"] if media_type.endswith("zstd") else gunzip if media_type.endswith("gzip") else ["cat"]
        with open(path, "rb") as content:
            subprocess.run(command, stdin=content, stdout=subprocess.DEVNULL, check=True)
        subprocess.run(["openssl", "dgst", "-sha256", path], stdout=subprocess.DEVNULL, check=True)

    before, start = os.times(), time.monotonic()
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(inflate, layers(layout)))
    wall, after = time.monotonic() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, None, None


def shown(figures, network):
    def middle(place, form):
        values = [run[place] for run in figures]
        return "–" if None in values else form.format(statistics.median(values))

    return "{:>8} {:>8} {:>8} {:>11} {:>10}".format(
        middle(0, "{:.2f}"), middle(1, "{:.2f}"), middle(2, "{:.0f}"), "–" if network is None else f"{network:.1f}", middle(3, "{:.0f}"))


def main(launcher, database, runs, *layouts):
    runs = int(runs)
    from service import RunningService  # which uses this module

    sidecar, service = Sidecar(launcher, database), RunningService(launcher, database)
    variants = [
        Sidecar(launcher, database, "gzip by JDK", SIDECAR_INFLATE="jdk"),
        Sidecar(launcher, database, "no diffID", SIDECAR_LAYERS_CHECK_DIFF_ID="false"),
    ] if os.environ.get("BENCH_VARIANTS") else []
    peers = [peer for peer in PEERS if shutil.which(peer.name)]
    for absent in sorted({peer.name for peer in PEERS} - {peer.name for peer in peers}):
        print(f"{absent} is not on PATH and was left out")
    for layout in layouts:
        size = sum(os.path.getsize(path) for path, _ in layers(layout)) / 1e6
        print(f"\n{os.path.basename(layout)}, {len(layers(layout))} layers, {size:.0f} MB compressed")
        print("{:<26} {:>8} {:>8} {:>8} {:>11} {:>10}".format("", "wall s", "CPU s", "peak MB", "network MB", "components"))
        figures = {}
        for _ in range(runs):
            for one in [sidecar, *variants, *peers]:
                with tempfile.TemporaryDirectory() as scratch:
                    figures.setdefault(one.name, []).append(one.run(layout, scratch))
            figures.setdefault("lower bound", []).append(lower_bound(layout))
        for _ in range(min(runs, 2)):
            figures.setdefault(service.name, []).append(service.run(layout))
        with Served(layout) as registry:
            network = {one.name: registry.megabytes(lambda one=one: one.fetch(registry)) for one in [sidecar, *peers]}
        for name, measured in figures.items():
            print(f"{name:<26} {shown(measured, network.get(name))}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 4 else sys.exit(__doc__)
