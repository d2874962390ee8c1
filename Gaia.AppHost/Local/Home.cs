namespace Gaia.AppHost.Local;

/// <summary>
/// Where this AppHost lies: built in a checkout, or in a bundle beside its services. What it was compiled with says where
/// it was built, which a copied checkout and a bundle are not.
/// </summary>
/// <param name="Checkout">Null in a bundle.</param>
/// <param name="Programs">The folder of the AppHost's own program.</param>
internal sealed record Home(string? Checkout, string Programs)
{
    public static Home Current { get; } = Of(AppContext.BaseDirectory);

    /// <summary>What relative paths of resources start from.</summary>
    public string ProjectFolder => Checkout is null ? Programs : Path.Combine(Checkout, "Gaia.AppHost");

    /// <summary>Where a bundle has the orchestrator and the dashboard that a checkout has from its packages.</summary>
    public string Aspire => Path.Combine(Path.GetDirectoryName(Programs)!, "aspire");

    /// <summary>Whether a project that the AppHost was compiled with is the one of this checkout.</summary>
    public bool Holds(string projectFile) => Checkout is not null && projectFile.StartsWith($"{Checkout}/", StringComparison.Ordinal) && File.Exists(projectFile);

    /// <summary>
    /// A built program as a command: artifacts/bin/Gaia.AppHost/debug lies beside artifacts/bin/Gaia.Api/debug; in a bundle
    /// lib/Gaia.AppHost beside lib/Gaia.Api, and below the native `gaia`. Null if it is not built.
    /// </summary>
    /// <param name="assembly">The name of its assembly.</param>
    public IReadOnlyList<string>? Find(string project, string assembly)
    {
        var above = Path.GetDirectoryName(Programs)!;
        var further = Path.GetDirectoryName(above)!;
        if (Checkout is null && File.Exists(Path.Combine(further, assembly)))
            return [Path.Combine(further, assembly)];
        string[] folders = [Path.Combine(above, project), Path.Combine(further, project, Path.GetFileName(Programs))];
        return folders.Select(folder => Path.Combine(folder, $"{assembly}.dll")).FirstOrDefault(File.Exists) is { } program ? ["dotnet", program] : null;
    }

    public static Home Of(string programs)
    {
        programs = Path.TrimEndingDirectorySeparator(Path.GetFullPath(programs));
        var folder = programs;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Gaia.Aspire.sln")))
            folder = Path.GetDirectoryName(folder);
        return new Home(folder, programs);
    }
}
