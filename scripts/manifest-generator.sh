#!/usr/bin/env bash
# manifest-generator.sh COMMAND [OPTION]...: the manifests of an application, and beginnings of what one writes (docs/manifests.md).
#   list [OPTION]...              the workloads, as `gaia manifest list`
#   stack NAME [OPTION]...        begins a stack
#   component NAME [OPTION]...    begins a terraform component
#   resource NAME [OPTION]...     begins the settings of a resource of the application
#   template KIND NAME ...        the same by its kind: stack, component, workload
# Every other command is gaia's own: generate, show, validate, diff, graph.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

case ${1:-} in '' | -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; -*) misuse "there is no option $1 before a command." ;; esac

gaia=$root/artifacts/gaia
[ -x "$gaia" ] || gaia=$(command -v gaia) || fail "gaia is not built. Build it with scripts/build.sh."

case $1 in
  stack | component) exec "$gaia" manifest template "$@" ;;
  resource) shift; exec "$gaia" manifest template workload "$@" ;;
  *) exec "$gaia" manifest "$@" ;;
esac
