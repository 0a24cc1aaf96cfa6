#!/usr/bin/env bash
# Sets this folder up to run briefwright: system libraries and fonts (Debian, Ubuntu), a virtual environment in .venv with pinned packages.
# Does only what is missing; a second run does nothing. Without root, sudo or apt-get it prints the command to run.
set -euo pipefail
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}
STAMP=.venv/.set-up-for

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "briefwright needs Python 3.11 or later; found: $("$PYTHON" --version 2>&1 || echo none). Set PYTHON=… to another one." >&2
    exit 3
}

# ---------------------------------------------------------------------------------------------------------- system packages
missing=()
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || missing+=("python$("$PYTHON" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')-venv")
have_library() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1"; }
have_library 'libpango-1.0.so.0' || missing+=(libpango-1.0-0)
have_library 'libpangoft2-1.0.so.0' || missing+=(libpangoft2-1.0-0)
have_library 'libharfbuzz-subset.so.0' || missing+=(libharfbuzz-subset0)
have_font() { command -v fc-list >/dev/null && fc-list : family | grep -q "$1"; }
command -v fc-list >/dev/null || missing+=(fontconfig)
have_font 'Noto Sans CJK SC' || missing+=(fonts-noto-cjk)
have_font 'Liberation Sans' || missing+=(fonts-liberation2)

if ((${#missing[@]})); then
    command="apt-get install -y --no-install-recommends ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        echo "Please install with your system's package manager, then run make again: ${missing[*]}" >&2
        exit 3
    fi
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo=sudo
    else
        echo "Please run as root, then run make again:" >&2
        echo "    apt-get update && $command" >&2
        exit 3
    fi
    echo "Installing ${missing[*]}" >&2
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive $command -qq >/dev/null
fi

# ------------------------------------------------------------------------------------------------------ virtual environment
wanted="$("$PYTHON" -c 'import sys; print(sys.version)') $(cat pyproject.toml constraints.txt scripts/setup.sh | cksum)"
if [ ! -f "$STAMP" ] || [ "$(cat "$STAMP")" != "$wanted" ]; then
    echo "Setting up .venv" >&2
    [ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt 'pip>=25.1' >/dev/null
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev >/dev/null
    printf '%s' "$wanted" > "$STAMP"
fi

# As pip does with what it installs: wherever Python may not write bytecode later, each start would compile every module anew.
.venv/bin/python -m compileall -q generator
