using Gaia.Cli.Contexts;
using Gaia.Cli.Serve;

namespace Gaia.Cli.Tests.Serve;

public sealed class RecordedContextTests : IDisposable
{
    private static readonly Uri Api = new("http://localhost:8080");

    private readonly ServeFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_there_for_the_next_command()
    {
        var context = folder.Context(environment: new KeyValuePair<string, string>("HOME", folder.Root));
        Assert.Equal("local", (await RecordedContext.OfAsync(context, Api)).Current);
        Assert.Equal((ContextSource.Current, Api), (ActiveContext.Of(context).Source, ActiveContext.Of(context).Api));
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_a_warning()
    {
        folder.Write("file", "");
        var contexts = await RecordedContext.OfAsync(folder.Context(environment: new KeyValuePair<string, string>("HOME", Path.Combine(folder.Root, "file"))), Api);
        Assert.Same(SavedContexts.Empty, contexts);
        Assert.StartsWith($"Warning: context local is not recorded: Contexts cannot be kept in {folder.Root}/file/.config/gaia: ", folder.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_warning_and_stays()
    {
        folder.Write(".config/gaia/credentials.json", "{");
        await RecordedContext.OfAsync(folder.Context(environment: new KeyValuePair<string, string>("HOME", folder.Root)), Api);
        Assert.StartsWith("Warning: context local is not recorded: ", folder.Out, StringComparison.Ordinal);
        Assert.Equal("{", File.ReadAllText(Path.Combine(folder.Root, ".config/gaia/credentials.json")));
    }
}
