# Sourced by the other scripts: what takes minutes shows that it lives.
# shellcheck shell=bash

# with_progress TITLE LOG COMMAND...: the command's output goes to LOG. On a terminal one line is redrawn with the seconds and
# the last step, elsewhere there is a line every 15 s. If the command fails, its errors are shown and the script ends.
with_progress() {
  local title=$1 log=$2 code=0 started=$SECONDS pid
  shift 2
  [ -t 1 ] || say "$title"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  trap 'kill "$pid" 2>/dev/null || :; wait "$pid" 2>/dev/null || :; exit 130' INT TERM HUP
  show_progress "$title" "$log" "$pid" "$started"
  wait "$pid" || code=$?
  trap - INT TERM HUP
  if [ "$code" != 0 ]; then
    [ ! -t 1 ] || printf '\r\e[K' # the line of progress
    if grep -qE '(error|warning) ' "$log"; then grep -E '(error|warning) ' "$log" | sort -u >&2; else tail -30 "$log" >&2; fi
    fail "$title failed after $((SECONDS - started)) s: $* (all of it in $log)"
  fi
  [ ! -t 1 ] || printf '\r\e[K%s%s%s (%d s)\n' "$bold" "$title" "$plain" $((SECONDS - started))
}

show_progress() {
  local title=$1 log=$2 pid=$3 started=$4 waited=0 line width
  while kill -0 "$pid" 2>/dev/null; do
    if [ -t 1 ]; then
      width=$(tput cols 2>/dev/null) || width=80
      line="$title ... $((SECONDS - started)) s  $(last_step "$log")"
      printf '\r\e[K%s' "${line:0:width-1}"
      sleep 0.5
    else
      sleep 1
      waited=$((waited + 1))
      [ $((waited % 15)) != 0 ] || printf '  %d s: %s\n' $((SECONDS - started)) "$(last_step "$log")"
    fi
  done
}

# "  Gaia.Jobs -> /.../Gaia.Jobs.dll" is what is done; before the first of these, packages are restored.
last_step() {
  local line
  line=$(grep -E '^ *[A-Za-z.]+ -> |Restored|Determining projects|Generating native code' "$1" 2>/dev/null | tail -1 | sed -E 's/^ +//; s/ -> .*//; s/ *\(in .*//; s:Restored .*/([^/]+)\.csproj:restored \1:; s/Determining projects.*/restoring packages/')
  printf '%s' "${line:-starting}"
}
