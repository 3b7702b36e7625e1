"""Compares what scanners find in an image with what its package managers say, and prints a table for docs/accuracy.md.

  accuracy.py LAUNCHER DATABASE LAYOUT TRUTH [REPORTS]      TRUTH is the folder that truth.py wrote; REPORTS keeps each scanner's answer

A component is a unique name and version. Missed: in the truth, not found. Invented: found, neither in the truth nor named by any metadata file of
the image. Other scanners are run when they are on PATH. Every difference of ours is printed below the table.
"""

import json
import os
import re
import sys
import tempfile
from urllib.parse import unquote

from compare import PEERS, Sidecar
from shutil import which

KINDS = ["deb", "pypi", "npm", "maven", "golang", "gem"]


def normal(kind, name, version):
    if kind == "pypi":
        return re.sub(r"[-_.]+", "-", name).lower(), version
    return name, version.removeprefix("v") if kind == "golang" else version


def lines(path, kind):
    if not os.path.exists(path):
        return set()
    with open(path) as content:
        return {normal(kind, *line.rstrip("\n").split("\t")) for line in content}


def found(report):
    """Names and versions by kind, from the package URLs of a CycloneDX document or of our report."""
    kinds = {kind: set() for kind in KINDS}
    with open(report) as content:
        for component in json.load(content).get("components", []):
            matched = re.match(r"pkg:([a-z]+)/([^?#]+)@([^?#]+)", component.get("purl") or "")
            if not matched or matched[1] not in kinds:
                continue
            kind, name, version = matched[1], unquote(matched[2]), unquote(matched[3])
            if kind == "deb":
                name = name.rsplit("/", 1)[-1]
            elif kind == "golang" and name in ("stdlib", "std", "go"):
                continue
            kinds[kind].add(normal(kind, name, version))
    return kinds


def without_epoch(packages):
    return {(name, version.split(":", 1)[-1]) for name, version in packages}


def differences(kind, truth, named, seen):
    if kind == "deb":  # some scanners give the epoch as a qualifier of its own
        truth, seen = without_epoch(truth), without_epoch(seen)
    return sorted(truth - seen), sorted(seen - truth - named)


def main(launcher, database, layout, folder, reports=None):
    truth = {kind: lines(f"{folder}/{kind}.tsv", kind) for kind in KINDS}
    named = {kind: lines(f"{folder}/{kind}.named.tsv", kind) for kind in KINDS}
    print("| missed / invented | " + " | ".join(f"{kind} {len(truth[kind])}" for kind in KINDS) + " |")
    print("|---" * (len(KINDS) + 1) + "|")
    ours = {}
    for scanner in [Sidecar(launcher, database), *(peer for peer in PEERS if which(peer.name))]:
        with tempfile.TemporaryDirectory() as scratch:
            scanner.run(layout, scratch)
            report = next((path for name in ("report.json", "sbom.json") if os.path.exists(path := os.path.join(scratch, name))), None)
            if report is None:
                print(f"| {scanner.name} | could not scan the image |")
                continue
            seen = found(report)
            if reports:
                os.makedirs(reports, exist_ok=True)
                os.replace(report, os.path.join(reports, scanner.name + ".json"))
        result = {kind: differences(kind, truth[kind], named[kind], seen[kind]) for kind in KINDS}
        ours = ours or result
        print(f"| {scanner.name} | " + " | ".join(f"{len(result[kind][0])} / {len(result[kind][1])}" for kind in KINDS) + " |", flush=True)
    print()
    for kind, (missed, invented) in ours.items():
        for what, packages in (("missed", missed), ("invented", invented)):
            for name, version in packages:
                print(f"registry-sidecar {what}: {kind} {name} {version}")


if __name__ == "__main__":
    main(*sys.argv[1:])
