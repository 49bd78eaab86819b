#!/bin/sh
# environment.sh LOCK STAMP: puts the packages of LOCK and the command `hecha` into .venv, then leaves STAMP.
set -eu
lock=$1
stamp=$2
recent='import sys; sys.exit(sys.version_info < (3, 11))'

if ! .venv/bin/python -c "import pip; $recent" 2>/dev/null; then
    python=
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c "$recent" 2>/dev/null; then
            python=$name
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "hecha needs Python 3.11 or newer: python3 is missing or older, and there is no python3.11, python3.12 or python3.13." >&2
        echo "Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python), then try again." >&2
        exit 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi

echo "Setting up .venv from $lock (once, about a minute) ..."
# A stamp speaks for the whole environment, so none may outlive a change of it.
rm -f .venv/.runtime-* .venv/.test-*
install=".venv/bin/python -m pip install -qq --disable-pip-version-check"
$install --require-hashes --only-binary :all: -r "$lock"
$install --no-index --no-deps --no-build-isolation --editable .
touch "$stamp"
