# Sourced by the other scripts: where we are, what we say, and how.
# shellcheck shell=bash
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# One warm compiler for all projects, also where the environment switches it off: it halves the time of a clean build.
export UseSharedCompilation=true

# Where dev-setup.sh --aws put a Python with moto, it is the one that counts.
stand_in_python=$root/artifacts/python
[ ! -x "$stand_in_python/bin/python3" ] || export PATH="$stand_in_python/bin:$PATH"

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\e[1m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'; else bold='' red='' green='' plain=''; fi

say() { printf '%s%s%s\n' "$bold" "$*" "$plain"; }
fail() { printf '%s%s%s\n' "$red" "$*" "$plain" >&2; exit 1; }
# misuse TEXT: the arguments are not what the script takes.
misuse() { printf '%s%s: %s%s\nTry %s --help.\n' "$red" "${0##*/}" "$*" "$plain" "$0" >&2; exit 2; }
# value OPTION VALUE...: prints VALUE, which has to be there and is not another option.
value() { case ${2:-} in '' | -*) misuse "$1 needs a value." ;; *) printf '%s' "$2" ;; esac; }
have() { command -v "$1" >/dev/null 2>&1; }

# The newest PostgreSQL programs, which Debian keeps off the PATH.
postgres_folder() {
  if have initdb && have postgres; then dirname "$(command -v postgres)"; return; fi
  find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1 | grep . || return 1
}

# is_newer STAMP FOLDER...: whether a source in FOLDER changed since STAMP was written.
is_newer() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  find "$@" -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.sql' -o -name '*.sh' -o -name '*.json' -o -name '*.yaml' -o -name '*.tf' \) \
    -newer "$stamp" -print -quit 2>/dev/null | grep -q .
}
