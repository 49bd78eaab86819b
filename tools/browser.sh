#!/bin/sh
# Sees that Chromium and fonts with Chinese and emoji are here, for the tests that look at pages, and pdfsig of poppler,
# which checks the office's seal as a reader would.
# Installs them where it may (Debian or Ubuntu, root or sudo without a password); elsewhere those tests are left out.
set -u

has_browser() {
    for name in chromium chromium-browser google-chrome; do
        "$name" --version >/dev/null 2>&1 && return 0
    done
    return 1
}

missing_packages() {
    has_browser || printf 'chromium '
    command -v pdfsig >/dev/null 2>&1 || printf 'poppler-utils '
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for font in fonts-noto-cjk fonts-noto-color-emoji; do
        dpkg-query --status "$font" >/dev/null 2>&1 || printf '%s ' "$font"
    done
}

apt() {
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >/dev/null 2>&1
}

missing=$(missing_packages)
if [ -n "$missing" ] && command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif sudo -n true 2>/dev/null; then
        sudo="sudo -n"
    else
        sudo=false  # without the right, `apt` is a command that fails
    fi
    # shellcheck disable=SC2086  # a list of package names
    apt update && apt install --yes --no-install-recommends $missing
    missing=$(missing_packages)
fi

case $missing in
    "") exit 0 ;;
    *chromium*) echo "skipped: no browser" ;;
    *) echo "skipped: no ${missing% }" ;;
esac
[ -z "${CI:-}" ]
