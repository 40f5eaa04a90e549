# Sourced by the scripts beside it; `root` is the checkout.  POSIX sh.

complain() {
    printf 'drillbank: %s\n' "$1" >&2
}

# Prints a Python that can make a venv; otherwise says what is missing and returns 2.
find_python() {
    without_venv=
    # A Python newer than the locks know comes last: its packages may have to be built first.
    for range in '(3, 11) <= v < (3, 15)' '(3, 15) <= v'; do
        for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
            command -v "$candidate" >/dev/null 2>&1 || continue
            "$candidate" -c "import sys; v = sys.version_info[:2]; sys.exit(not ($range))" \
                >/dev/null 2>&1 || continue
            if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
                command -v "$candidate"
                return 0
            fi
            without_venv=${without_venv:-$candidate}
        done
    done
    if [ -n "$without_venv" ]; then
        complain "$without_venv lacks the venv module; install it and try again (Debian, Ubuntu: apt install python3-venv)."
    else
        complain "Python 3.11 or newer is needed, and none was found on the PATH (https://www.python.org/downloads)."
    fi
    return 2
}

# Prints the folder of PostgreSQL's programs, the newest where there are several.
find_postgres() {
    if command -v initdb >/dev/null 2>&1; then
        dirname -- "$(readlink -f -- "$(command -v initdb)")"
    else
        ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1
    fi
}

# Brings the named parts up to date; each costs one comparison of files when nothing is to do.
set_up() {
    python=$(find_python) || return 2
    "$python" "$root/scripts/set_up.py" "$@"
}
