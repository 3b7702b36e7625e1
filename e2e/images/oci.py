"""Layer archives and OCI image layouts of the benchmark images.

  oci.py layer FOLDER ARCHIVE [SKIPPED_PATH…]      what is below FOLDER as a layer; marks of an overlay file system become whiteouts
  oci.py image LAYOUT gzip|zstd CACHE ARCHIVE…     an image of these layers, tagged latest; compressed layers are kept in CACHE
  oci.py split BYTES ARCHIVE…                       the archive that is read, in several of about so many bytes; what is left over is dropped
  oci.py changes CACHE ARCHIVE COUNT               COUNT small layers that add, replace and hide files of ARCHIVE
"""

import hashlib
import json
import os
import random
import stat
import subprocess
import sys
import tarfile

CREATED = "2026-01-01T00:00:00Z"


def write_layer(folder, archive, skipped):
    first_names = {}

    def add(tar, path, name):
        status = os.lstat(path)
        if stat.S_ISSOCK(status.st_mode):
            return
        if stat.S_ISCHR(status.st_mode) and status.st_rdev == 0:
            parent, base = os.path.split(name)
            tar.addfile(tarfile.TarInfo(os.path.join(parent, ".wh." + base)))
            return
        entry = tar.gettarinfo(path, arcname=name)
        entry.uname = entry.gname = ""
        if not stat.S_ISREG(status.st_mode):
            tar.addfile(entry)
        else:
            first = first_names.setdefault((status.st_dev, status.st_ino), name)
            if first != name:
                entry.type, entry.linkname, entry.size = tarfile.LNKTYPE, first, 0
                tar.addfile(entry)
            else:
                entry.type, entry.linkname, entry.size = tarfile.REGTYPE, "", status.st_size
                with open(path, "rb") as content:
                    tar.addfile(entry, content)
        if stat.S_ISDIR(status.st_mode):
            if is_opaque(path):
                tar.addfile(tarfile.TarInfo(os.path.join(name, ".wh..wh..opq")))
            add_all(tar, path, name)

    def add_all(tar, path, name):
        for child in sorted(os.listdir(path)):
            inner = os.path.join(name, child)
            if inner not in skipped:
                add(tar, os.path.join(path, child), inner)

    with tarfile.open(archive + ".part", "w", format=tarfile.GNU_FORMAT) as tar:
        add_all(tar, folder, "")
    os.rename(archive + ".part", archive)


def is_opaque(path):
    try:
        return os.getxattr(path, "trusted.overlay.opaque") == b"y"
    except OSError:
        return False


def write_image(layout, compression, cache, archives):
    blobs = os.path.join(layout, "blobs/sha256")
    os.makedirs(blobs, exist_ok=True)

    def put(value):
        data = json.dumps(value, separators=(",", ":")).encode()
        digest = hashlib.sha256(data).hexdigest()
        with open(os.path.join(blobs, digest), "wb") as blob:
            blob.write(data)
        return {"digest": "sha256:" + digest, "size": len(data)}

    layers, diff_ids = [], []
    for archive in archives:
        compressed = compress(archive, compression, cache)
        digest = sha256(compressed)
        if not os.path.exists(os.path.join(blobs, digest)):
            os.link(compressed, os.path.join(blobs, digest))
        layers.append({
            "mediaType": "application/vnd.oci.image.layer.v1.tar+" + compression,
            "digest": "sha256:" + digest,
            "size": os.path.getsize(compressed),
        })
        diff_ids.append("sha256:" + sha256(archive))
    config = put({
        "created": CREATED,
        "architecture": "amd64",
        "os": "linux",
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
        "history": [{"created": CREATED, "created_by": os.path.basename(a)} for a in archives],
    })
    manifest = put({
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", **config},
        "layers": layers,
    })
    with open(os.path.join(layout, "oci-layout"), "w") as out:
        json.dump({"imageLayoutVersion": "1.0.0"}, out)
    with open(os.path.join(layout, "index.json"), "w") as out:
        json.dump({
            "schemaVersion": 2,
            "manifests": [{
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                **manifest,
                "annotations": {"org.opencontainers.image.ref.name": "latest"},
            }],
        }, out)


def compress(archive, compression, cache):
    compressed = os.path.join(cache, os.path.basename(archive) + "." + compression)
    if not os.path.exists(compressed):
        command = {"gzip": ["gzip", "-6", "-n", "-c"], "zstd": ["zstd", "-q", "-3", "-c"]}[compression]
        with open(compressed + ".part", "wb") as out:
            subprocess.run([*command, archive], stdout=out, check=True)
        os.rename(compressed + ".part", compressed)
    return compressed


def sha256(path):
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def write_changes(cache, archive, count):
    chance = random.Random(1)
    with tarfile.open(archive) as source:
        files = [f for f in source if f.isfile() and f.size and f.name.startswith("usr/")]
        for number in range(count):
            with tarfile.open(f"{cache}/change-{number:02d}.tar", "w", format=tarfile.GNU_FORMAT) as tar:
                for file in chance.sample(files, 150):
                    if number % 4 == 3:
                        parent, base = os.path.split(file.name)
                        tar.addfile(tarfile.TarInfo(f"{parent}/.wh.{base}"))
                    else:
                        copy = tarfile.TarInfo(f"opt/{number}/{file.name}" if number % 2 else file.name)
                        copy.size, copy.mode = file.size, file.mode
                        tar.addfile(copy, source.extractfile(file))


def split(size, archives):
    with tarfile.open(fileobj=sys.stdin.buffer, mode="r|") as source:
        entries = iter(source)
        for archive in archives:
            with tarfile.open(archive + ".part", "w", format=tarfile.GNU_FORMAT) as out:
                for entry in entries:
                    out.addfile(entry, source.extractfile(entry) if entry.isreg() else None)
                    if out.offset >= size:
                        break
            os.rename(archive + ".part", archive)


def main(command, *arguments):
    if command == "layer":
        write_layer(arguments[0], arguments[1], set(arguments[2:]))
    elif command == "image":
        write_image(arguments[0], arguments[1], arguments[2], arguments[3:])
    elif command == "split":
        split(int(arguments[0]), arguments[1:])
    elif command == "changes":
        write_changes(arguments[0], arguments[1], int(arguments[2]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["help"])
