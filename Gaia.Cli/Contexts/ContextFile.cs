using System.Text.Json;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Contexts;

/// <summary>$XDG_CONFIG_HOME/gaia/credentials.json: contexts with their tokens, readable by their owner only.</summary>
/// <param name="path">Null where neither XDG_CONFIG_HOME nor HOME says where it would be.</param>
internal sealed class ContextFile(string? path, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(20);

    public string Path => path ?? throw new CliException("There is no place to keep contexts: neither XDG_CONFIG_HOME nor HOME is set.", ExitCodes.Failed, "Set HOME.");

    public static ContextFile Of(CliContext context) => new(Home(context.Environment) is { } home ? System.IO.Path.Combine(home, "gaia", "credentials.json") : null, context.Time);

    public SavedContexts Read()
    {
        if (!File.Exists(path)) return SavedContexts.Empty;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), StoredContextsJson.Default.StoredContexts)?.ToSaved() ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new CliException($"{path} is not valid: {e.Message}", ExitCodes.Failed, "Correct it, or delete it and run `gaia login` again.");
        }
    }

    /// <summary>One change at a time, so that none undoes what another process just wrote.</summary>
    /// <returns>What the file holds now.</returns>
    public async Task<SavedContexts> UpdateAsync(Func<SavedContexts, SavedContexts> change, CancellationToken cancellation)
    {
        CreateFolder(System.IO.Path.GetDirectoryName(Path)!);
        await using var held = await LockAsync(cancellation);
        var before = Read();
        var after = change(before);
        if (!ReferenceEquals(before, after)) Write(after);
        return after;
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LockInterval, time);
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream($"{Path}.lock", Options(FileMode.OpenOrCreate));
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (time.GetElapsedTime(started) > LockLimit) throw new CliException($"Another gaia has been writing {Path} for {LockLimit.TotalSeconds:0} seconds.", ExitCodes.Conflict, "Try again.");
            }
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>To a new file that nobody else could ever read, then in one step into place.</summary>
    private void Write(SavedContexts contexts)
    {
        var temporary = $"{Path}.{Guid.NewGuid():N}";
        try
        {
            using (var stream = new FileStream(temporary, Options(FileMode.CreateNew)))
            {
                JsonSerializer.Serialize(stream, StoredContexts.Of(contexts), StoredContextsJson.Default.StoredContexts);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, Path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    // EAGAIN of Linux and macOS, ERROR_SHARING_VIOLATION.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static void CreateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"Contexts cannot be kept in {folder}: {e.Message}", ExitCodes.Failed, "Set HOME or XDG_CONFIG_HOME to a folder that you can write to.");
        }
    }

    private static string? Home(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg
        : environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? System.IO.Path.Combine(home, ".config") : null;
}
