using Gaia.Configurations.Archives;
using Gaia.Stacks;

namespace Gaia.Cli.Remote;

/// <summary>The folder that an archive is cut from: the git checkout, or without one the folder that holds the configuration and its base path.</summary>
internal sealed record ConfigurationRoot(string Path)
{
    private static readonly string[] MachinePaths = ["ATMOS_CLI_CONFIG_PATH", "ATMOS_BASE_PATH", "ATMOS_CHDIR", "ATMOS_GIT_ROOT_BASEPATH"];

    public static ConfigurationRoot Of(AtmosRepository repository)
    {
        var basePath = repository.Configuration.BasePath;
        for (var folder = new DirectoryInfo(basePath); folder is not null; folder = folder.Parent)
            if (System.IO.Path.Exists(System.IO.Path.Combine(folder.FullName, ".git"))) return new(folder.FullName);
        return new(Common(basePath, repository.Configuration.CliConfigPath));
    }

    public bool Holds(string file) => file == Path || file.StartsWith(Path.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>How the other side opens it. Where atmos was started does not matter there, so the configuration's own folder is named.</summary>
    public ArchiveContext Context(AtmosRepository repository, IReadOnlyDictionary<string, string> environment, AskedVariables variables) => new()
    {
        WorkingDirectory = Holds(repository.Configuration.CliConfigPath) ? Relative(repository.Configuration.CliConfigPath) : "",
        BasePath = Relative(repository.Configuration.BasePath),
        Environment = environment
            .Where(variable => variable.Key.StartsWith("ATMOS_", StringComparison.Ordinal) && !MachinePaths.Contains(variable.Key)
                && !WithheldVariables.Has(variable.Key))
            .ToDictionary(),
        Variables = variables.Asked.Where(name => !WithheldVariables.Has(name) && environment.ContainsKey(name)).ToDictionary(name => name, name => environment[name]),
        AbsentVariables = [.. variables.Asked.Where(name => !environment.ContainsKey(name))],
        Git = variables.Git.Where(fact => !HasPassword(fact.Value)).ToDictionary(),
    };

    // https://user:password@host/repository.git
    private static bool HasPassword(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 && (url.Scheme != "ssh" || url.UserInfo.Contains(':', StringComparison.Ordinal));

    private string Relative(string folder) => System.IO.Path.GetRelativePath(Path, folder) is var relative and not "." ? relative.Replace('\\', '/') : "";

    private static string Common(string a, string b)
    {
        if (!System.IO.Path.IsPathRooted(b)) return a;
        var parts = a.Split('/').Zip(b.Split('/')).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First);
        return string.Join('/', parts) is { Length: > 0 } common ? common : a;
    }
}
