#!/bin/sh
# Makes .venv ready to run and test Annotator. Safe to run again; returns at once where nothing changed.
# Needs Python 3.11 or later and a package index that pip knows. PYTHON=… names another interpreter.
set -eu
cd "$(dirname "$0")/.."

venv=.venv
stamp=$venv/.annotator-setup

say() { printf '%s\n' "setup: $*" >&2; }

fingerprint() {
    cat requirements.lock pyproject.toml packaging/setup.sh packaging/fetch_citeproc.py | cksum
}

ready() {
    [ -f "$stamp" ] && [ -x "$venv/bin/annotator" ] && [ -d resources/vendor ] &&
        [ "$(cat "$stamp")" = "$(fingerprint) $(pwd)" ]
}

# Compiled ahead, also where the system was told never to write bytecode: a start would compile everything anew.
compile() {
    "$venv/bin/python" -m compileall -q src || true
}

if ready; then
    compile
    exit 0
fi

# --- Debian's packages, where we may install them ----------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

# Installs the named packages; 1 where that is not possible here.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root true || return 1
    say "installing system packages: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null || say "apt-get update failed; trying with the lists at hand"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# --- Python -------------------------------------------------------------------------------------------

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if command -v "$candidate" >/dev/null 2>&1 && recent_enough "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

python=$(find_python) || {
    apt_install python3 python3-venv || true
    python=$(find_python) || {
        say "Python 3.11 or later is needed and was not found. Debian: apt-get install python3 python3-venv"
        exit 1
    }
}

if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        apt_install python3-venv || {
            say "Python's venv module is missing. Debian: apt-get install python3-venv"
            exit 1
        }
    fi
    say "making $venv with $("$python" -V)"
    "$python" -m venv --clear "$venv"
fi

say "installing the locked Python packages (a few minutes the first time)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

# --- Qt's system libraries and a font -----------------------------------------------------------------

qt_packages="libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libfreetype6 \
libglib2.0-0 libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 \
libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 \
libxcb-xfixes0 libxcb-xkb1 libwayland-client0 libwayland-cursor0 libwayland-egl1 libstdc++6 zlib1g"

# Names every shared library that Qt's widgets and the platforms we use would not find.
missing_libraries() {
    qt=$("$venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')/Qt
    for part in lib/libQt6Widgets.so.6 lib/libQt6Svg.so.6 plugins/platforms/libqoffscreen.so plugins/platforms/libqxcb.so \
        plugins/platforms/libqwayland.so; do
        [ ! -e "$qt/$part" ] || ldd "$qt/$part"
    done | awk '/not found/ {print $1}' | sort -u | tr '\n' ' '
}

has_font() {
    for folder in /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts"; do
        [ ! -d "$folder" ] || find -L "$folder" \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) -print 2>/dev/null
    done | grep -q .
}

if [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null 2>&1; then
    missing=$(missing_libraries)
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086 # the list is words on purpose
        apt_install $qt_packages || true
        missing=$(missing_libraries)
        [ -z "$missing" ] || say "the window may not open: Qt does not find ${missing}(Debian: apt-get install $qt_packages)"
    fi
    if ! has_font; then
        apt_install fonts-noto-core || say "no font was found, so text would show as boxes. Debian: apt-get install fonts-noto-core"
    fi
fi

# --- the citation processor, which is fetched and never committed ---------------------------------------

"$venv/bin/python" packaging/fetch_citeproc.py

compile
printf '%s %s\n' "$(fingerprint)" "$(pwd)" >"$stamp"
say "ready"
