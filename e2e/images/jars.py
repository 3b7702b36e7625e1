"""Java applications of the benchmark image: plain libraries, two executable jars with libraries inside, and a web archive.

  jars.py LIBRARIES_A LIBRARIES_B LIBRARIES_C FOLDER
"""

import os
import shutil
import sys
import zipfile

MANIFEST = "Manifest-Version: 1.0\r\nImplementation-Title: {0}\r\nImplementation-Version: {1}\r\n\r\n"


def jars(folder):
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".jar"))


def application(path, name, version, prefix, libraries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/MANIFEST.MF", MANIFEST.format(name, version))
        archive.writestr(
            f"META-INF/maven/com.bench/{name}/pom.properties",
            f"groupId=com.bench\nartifactId={name}\nversion={version}\n",
        )
        for library in libraries:
            archive.write(library, prefix + os.path.basename(library), zipfile.ZIP_STORED)


def main(a, b, c, folder):
    a, b, c = jars(a), jars(b), jars(c)
    os.makedirs(f"{folder}/lib", exist_ok=True)
    os.makedirs(f"{folder}/apps", exist_ok=True)
    for library in {os.path.basename(j): j for j in c[:60] + b}.values():
        shutil.copy2(library, f"{folder}/lib")
    application(f"{folder}/apps/shop-1.0.0.jar", "shop", "1.0.0", "BOOT-INF/lib/", a)
    application(f"{folder}/apps/gateway-2.3.1.jar", "gateway", "2.3.1", "BOOT-INF/lib/", c[60:])
    application(f"{folder}/apps/portal-0.9.0.war", "portal", "0.9.0", "WEB-INF/lib/", b[:40])


if __name__ == "__main__":
    main(*sys.argv[1:])
