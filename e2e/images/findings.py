"""Compares our findings with those of osv-scanner on the same records, package by package, and prints every difference.

  findings.py LAUNCHER DATABASE LAYOUT REPORT       REPORT: osv-scanner scan image … --all-packages --all-vulns --format json

Two findings are the same when they are about the same package and share an identifier or alias. Debian's packages are compared by source, as its
advisories name sources. Packages that only one of the two found are counted, not compared: docs/accuracy.md has them in its first table.
"""

import json
import os
import re
import sys
import tempfile
from collections import defaultdict
from urllib.parse import parse_qs, unquote

from compare import Sidecar


def key(ecosystem, name, version):
    ecosystem = ecosystem.split(":")[0]
    if ecosystem == "PyPI":
        name = re.sub(r"[-_.]+", "-", name).lower()
    return ecosystem, name, version.removeprefix("v") if ecosystem == "Go" else version


def theirs(report):
    packages = defaultdict(set)
    for result in json.load(report)["results"]:
        for entry in result["packages"]:
            package = entry["package"]
            groups = packages[key(package["ecosystem"], package["name"], package["version"])]
            groups.update(frozenset(group["ids"]) | frozenset(group.get("aliases") or ()) for group in entry.get("groups", ()))
    return packages


def source_of(component):
    """Name and version that the distribution's advisories use: those of the source package."""
    qualifiers = parse_qs(component["purl"].partition("?")[2])
    upstream = unquote(qualifiers.get("upstream", [component["name"]])[0])
    name, _, version = upstream.partition("@")
    return name, version or component["version"]


def ours(report):
    document, packages, keys = json.load(report), defaultdict(set), {}
    for component in document["components"]:
        name, version = source_of(component) if component["ecosystem"] == "Debian" else (component["name"], component["version"])
        keys[component["purl"]] = key(component["ecosystem"], name, version)
        packages[keys[component["purl"]]]
    for finding in document["findings"]:
        packages[keys[finding["component"]]].add(frozenset([finding["id"], *finding["aliases"]]))
    return packages


def only(left, right):
    return sorted((package, sorted(ids)) for package in left.keys() & right.keys() for ids in left[package] if not any(ids & other for other in right[package]))


def main(launcher, database, layout, report):
    with tempfile.TemporaryDirectory() as scratch:
        Sidecar(launcher, database).run(layout, scratch)
        with open(os.path.join(scratch, "report.json")) as mine, open(report) as other:
            left, right = ours(mine), theirs(other)
    only_left, only_right = only(left, right), only(right, left)
    print("| | packages of both | only ours | only osv-scanner's | findings of both | only ours | only osv-scanner's |")
    print("|---|---|---|---|---|---|---|")
    for ecosystem in sorted({package[0] for package in left.keys() | right.keys()}):
        a, b = ({package for package in side if package[0] == ecosystem} for side in (left, right))
        agreed = sum(any(ids & mine for mine in left[package]) for package in a & b for ids in right[package])
        lonely = [sum(package[0] == ecosystem for package, _ in side) for side in (only_left, only_right)]
        print(f"| {ecosystem} | {len(a & b)} | {len(a - b)} | {len(b - a)} | {agreed} | {lonely[0]} | {lonely[1]} |")
    print()
    for who, lonely in (("registry-sidecar", only_left), ("osv-scanner", only_right)):
        for (ecosystem, name, version), ids in lonely:
            print(f"only {who}: {ecosystem} {name} {version} {' '.join(ids)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
