#!/usr/bin/env bash
# build.sh [--force]: builds the AppHost with its services and leaves the command at artifacts/gaia. Quick when up to date.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

force=
case ${1:-} in
  '') ;;
  --force) force=1 ;;
  -h | --help) sed -n '2s/^# //p' "$0"; exit 0 ;;
  *) fail "build.sh: unknown option $1 (try --help)" ;;
esac

log=artifacts/build.log
mkdir -p artifacts

# quietly COMMAND...: its output only when it fails.
quietly() { "$@" >"$log" 2>&1 || { grep -E 'error|warn' "$log" | sort -u >&2 || tail -30 "$log" >&2; fail "Build failed: $* (all of it in $log)"; }; }

build_services() {
  local stamp=artifacts/.services-built
  if [ -z "$force" ] && ! is_newer "$stamp" Gaia.AppHost Gaia.Api Gaia.Worker Gaia.Cli Gaia.ServiceDefaults libs samples ./*.props; then return; fi
  say "Building the services"
  touch "$stamp.now"
  quietly dotnet build Gaia.AppHost --nologo -v q
  mv "$stamp.now" "$stamp"
}

build_command() {
  local stamp=artifacts/.command-built
  if [ -z "$force" ] && [ -x artifacts/gaia ] && ! is_newer "$stamp" Gaia.Cli libs samples ./*.props; then return; fi
  local rid=linux-x64 native=(-p:PublishAot=true)
  [ "$(uname -m)" != aarch64 ] || rid=linux-arm64
  if ! have clang && ! have gcc; then
    say "No C compiler here, so the command is not native (it starts slower): scripts/dev-setup.sh installs one"
    native=(-p:PublishAot=false -p:PublishSingleFile=true -p:SelfContained=false)
  elif ! have clang; then
    native+=(-p:CppCompilerAndLinker=gcc)
  fi
  say "Building the command, artifacts/gaia"
  touch "$stamp.now"
  quietly dotnet publish Gaia.Cli --nologo -v q -c Release -r "$rid" "${native[@]}" -o artifacts/command
  # A running gaia keeps its file; the new one takes the name.
  cp artifacts/command/gaia artifacts/gaia.new && mv artifacts/gaia.new artifacts/gaia
  mv "$stamp.now" "$stamp"
}

build_services
build_command
