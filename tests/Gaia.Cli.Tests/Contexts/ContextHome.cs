using Gaia.Cli.Contexts;

namespace Gaia.Cli.Tests.Contexts;

/// <summary>A home of a test's own, with the file of contexts in it.</summary>
internal sealed class ContextHome : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gaia-home-").FullName;

    public string Folder => Path.Combine(Root, ".config", "gaia");

    public string FilePath => Path.Combine(Folder, "credentials.json");

    public Dictionary<string, string> Environment { get; } = [];

    public ContextFile File => new(FilePath, TimeProvider.System);

    public SavedContexts Contexts => File.Read();

    public string Text => System.IO.File.ReadAllText(FilePath);

    public ContextHome Write(string text)
    {
        Directory.CreateDirectory(Folder);
        System.IO.File.WriteAllText(FilePath, text);
        System.IO.File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return this;
    }

    public Task<CliRun> GaiaAsync(params string[] args) => GaiaAsync(args, "");

    public Task<CliRun> GaiaAsync(string[] args, string input) =>
        CliRun.OfAsync(args, new Dictionary<string, string>(Environment) { ["HOME"] = Root }, Root, input);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
