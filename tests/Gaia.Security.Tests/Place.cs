using System.Text.Json;

namespace Gaia.Security.Tests;

/// <summary>A setting or function of a configuration that takes a path.</summary>
/// <param name="File">Which of the files outside would give the secret away here.</param>
/// <param name="Files">The configuration, made from the path as a quoted text of YAML.</param>
internal sealed record Place(string Name, string File, Func<string, (string Path, string Text)[]> Files)
{
    /// <summary>It takes the folder that the file lies in.</summary>
    public bool TakesFolder { get; init; }

    /// <summary>Variables of the sender, made from the path.</summary>
    public Func<string, Dictionary<string, string>> Variables { get; init; } = _ => [];

    /// <summary>Without a wall, the plain spelling finds the secret.</summary>
    public bool FindsIt { get; init; } = true;

    public override string ToString() => Name;

    public string Written(Trap trap, Func<Trap, string, string> spelling) =>
        TakesFolder ? spelling(trap, File).Replace($"/{File}", "") : spelling(trap, File);

    public void Lay(Trap trap, string written)
    {
        foreach (var (path, text) in Files(JsonSerializer.Serialize(written))) trap.Put(path, text);
    }
}
