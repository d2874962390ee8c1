using System.Text.RegularExpressions;

namespace Gaia.Manifests.Model;

/// <summary>
/// `sh -c "redis-server ..."` as Aspire writes it: a shell that stays is the container's first process, hands no TERM on, and the pod takes its
/// whole grace to stop. `exec` puts the program in its place.
/// </summary>
internal static partial class ShellCommands
{
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash"];

    private static readonly string[] OfTheShell =
        [".", "alias", "case", "cd", "command", "echo", "eval", "exec", "exit", "export", "for", "if", "printf", "read", "set", "shift", "source", "test", "trap", "ulimit", "umask", "unset", "until", "wait", "while"];

    public static IReadOnlyList<Value> Args(Value? command, IReadOnlyList<Value> args) =>
        command is { HasSecret: false, Text: var shell } && Shells.Contains(shell[(shell.LastIndexOf('/') + 1)..])
        && args.Count > 1 && args[0] is { HasSecret: false, Text: "-c" } && StartsOneProgram(args[1])
            ? [args[0], Resolved.Join([Resolved.Of("exec "), new(args[1], [])]).Value, .. args.Skip(2)]
            : args;

    private static bool StartsOneProgram(Value script) =>
        script.Parts is [TextPart { Text: var first }, ..] && FirstWord().Match(first) is { Success: true, Groups: [_, var word] } && !OfTheShell.Contains(word.Value)
        && script.Parts.OfType<TextPart>().All(part => part.Text.AsSpan().IndexOfAny(";&|<>(){}`\n\r") < 0);

    [GeneratedRegex(@"^([A-Za-z0-9_./-]+)(?:\s|\z)")]
    private static partial Regex FirstWord();
}
