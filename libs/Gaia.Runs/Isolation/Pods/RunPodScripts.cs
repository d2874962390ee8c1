using System.Text;

namespace Gaia.Runs.Isolation.Pods;

/// <summary>
/// What a pod runs for us, as sh scripts for Debian's tools or BusyBox. Each program of a run has a folder of its own in the pod: <c>run</c>
/// (a script with its environment and arguments), <c>started</c>, <c>pid</c>, <c>out</c>, <c>err</c>, <c>interrupted</c>, <c>code</c>, <c>swept</c>. So a broken
/// connection loses nothing: every step may be asked again.
/// </summary>
internal static class RunPodScripts
{
    /// <summary>Names the first process; what kills all processes makes sure that it is where it thinks it is.</summary>
    private const string Mark = "gaia-run-pod";

    public const int NotBegun = 75;

    /// <summary>The first process. When Kubernetes ends the pod (a drained node, a deadline, a deletion), it interrupts the program once and waits.</summary>
    public static string[] Main(string control) => ["/bin/sh", "-c",
        """
        c=$1
        end() {
          touch "$c/ending" 2>/dev/null
          for f in "$c"/*/pid; do
            d=${f%/pid}
            [ -s "$f" ] && [ ! -e "$d/code" ] && mkdir "$d/interrupted" 2>/dev/null && kill -INT "$(cat "$f")"
          done
          for f in "$c"/*/started; do while [ -e "$f" ] && [ ! -e "${f%/started}/code" ]; do sleep 0.1; done; done
          exit 0
        }
        trap end TERM
        mkdir -p "$c"
        while :; do sleep 86400 & wait $!; done
        """, Mark, control];

    /// <summary>Unpacks so many bytes of its input. A length, since the end of an input cannot be sent.</summary>
    public static string[] Put(string root, long bytes) => Script(Heard("""head -c "$1" | tar -x -o -f - -C "$2" """), $"{bytes}", root);

    public static string[] Start(string folder) => Script(
        """
        d=$1
        [ ! -e "${d%/*}/ending" ] || { echo "the pod is being ended" >&2; exit 1; }
        [ ! -e "$d/started" ] || exit 0
        : >>"$d/out"; : >>"$d/err"
        if setsid -f true 2>/dev/null; then setsid -f sh "$d/run" </dev/null >>"$d/out" 2>>"$d/err"
        else setsid sh "$d/run" </dev/null >>"$d/out" 2>>"$d/err" & fi
        """, folder);

    /// <summary>
    /// Tells what the program writes, from these offsets on: <c>o 12\n</c> and 12 bytes of output, <c>e 5\n</c> and 5 bytes of errors, <c>h\n</c>
    /// where nothing happens, at last <c>x 0\n</c>, or <c>x 137 oom\n</c>. By then nothing of it runs any more. What it left is swept once: a
    /// follower that outlived its connection must not meet the next program.
    /// </summary>
    public static string[] Follow(string folder, long output, long errors) => Script(
        $$"""
        d=$1 o=$2 e=$3 n=0
        send() {
          s=$(wc -c <"$2" 2>/dev/null) || s=$3
          if [ "$s" -gt "$3" ]; then printf '%s %d\n' "$1" $((s - $3)); tail -c +$(($3 + 1)) "$2" | head -c $((s - $3)); n=0; else s=$3; fi
        }
        sweep() {
          if mkdir "$d/swept" 2>/dev/null; then {{KillAll}}; : >"$d/swept/done"; fi
          i=0; while [ -d "$d/swept" ] && [ ! -e "$d/swept/done" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.1; done
        }
        while :; do
          x=; if [ -e "$d/code" ]; then x=1; sweep; fi
          send o "$d/out" $o; o=$s
          send e "$d/err" $e; e=$s
          if [ $x ]; then m=; [ ! -e "$d/oom" ] || m=oom; printf 'x %s %s\n' "$(cat "$d/code")" "$m"; exit 0; fi
          n=$((n + 1)); [ $n -lt 50 ] || { n=0; echo h; }
          sleep 0.1
        done
        """, folder, $"{output}", $"{errors}");

    /// <summary>Once and never again, whoever asks: at a second SIGINT terraform ends without saving.</summary>
    public static string[] Interrupt(string folder) => Script(
        $"""
        [ ! -e "$1/code" ] || exit 0
        [ -s "$1/pid" ] || exit {NotBegun}
        mkdir "$1/interrupted" 2>/dev/null || exit 0
        kill -INT "$(cat "$1/pid")"
        """, folder);

    public static string[] Kill(string folder) => Script(
        $$"""
        [ ! -e "$1/swept/done" ] || [ ! -e "$1/code" ] || exit 0
        mkdir "$1/started" "$1/swept" 2>/dev/null
        {{KillAll}}
        : >"$1/swept/done"
        [ ! -s "$1/group" ] || kill -s KILL -- "-$(cat "$1/group")" 2>/dev/null
        [ -e "$1/code" ] || { echo 137 >"$1/code.new" && mv "$1/code.new" "$1/code"; }
        """, folder);

    /// <summary>A tar of the files that are newer than the program's start. Providers and modules stay where they are.</summary>
    public static string[] Fetch(string root, string folder) => Script(
        Heard("""cd "$1/tree" && find . -name .terraform -prune -o -type f -newer "$2/since" -print | tar -c -f - -T -"""), root, folder);

    /// <summary>A tar of what terraform could not save elsewhere, and of nothing beside it.</summary>
    public static string[] FetchErrored(string root, string folder) => Script(
        Heard("""cd "$1/tree" && find . -name .terraform -prune -o -type f -name errored.tfstate -newer "$2/since" -print | tar -c -f - -T -"""), root, folder);

    /// <summary>Interrupts each program that has begun and not ended, if nobody did before; a line for each. What runs there may have made any folder.</summary>
    public static string[] InterruptAll(string control) => Script(
        """
        n=0
        for f in "$1"/[0-9][0-9][0-9]*-*/started; do
          d=${f%/started}
          [ -e "$f" ] && [ ! -e "$d/code" ] || continue
          n=$((n + 1)); [ $n -le 100 ] || break
          echo running
          [ ! -s "$d/pid" ] || ! mkdir "$d/interrupted" 2>/dev/null || kill -INT "$(cat "$d/pid")" 2>/dev/null
        done
        exit 0
        """, control);

    /// <summary>The folders of all programs, in their order.</summary>
    public static string[] Last(string control) => Script("""for f in "$1"/[0-9][0-9][0-9]*-*/started; do d=${f%/started}; [ ! -e "$f" ] || echo "${d##*/}"; done | sort -n | tail -n 1""", control);

    // Not where another program is the first process (a namespace that containers share, or no namespace at all).
    private const string KillAll = $"grep -qs {Mark} /proc/1/cmdline && kill -s KILL -- -1 2>/dev/null";

    /// <summary>
    /// What starts the program. Its first command decides which of several is the one; the file with its secrets goes as soon as it is read.
    /// SIGINT is as a new process expects it: nothing here is started with <c>&amp;</c>, by which a shell would have it ignored.
    /// </summary>
    public static byte[] Run(string folder, PodCall call, string home, string temporary)
    {
        var text = new StringBuilder($"d={ShellText.Quote(folder)}\n");
        text.Append("mkdir \"$d/started\" 2>/dev/null || exit 0\nrm -f \"$0\"\ntouch -d \"@$(($(date +%s) - 1))\" \"$d/since\"\necho $$ >\"$d/group\"\n");
        var set = call.Environment.Append(new("HOME", home)).Append(new("TMPDIR", temporary)).DistinctBy(pair => pair.Key).ToList();
        foreach (var (name, value) in set.Where(pair => ShellText.IsName(pair.Key))) text.Append($"export {name}={ShellText.Quote(value)}\n");
        // A shell cannot set these; the arguments are seen in this pod alone.
        var others = string.Concat(set.Where(pair => !ShellText.IsName(pair.Key)).Select(pair => $" {ShellText.Quote($"{pair.Key}={pair.Value}")}"));
        text.Append($"p={ShellText.Quote(call.Program)}\n[ -x \"$p\" ] || p={ShellText.Quote(Path.GetFileName(call.Program))}\n");
        text.Append($"cd {ShellText.Quote(call.Folder)} && ");
        text.Append($"sh -c 'echo $$ >\"$0/pid\" && exec \"$@\"' \"$d\" {(others.Length > 0 ? $"env{others} " : "")}\"$p\" ");
        text.Append(string.Join(' ', call.Arguments.Select(ShellText.Quote)));
        text.Append(call.Input is null ? " </dev/null\n" : " <\"$d/in\"\n");
        text.Append("x=$?\n[ $x != 137 ] || ! grep -qs 'oom_kill [1-9]' /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control || : >\"$d/oom\"\n");
        text.Append("echo $x >\"$d/code.new\" && mv \"$d/code.new\" \"$d/code\"\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// An empty line of errors every 5 s while it works: who waits takes a long silence for a broken connection. The input is the script's alone, and
    /// nothing that is left holds the connection open.
    /// </summary>
    private static string Heard(string text) =>
        $$"""
        { while sleep 5 >/dev/null 2>&1; do echo >&2; done } </dev/null >/dev/null & h=$!
        {{text}}
        x=$?
        kill $h 2>/dev/null
        exit $x
        """;

    private static string[] Script(string text, params string[] arguments) => ["/bin/sh", "-c", text, "gaia", .. arguments];
}
