#!/usr/bin/env bash
# bundle.sh [--out DIR] [--rid linux-x64]: makes gaia-VERSION-RID.tar.gz and its .sha256 in DIR (artifacts): the command, the
# AppHost, API, worker, and Aspire's orchestrator and dashboard. Unpacked anywhere, `./gaia serve` needs the ASP.NET Core runtime
# and this machine's PostgreSQL and Redis, or a container engine; no SDK and no packages.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/scripts/progress.sh"

out=$root/artifacts rid=linux-x64
[ "$(uname -m)" != aarch64 ] || rid=linux-arm64
native=$rid
while [ $# -gt 0 ]; do
  case $1 in
    --out) out=$(value "$@"); out=$(mkdir -p "$out" && cd "$out" && pwd); shift 2 ;;
    --rid) rid=$(value "$@"); shift 2 ;;
    -h | --help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) misuse "there is no option $1." ;;
  esac
done
case $rid in linux-x64 | linux-arm64) ;; *) misuse "--rid is '$rid'; a bundle is for linux-x64 or linux-arm64." ;; esac
[ "$rid" = "$native" ] || fail "A native command for $rid is built on such a machine; this one is $native."
have clang || have gcc || fail "The command is native and needs a C compiler: scripts/dev-setup.sh installs one."

cd "$root"
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
name=gaia-$version-$rid
work=$root/artifacts/bundle
rm -rf "$work"
mkdir -p "$work/$name/lib" "$work/log"

# publish PROJECT FOLDER OPTION...
publish() {
  local project=$1 folder=$2
  shift 2
  with_progress "Publishing $project" "$work/log/$project.log" \
    dotnet publish "$project" --nologo -v m -tl:off -c Release -o "$folder" -p:DebugType=none -p:DebugSymbols=false "$@"
}

# aspire PROPERTY: where the packages of Aspire have a program, as the AppHost's build knows it.
aspire() {
  local path
  path=$(dotnet msbuild Gaia.AppHost -getProperty:"$1") && [ -x "$path" ] || fail "Gaia.AppHost's packages have no $1 ($path)."
  dirname "$path"
}

linker=()
have clang || linker=(-p:CppCompilerAndLinker=gcc)
publish Gaia.AppHost "$work/$name/lib/Gaia.AppHost" -p:IsPublishable=true # Aspire has it published otherwise, or not at all
publish Gaia.Api "$work/$name/lib/Gaia.Api"
publish Gaia.Worker "$work/$name/lib/Gaia.Worker"
publish Gaia.Cli "$work/command" -r "$rid" "${linker[@]}"
cp "$work/command/gaia" "$work/$name/gaia"

say "Adding Aspire's orchestrator and dashboard"
orchestrator=$(aspire DcpCliPath)
dashboard=$(aspire AspireDashboardPath)
mkdir -p "$work/$name/lib/aspire"
cp -rL "$orchestrator" "$work/$name/lib/aspire/orchestrator"
cp -rL "$dashboard" "$work/$name/lib/aspire/dashboard"
rm -rf "$work/$name/lib/aspire/orchestrator/_manifest"
cp "$orchestrator/../THIRD-PARTY-NOTICES.TXT" "$work/$name/lib/aspire/orchestrator/"
cp "$dashboard/../THIRD-PARTY-NOTICES.TXT" "$work/$name/lib/aspire/dashboard/"

# Whoever unpacks it is not who built it: everybody may read, and execute what is a program.
chmod -R u=rwX,go=rX "$work/$name"
chmod 755 "$work/$name/gaia" "$work/$name/lib/aspire/orchestrator/dcp" "$work/$name/lib/aspire/orchestrator"/dcptun* "$work/$name/lib/aspire/dashboard/Aspire.Dashboard"
(cd "$work/$name" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)

say "Packing $out/$name.tar.gz"
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct 2>/dev/null || echo 0)" -cf - "$name" | gzip -n >"$out/$name.tar.gz"
(cd "$out" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
rm -rf "$work/$name" "$work/command"
printf '%s (%d MB)\n' "$out/$name.tar.gz" $(($(stat -c %s "$out/$name.tar.gz") / 1000000))
