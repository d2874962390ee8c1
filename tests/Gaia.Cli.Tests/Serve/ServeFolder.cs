using Gaia.Cli.Hosting;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

/// <summary>A data folder of a test's own, as an AppHost leaves it.</summary>
internal sealed class ServeFolder : IDisposable
{
    private readonly Interrupts interrupts = new();
    private readonly StringWriter output = new();

    public string Root { get; } = Directory.CreateTempSubdirectory("gaia-serve-test-").FullName;

    public ServeData Data => new(Root);

    public string Out => output.ToString();

    public ServeFolder Write(string relative, string text)
    {
        var path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Held as an AppHost holds it; let go when disposed.</summary>
    public FileStream Hold(string file) => new(Path.Combine(Root, file), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public CliContext Context(string input = "", bool terminal = false, params KeyValuePair<string, string>[] environment) => new(
        new Terminal(output, output, new StringReader(input)) { OutIsTerminal = terminal, InIsTerminal = terminal }, interrupts,
        new Dictionary<string, string>(environment), Root, TimeProvider.System);

    public void Dispose()
    {
        interrupts.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
