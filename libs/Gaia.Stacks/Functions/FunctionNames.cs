namespace Gaia.Stacks.Functions;

/// <summary>Functions that parts of the engine ask for by kind; all names are those of <see cref="Documents.Yaml.YamlFunctions.Known"/>.</summary>
public static class FunctionNames
{
    /// <summary>They read what other components or programs have written: there may be nothing yet.</summary>
    public static IReadOnlyList<string> Reading { get; } = ["!terraform.state", "!terraform.output", "!store", "!store.get"];

    /// <summary>They want other machines, or other programs.</summary>
    public static IReadOnlyList<string> Outside { get; } = [.. Reading, "!exec"];

    public static bool ReachesOutside(string name) => Outside.Contains(name) || name.StartsWith("!aws.", StringComparison.Ordinal);
}
