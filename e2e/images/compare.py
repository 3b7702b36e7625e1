"""Times whole scans of images beside other scanners and beside the lower bound, alternating, and prints a table.

  compare.py LAUNCHER DATABASE RUNS LAYOUT…

Each figure is the median of RUNS: seconds from start to end of the process, seconds of processor time, and the largest resident memory of one
process. The lower bound is what inflating all layers with the fastest program at hand, two at a time, and one SHA-256 of the compressed bytes cost.
Other scanners are run when they are on PATH: trivy, syft, grype, scalibr, osv-scanner (with the database folder that OSV_SCANNER_LOCAL_DB names). Their own
caches are empty; the page cache is warm. The running service has scanned up to three other images before; its seconds begin with the request and end when
the result is in the registry, and its memory is its largest ever.
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
    with open(report) as content:
        return len({c.get("purl", c.get("name")) for c in json.load(content).get("components", [])})


class Sidecar:
    def __init__(self, launcher, database):
        self.name, self.launcher, self.database = "registry-sidecar", launcher, database

    def run(self, layout, scratch):
        report = os.path.join(scratch, "report.json")
        wall, cpu, peak, status = measure([
            self.launcher, "scan", "oci:" + layout, "--no-cache", "--quiet", "--db", self.database,
            "--format", "json", "--output", report])
        return wall, cpu, peak, components(report) if status == 0 else None


class Peer:
    """Another scanner, whose command writes CycloneDX to a file."""

    def __init__(self, name, *arguments, done=(0,), prepare=lambda scratch: None):
        self.name, self.arguments, self.done, self.prepare = name, arguments, done, prepare

    def run(self, layout, scratch):
        report = os.path.join(scratch, "sbom.json")
        archive = layout + ".docker-archive"
        if "{archive}" in self.arguments and not os.path.exists(archive):
            subprocess.run(["skopeo", "copy", "-q", "--insecure-policy", f"oci:{layout}:latest", f"docker-archive:{archive}:bench:1"], check=True)
        self.prepare(scratch)
        command = [argument.format(layout=layout, archive=archive, report=report, scratch=scratch) for argument in self.arguments]
        wall, cpu, peak, status = measure(command, HOME=scratch, XDG_CACHE_HOME=scratch, SYFT_CHECK_FOR_APP_UPDATE="false")
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
         "--skip-db-update", "--skip-java-db-update", "--offline-scan", "--quiet", prepare=empty_java_database),
    Peer("syft", "syft", "scan", "oci-dir:{layout}", "-q", "-o", "cyclonedx-json={report}"),
    Peer("grype", "grype", "oci-dir:{layout}", "-q", "-o", "cyclonedx-json", "--file", "{report}"),
    Peer("scalibr", "scalibr", "--image-tarball", "{archive}", "-o", "cdx-json={report}"),
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


def shown(figures, runs):
    def middle(place, form):
        values = [run[place] for run in figures]
        return "–" if None in values else form.format(statistics.median(values))

    return "{:>8} {:>8} {:>8} {:>10}".format(
        middle(0, "{:.2f}"), middle(1, "{:.2f}"), middle(2, "{:.0f}"), middle(3, "{:.0f}"))


def main(launcher, database, runs, *layouts):
    runs = int(runs)
    from service import RunningService  # which uses this module

    sidecar, service = Sidecar(launcher, database), RunningService(launcher, database)
    peers = [peer for peer in PEERS if shutil.which(peer.name)]
    for absent in sorted({peer.name for peer in PEERS} - {peer.name for peer in peers}):
        print(f"{absent} is not on PATH and was left out")
    for layout in layouts:
        size = sum(os.path.getsize(path) for path, _ in layers(layout)) / 1e6
        print(f"\n{os.path.basename(layout)}, {len(layers(layout))} layers, {size:.0f} MB compressed")
        print("{:<26} {:>8} {:>8} {:>8} {:>10}".format("", "wall s", "CPU s", "peak MB", "components"))
        figures = {}
        for _ in range(runs):
            for one in [sidecar, *peers]:
                with tempfile.TemporaryDirectory() as scratch:
                    figures.setdefault(one.name, []).append(one.run(layout, scratch))
            figures.setdefault("lower bound", []).append(lower_bound(layout))
        for _ in range(min(runs, 2)):
            figures.setdefault(service.name, []).append(service.run(layout))
        for name, measured in figures.items():
            print(f"{name:<26} {shown(measured, runs)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 4 else sys.exit(__doc__)
