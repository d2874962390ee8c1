using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Tests.Contexts;

public sealed class ContextFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ContextHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task It_and_its_folder_are_its_owners_only_also_where_the_old_one_was_not()
    {
        home.Write("""{"current":null,"tokens":{"https://gaia.example":"a"}}""");
        File.SetUnixFileMode(home.FilePath, OwnerOnly | UnixFileMode.OtherRead);
        await AddAsync("prod");
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(home.FilePath));
        Directory.Delete(home.Folder, recursive: true);
        await AddAsync("prod");
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(home.FilePath));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(home.Folder));
    }

    [Fact]
    public async Task A_write_replaces_the_whole_file_and_leaves_nothing_beside()
    {
        await AddAsync("prod");
        using var reader = new StreamReader(new FileStream(home.FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        await AddAsync("dev");
        Assert.Equal(["prod"], Names(await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(["credentials.json", "credentials.json.lock"], Directory.EnumerateFiles(home.Folder).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_file_as_it_was()
    {
        await AddAsync("prod");
        var before = home.Text;
        await Assert.ThrowsAsync<CliException>(() => home.File.UpdateAsync(contexts => contexts.Without("dev"), TestContext.Current.CancellationToken));
        Assert.Equal(before, home.Text);
    }

    [Fact]
    public async Task Changes_at_the_same_time_all_hold()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => AddAsync($"c{i}"))));
        Assert.Equal(20, home.Contexts.All.Count);
    }

    [Fact]
    public async Task A_change_waits_for_the_one_before_it()
    {
        await AddAsync("prod");
        var held = new FileStream($"{home.FilePath}.lock", FileMode.Open, FileAccess.Write, FileShare.None);
        var waiting = AddAsync("dev");
        Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await waiting;
        Assert.NotNull(home.Contexts.Find("dev"));
    }

    [Fact]
    public async Task Without_a_home_nothing_is_written()
    {
        var file = new ContextFile(null, TimeProvider.System);
        Assert.Same(SavedContexts.Empty, file.Read());
        var refusal = await Assert.ThrowsAsync<CliException>(() => file.UpdateAsync(contexts => contexts, TestContext.Current.CancellationToken));
        Assert.Contains("neither XDG_CONFIG_HOME nor HOME is set", refusal.Message);
    }

    [Fact]
    public void One_that_is_broken_is_refused_by_its_path() =>
        Assert.StartsWith($"{home.FilePath} is not valid: ", Assert.Throws<CliException>(() => home.Write("{").Contexts).Message);

    private Task<SavedContexts> AddAsync(string name) =>
        home.File.UpdateAsync(contexts => contexts.With(new(name, new("https://gaia.example")) { Token = name }), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(string text)
    {
        using var json = System.Text.Json.JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("contexts").EnumerateObject().Select(property => property.Name)];
    }
}
