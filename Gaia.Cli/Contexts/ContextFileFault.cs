using System.Text.Json;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

/// <summary>Why the file of contexts cannot be used, and what to do. Taken for absent, it would let terraform work in place, beside what Gaia keeps.</summary>
internal static class ContextFileFault
{
    private const int NotAFolder = 20; // ENOTDIR of Linux and macOS: nothing can lie there
    private const string Shape = """{"current":"NAME","contexts":{"NAME":{"url":"https://gaia.example","token":"gaia_..."}}}""";
    private const string Elsewhere = "set HOME or XDG_CONFIG_HOME to a folder of your own";

    public static bool IsAbsence(Exception e) => e is FileNotFoundException or DirectoryNotFoundException || (e is IOException && e.HResult == NotAFolder);

    /// <summary>Null where no link is the reason why there is nothing.</summary>
    public static FileSystemInfo? DanglingLink(string path)
    {
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
            if (new FileInfo(at) is { LinkTarget: not null } link) return Path.Exists(link.ResolveLinkTarget(returnFinalTarget: true)?.FullName) ? null : link;
        return null;
    }

    public static CliException Dangling(string path, FileSystemInfo link) => new(
        $"{path} cannot be read: {(link.FullName == path ? "it" : link.FullName)} is a link to {link.LinkTarget}, where there is nothing.", ExitCodes.Failed,
        "Remove the link, or put back what it leads to.");

    public static CliException Unreadable(string path, Exception fault)
    {
        if (Directory.Exists(path)) return new($"{path} is a folder, where a file of contexts is expected.", ExitCodes.Failed, "Move it away. `gaia login` writes the file anew.");
        return fault is UnauthorizedAccessException
            ? new($"{path} may not be read, so that nobody knows which context is used.", ExitCodes.Failed, $"Make it and its folders readable to you, or {Elsewhere}.")
            : new(fault.Message.StartsWith(path, StringComparison.Ordinal) ? fault.Message : $"{path} cannot be read: {Sentence(fault.Message)}", ExitCodes.Failed, $"Correct that, or {Elsewhere}.");
    }

    public static CliException Unwritable(string path, Exception fault) =>
        new($"Contexts cannot be kept in {path}: {(Directory.Exists(path) ? "it is a folder." : Sentence(fault.Message))}", ExitCodes.Failed, $"Correct that, or {Elsewhere}.");

    /// <summary>In words of the file: the reader's own name types of this program.</summary>
    public static string Words(JsonException fault) => fault switch
    {
        { Path: null } => $"{fault.Message}.",
        { InnerException: JsonException syntax } => Sentence(syntax.Message.Split(" LineNumber:")[0]),
        _ => $"what is at {fault.Path}{(fault.LineNumber is { } line ? $" (line {line + 1})" : "")} is of another kind than expected. Expected is {Shape}.",
    };

    private static string Sentence(string message) => message.EndsWith('.') ? message : $"{message}.";
}
