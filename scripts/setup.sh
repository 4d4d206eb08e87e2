#!/bin/sh
# Get the needs of a job, on a machine with nothing but Python 3.11 and make.
#
#   sh scripts/setup.sh run|test|bench   the libraries, in .venv
#   sh scripts/setup.sh uv               only find or get uv, and print where it is
#
# SETUP_WITHOUT_UV=1 uses venv and pip even if uv is available.
set -eu
cd "$(dirname "$0")/.."
job=${1:-run}

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Debian packages that a job lacks, beyond Python itself. The samples need none; the tests read old Word files and scans.
# They are tried and never required: whatever lacks them says so.
debian_packages() {
    [ "$1" = run ] && return
    has soffice libreoffice || echo libreoffice-writer-nogui
    has_font || echo fonts-liberation2
    has tesseract || echo tesseract-ocr
    tesseract --list-langs 2>/dev/null | grep -qx vie || echo tesseract-ocr-vie
    has chromium-headless-shell chromium chromium-browser google-chrome || echo chromium-headless-shell
}

has() { for name; do command -v "$name" >/dev/null && return; done; return 1; }

has_font() { [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name 'LiberationSerif-Regular.ttf' 2>/dev/null)" ]; }

# ---- Python ------------------------------------------------------------------------------------------------
find_python() {
    for name in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    die "Python 3.11 or later is needed. On Debian: apt-get install python3"
}

# ---- Debian packages ---------------------------------------------------------------------------------------
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

apt_install() {
    can_install || return 1
    say "Installing Debian packages: $*"
    as_root apt-get update -qq >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

# ---- uv ----------------------------------------------------------------------------------------------------
has_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

need_venv() {
    has_venv && return
    # The package is named after the version: python3.11-venv; python3-venv is for the default one.
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt_install "python$version-venv" || apt_install python3-venv || true
    has_venv || die "Missing: Python's venv module (with ensurepip).
  On Debian, as root:  apt-get install python$version-venv
  or put uv on the PATH, and run make again."
}

find_uv() {
    if [ -n "${SETUP_WITHOUT_UV:-}" ]; then
        return 1
    elif command -v uv >/dev/null && uv --version >/dev/null 2>&1; then
        printf 'uv\n'
    elif .uv/bin/uv --version >/dev/null 2>&1; then
        printf '%s/.uv/bin/uv\n' "$PWD"
    else
        return 1
    fi
}

get_uv() {
    [ -z "${SETUP_WITHOUT_UV:-}" ] || return 1
    need_venv
    say "Getting uv into .uv/ ..."
    rm -rf .uv
    "$python" -m venv .uv && echo '*' >.uv/.gitignore &&
        .uv/bin/python -m pip install -q --disable-pip-version-check uv >&2 && find_uv
}

# ---- the libraries -----------------------------------------------------------------------------------------
# The machine's own certificates: offices often stand behind a proxy that has one.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"

with_uv() {
    say "Getting the libraries into .venv/ ..."
    if [ "$job" = bench ]; then
        "$uv" sync --frozen --quiet --group bench
    else
        "$uv" sync --frozen --quiet
    fi
}

# The newest versions that fit, not the locked ones: better than nothing without uv.
with_pip() {
    say "uv did not get them: getting the libraries with pip, newest versions instead of the locked ones ..."
    need_venv
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    groups=dev
    [ "$job" != bench ] || groups="dev bench"
    # shellcheck disable=SC2086
    .venv/bin/python - $groups >.venv/groups.txt <<'PY'
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    groups = tomllib.load(file)["dependency-groups"]
print(*(line for name in sys.argv[1:] for line in groups[name]), sep="\n")
PY
    .venv/bin/python -m pip install -q --disable-pip-version-check -e . -r .venv/groups.txt
}

# bench includes all of run; run and test are the same set of libraries.
stamp_of() { if [ "$1" = bench ]; then echo .venv/.ready-bench; else echo .venv/.ready; fi; }

fresh() {
    [ "$1" -nt uv.lock ] && [ "$1" -nt pyproject.toml ] && [ "$(cat "$1")" = "$PWD" ] &&
        .venv/bin/python -c '' 2>/dev/null
}

case $job in
    uv)
        find_uv && exit 0
        python=$(find_python)
        get_uv || die "uv cannot be had here."
        exit 0
        ;;
    run | test | bench) ;;
    *) die "usage: sh scripts/setup.sh run|test|bench|uv" ;;
esac

# shellcheck disable=SC2046
packages=$(echo $(debian_packages "$job"))
# shellcheck disable=SC2046,SC2086
[ -z "$packages" ] || apt_install $packages ||
    # Elsewhere than on Debian there is Chromium only with its windows.
    apt_install $(echo "$packages" | sed 's/chromium-headless-shell/chromium/') ||
    say "Missing, and not installable from here: $packages
  On Debian, as root:  apt-get install $packages
  Without them old Word files and scans cannot be read, and the tests of these, or of pages in a browser, are skipped."
stamp=$(stamp_of "$job")
if fresh "$stamp" || { [ "$job" != bench ] && fresh .venv/.ready-bench; }; then exit 0; fi

python=$(find_python)
if uv=$(find_uv) || uv=$(get_uv); then
    with_uv || with_pip
else
    with_pip
fi
rm -f .venv/.ready .venv/.ready-bench
printf '%s\n' "$PWD" >"$stamp"
say "Ready."
