using System.IO.Pipes;
using System.Text;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>
/// A sandbox of a run, set up ahead of its time: a shell in it waits on its standard input for what it is to become. Where we die
/// before that, it reads the end of its input and ends.
/// </summary>
/// <param name="Program">The one that can be seen in it.</param>
/// <param name="OutputFile">Of the shell, and so of what it becomes.</param>
/// <param name="Info">What bwrap says of it.</param>
internal sealed record ReadySandbox(
    SpawnedProcess Process, AnonymousPipeServerStream Input, string Program, string OutputFile, string ErrorFile, string Info)
{
    /// <summary>What the shell is started with: it reads commands, and is in no terminal's way.</summary>
    public static IReadOnlyList<string> Shell { get; } = ["/bin/sh", "-c", ". /dev/stdin"];

    /// <summary>Whether it can become that: another program may not be seen in it, and a shell cannot set every variable.</summary>
    public bool Fits(SpawnedCall call) =>
        call.Program == Program && call.Environment.Keys.All(ShellText.IsName);

    /// <summary>
    /// The commands by which it becomes the program; the environment's values are in no argument. A shell runs a compound command only when it
    /// has read all of it: where we die while we write, nothing begins, above all not an apply that lacks its last arguments.
    /// </summary>
    public byte[] Script(SpawnedCall call)
    {
        var text = new StringBuilder("{\n");
        // TMPDIR is a folder of the worker's machine; in a sandbox it is /tmp.
        foreach (var (name, value) in call.Environment.Where(pair => pair.Key is not ("TMPDIR" or "HOME"))) text.Append($"export {name}={ShellText.Quote(value)}\n");
        text.Append($"cd {ShellText.Quote(call.Folder)} && exec {string.Join(' ', call.Arguments.Prepend(call.Program).Select(ShellText.Quote))} </dev/null\n").Append("}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
