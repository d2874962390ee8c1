using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Files;

/// <summary>Remote imports and includes.</summary>
internal static class RemoteFiles
{
    public static string Fetch(string url, SourceMark mark, RepositoryOptions options) => throw new StacksInvalidException(
        "outside.remote-files", $"'{url}' cannot be fetched from {options.WorkingDirectory}", mark);
}
