"""Times scans of an image with one package, from start to end of the process: tiny.py LAUNCHER DATABASE"""

import gzip
import hashlib
import io
import json
import os
import statistics
import sys
import tarfile
import tempfile

from compare import BLOBS, measure

RUNS = 15
FILES = {
    "etc/os-release": b'ID=debian\nVERSION_ID="12"\n',
    "var/lib/dpkg/status": b"Package: openssl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.0.9-1\n\n",
}


def write_layout(layout):
    os.makedirs(os.path.join(layout, BLOBS))

    def put(content, media_type):
        digest = hashlib.sha256(content).hexdigest()
        with open(os.path.join(layout, BLOBS, digest), "wb") as out:
            out.write(content)
        return {"mediaType": "application/vnd.oci.image." + media_type, "digest": "sha256:" + digest, "size": len(content)}

    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name, content in FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    diff_id = "sha256:" + hashlib.sha256(archive.getvalue()).hexdigest()
    config = {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": [diff_id]}}
    manifest = {
        "schemaVersion": 2,
        "config": put(json.dumps(config).encode(), "config.v1+json"),
        "layers": [put(gzip.compress(archive.getvalue(), mtime=0), "layer.v1.tar+gzip")],
    }
    root = put(json.dumps(manifest).encode(), "manifest.v1+json")
    for name, content in ("oci-layout", {"imageLayoutVersion": "1.0.0"}), ("index.json", {"schemaVersion": 2, "manifests": [root]}):
        with open(os.path.join(layout, name), "w") as out:
            json.dump(content, out)


def main(launcher, database):
    with tempfile.TemporaryDirectory() as folder:
        write_layout(folder + "/image")
        scan = ["scan", f"oci:{folder}/image", "--no-cache", "--quiet", "--format", "json", "--db", database]
        for name, arguments in ("--version", ["--version"]), ("scan of a tiny image", scan):
            runs = [measure([launcher, *arguments]) for _ in range(RUNS + 2)][2:]
            if any(run[3] for run in runs):
                raise SystemExit(f"{name} failed")
            wall, cpu, peak = (statistics.median(run[place] for run in runs) for place in range(3))
            print(f"{name:<22} wall ms {1000 * wall:>5.0f}   CPU ms {1000 * cpu:>5.0f}   peak MB {peak:>4.0f}")
    print("load of the machine at the end:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 3 else sys.exit(__doc__)
