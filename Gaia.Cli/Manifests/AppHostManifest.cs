using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;

namespace Gaia.Cli.Manifests;

/// <summary>Finds the manifest: the file that is named, or the one that the AppHost in this folder writes.</summary>
internal static class AppHostManifest
{
    public const string FileName = "aspire-manifest.json";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The file, without running anything for it; null if it does not exist.</summary>
    public static string? Lying(CliContext context, string? given) => given ?? (File.Exists(Path.Combine(context.WorkingDirectory, FileName)) ? FileName : null);

    /// <returns>Its path as a person would type it.</returns>
    public static async Task<string> FindAsync(CliContext context, string? given)
    {
        if (given is not null) return given;
        if (Project(context.WorkingDirectory) is { } project) return await MakeAsync(context, project);
        return Lying(context, given)
            ?? throw new CliException("No manifest given, and there is no *.AppHost here that could write one.", ExitCodes.WrongUse,
                "Give one with --from, or make it: dotnet run --project MyApp.AppHost -- --publisher manifest --output-path \"$PWD/aspire-manifest.json\"");
    }

    private static string? Project(string folder)
    {
        var found = Directory.EnumerateDirectories(folder, "*.AppHost").Prepend(folder)
            .SelectMany(candidate => Directory.EnumerateFiles(candidate, "*.AppHost.csproj")).Order(StringComparer.Ordinal).ToList();
        return found.Count <= 1 ? found.FirstOrDefault()
            : throw new CliException($"There are {found.Count} AppHosts here: {string.Join(", ", found.Select(path => Path.GetRelativePath(folder, path)))}.", ExitCodes.WrongUse,
                "Run the one you mean with --publisher manifest, and give its file with --from.");
    }

    // Its paths are relative to where it is written, so it is written here.
    private static async Task<string> MakeAsync(CliContext context, string project)
    {
        context.Say($"running {Path.GetRelativePath(context.WorkingDirectory, project)} for its manifest, {FileName}");
        var command = new ChildCommand("dotnet",
            ["run", "--project", project, "--", "--publisher", "manifest", "--output-path", Path.Combine(context.WorkingDirectory, FileName)],
            context.WorkingDirectory, context.Environment);
        var (code, output, error) = await ProgramOutput.RunAsync(context, command, Longest);
        return code == 0 ? FileName : throw new CliException($"The AppHost ended with status {code}:\n{output.Trim()}\n{error.Trim()}".TrimEnd());
    }
}
