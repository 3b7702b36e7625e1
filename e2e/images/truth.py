"""What is installed in the benchmark image deb-app, as its package managers print it, and what else its files name.

  truth.py managers WORK OUT     asks dpkg, pip, gem (in the image), npm, Maven and Go; one file OUT/<purl type>.tsv each, a line is name TAB version
  truth.py named WORK OUT        names and versions that metadata files give, installed by a package manager or not: OUT/<purl type>.named.tsv

WORK is where e2e/images/make keeps the folders of which it made the layers; WORK/root is the image's file system while `managers` runs.
"""

import glob
import json
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO


def printed(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def pip(listing):
    return [(one["name"], one["version"]) for one in json.loads(listing)]


def gems(listing):
    for line in listing.splitlines():
        found = re.fullmatch(r"(\S+) \((.*)\)", line.strip())
        if found:
            for version in found[2].split(", "):
                yield found[1], version.removeprefix("default: ").split(" ")[0]


def node_modules(folder):
    # npm ends with an error when a peer dependency is not met, and prints all the same.
    listing = subprocess.run(["npm", "ls", "--all", "--parseable", "--long"], cwd=folder, capture_output=True, text=True).stdout
    for line in listing.splitlines()[1:]:
        coordinates = line.split(":")[1]
        yield tuple(coordinates.rsplit("@", 1))


def maven(recipe, work):
    for name in "abc":
        listing = os.path.join(work, f"maven-{name}.txt")
        printed("mvn", "-q", "-B", "-ntp", "-f", f"{recipe}/pom-{name}.xml", "dependency:list", f"-DoutputFile={listing}", "-DoutputAbsoluteArtifactFilename=false")
        with open(listing) as lines:
            for line in lines:
                parts = re.sub(r"\x1b\[[0-9;]*m", "", line).strip().split(" ")[0].split(":")
                if len(parts) >= 5 and parts[2] == "jar":
                    yield f"{parts[0]}/{parts[1]}", parts[-2]
    yield from [("com.bench/shop", "1.0.0"), ("com.bench/gateway", "2.3.1"), ("com.bench/portal", "0.9.0")]


def go_modules(programs):
    for program in programs:
        for line in printed("go", "version", "-m", program).splitlines():
            fields = line.split("\t")
            if len(fields) > 3 and fields[1] in ("mod", "dep", "=>"):
                yield fields[2], fields[3]


def managers(work, recipe):
    def inside(*command):
        return printed("chroot", f"{work}/root", "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", *command)

    installed = inside("dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}\t${Version}\n")
    site = f"{work}/python/opt/app/lib/python3.11/site-packages"
    yield "deb", [tuple(line.split("\t")[1:]) for line in installed.splitlines() if line.startswith("installed\t")]
    yield "pypi", pip(inside("python3", "-m", "pip", "list", "--format", "json")) + pip(printed("python3", "-m", "pip", "list", "--path", site, "--format", "json"))
    yield "gem", gems(inside("gem", "list", "--local"))
    yield "npm", node_modules(f"{work}/npm/srv/web")
    yield "maven", maven(recipe, work)
    yield "golang", go_modules(sorted(glob.glob(f"{work}/go/usr/local/bin/*")))


def headers(path):
    name = version = None
    with open(path, errors="replace") as lines:
        for line in lines:
            if line.startswith("Name:"):
                name = name or line[5:].strip()
            elif line.startswith("Version:"):
                version = version or line[8:].strip()
            elif not line.strip():
                break
    return [(name, version)] if name and version else []


def vendored(path):
    with open(path, errors="replace") as lines:
        return [tuple(line.split("#")[0].strip().split("==")) for line in lines if "==" in line.split("#")[0]]


def package_json(path):
    try:
        with open(path) as content:
            root = json.load(content)
    except ValueError:
        return []
    return [(root["name"], root["version"])] if isinstance(root, dict) and isinstance(root.get("name"), str) and isinstance(root.get("version"), str) else []


def gemspec(path):
    with open(path, errors="replace") as content:
        text = content.read()
    name, version = re.search(r'\.name = "([^"]+)"', text), re.search(r'\.version = "([^"]+)"', text)
    return [(name[1], version[1])] if name and version else []


def pom_properties(archive):
    for entry in archive.namelist():
        if entry.endswith("/pom.properties"):
            keys = dict(line.split("=", 1) for line in archive.read(entry).decode("utf-8", "replace").splitlines() if "=" in line)
            if {"groupId", "artifactId", "version"} <= keys.keys():
                yield f"{keys['groupId'].strip()}/{keys['artifactId'].strip()}", keys["version"].strip()
        elif entry.endswith((".jar", ".war")):
            with zipfile.ZipFile(BytesIO(archive.read(entry))) as inner:
                yield from pom_properties(inner)


def named(work):
    trees = [f"{work}/{name}" for name in ("base", "apt", "python", "npm", "jars")]

    def files(*patterns):
        return (path for tree in trees for pattern in patterns for path in glob.iglob(f"{tree}/**/{pattern}", recursive=True, include_hidden=True) if os.path.isfile(path))

    python = [one for path in files("*.dist-info/METADATA", "*.egg-info/PKG-INFO", "*.egg-info") for one in headers(path)]
    yield "pypi", python + [one for path in files("_vendor/vendor.txt") for one in vendored(path)]
    yield "npm", (one for path in files("package.json") for one in package_json(path))
    yield "gem", (one for path in files("*.gemspec") for one in gemspec(path))
    archives = []
    for path in files("*.jar", "*.war"):
        with zipfile.ZipFile(path) as archive:
            archives.extend(pom_properties(archive))
    yield "maven", archives


def main(what, work, out):
    os.makedirs(out, exist_ok=True)
    recipe = os.path.dirname(os.path.abspath(__file__))
    for kind, packages in managers(work, recipe) if what == "managers" else named(work):
        with open(f"{out}/{kind}{'' if what == 'managers' else '.named'}.tsv", "w") as lines:
            lines.writelines(f"{name}\t{version}\n" for name, version in sorted(set(packages)))


if __name__ == "__main__":
    main(*sys.argv[1:])
