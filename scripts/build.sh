#!/usr/bin/env bash
# build.sh [--force]: builds the AppHost with its services and leaves the command at artifacts/gaia. Quick when up to date.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

force=
case ${1:-} in
  '') ;;
  --force) force=1 ;;
  -h | --help) sed -n '2s/^# //p' "$0"; exit 0 ;;
  *) misuse "there is no option $1." ;;
esac

. scripts/progress.sh

log=artifacts/build.log
mkdir -p artifacts

# is_current STAMP SOURCE...: whether what STAMP stands for was built here, after the last change. A copied checkout brings the
# stamps of its original with it, and programs that name the original's folders.
is_current() { [ -z "$force" ] && [ "$(cat "$1" 2>/dev/null)" = "$root" ] && ! is_newer "$@"; }

# stamped STAMP COMMAND...: a change made while COMMAND runs is newer than the stamp.
stamped() {
  local stamp=$1
  shift
  rm -f "$stamp"
  printf '%s\n' "$root" >"$stamp.now"
  "$@"
  mv "$stamp.now" "$stamp"
}

build_services() {
  is_current artifacts/.services-built Gaia.AppHost Gaia.Api Gaia.Worker Gaia.Cli Gaia.ServiceDefaults libs samples ./*.props && return
  stamped artifacts/.services-built \
    with_progress "Building the services" "$log" dotnet build Gaia.AppHost --nologo -v m -tl:off
}

build_command() {
  [ -x artifacts/gaia ] && is_current artifacts/.command-built Gaia.Cli libs samples ./*.props && return
  local rid=linux-x64 native=(-p:PublishAot=true)
  [ "$(uname -m)" != aarch64 ] || rid=linux-arm64
  if ! have clang && ! have gcc; then
    say "No C compiler here, so the command is not native (it starts slower): scripts/dev-setup.sh installs one"
    native=(-p:PublishAot=false -p:PublishSingleFile=true -p:SelfContained=false)
  elif ! have clang; then
    native+=(-p:CppCompilerAndLinker=gcc)
  fi
  stamped artifacts/.command-built \
    with_progress "Building the command, artifacts/gaia" "$log" \
    dotnet publish Gaia.Cli --nologo -v m -tl:off -c Release -r "$rid" "${native[@]}" -o artifacts/command
  # A running gaia keeps its file; the new one takes the name.
  cp artifacts/command/gaia artifacts/gaia.new && mv artifacts/gaia.new artifacts/gaia
}

build_services
build_command
