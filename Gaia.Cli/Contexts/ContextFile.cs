using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Contexts;

/// <summary>$XDG_CONFIG_HOME/gaia/credentials.json: contexts with their tokens, readable by their owner only.</summary>
/// <param name="path">Null where neither XDG_CONFIG_HOME nor HOME says where it would be.</param>
internal sealed class ContextFile(string? path, TimeProvider time)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(20);

    public string Path => path ?? throw new CliException("There is no place to keep contexts: neither XDG_CONFIG_HOME nor HOME is set.", ExitCodes.Failed, "Set HOME.");

    private string Lock => $"{Path}.lock";

    public static ContextFile Of(CliContext context) => new(Home(context.Environment) is { } home ? System.IO.Path.Combine(home, "gaia", "credentials.json") : null, context.Time);

    /// <exception cref="CliException">The file cannot be read. Only a missing file means that there are no contexts.</exception>
    public SavedContexts Read()
    {
        if (path is null) return SavedContexts.Empty;
        try
        {
            return JsonSerializer.Deserialize(RegularFile.ReadText(path), StoredContextsJson.Default.StoredContexts)?.ToSaved() ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new CliException($"{path} is not valid: {ContextFileFault.Words(e)}", ExitCodes.Failed, "Correct it, or delete it and run `gaia login` again.");
        }
        catch (Exception e) when (ContextFileFault.IsAbsence(e))
        {
            return ContextFileFault.DanglingLink(path) is { } link ? throw ContextFileFault.Dangling(path, link) : SavedContexts.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ContextFileFault.Unreadable(path, e);
        }
    }

    /// <summary>Where others than its owner may read or write it.</summary>
    public void WarnIfOpen(CliContext context)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
            context.SayOnce($"{path} holds tokens and is open to others: `chmod 600 {path}`");
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
                RegularFile.Demand(Lock);
                return new FileStream(Lock, Options(FileMode.OpenOrCreate));
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (time.GetElapsedTime(started) > LockLimit) throw new CliException($"Another gaia has been writing {Path} for {LockLimit.TotalSeconds:0} seconds.", ExitCodes.Conflict, "Try again.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw ContextFileFault.Unwritable(Lock, e);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw ContextFileFault.Unwritable(Path, e);
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
            throw ContextFileFault.Unwritable(folder, e);
        }
    }

    private static string? Home(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg
        : environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? System.IO.Path.Combine(home, ".config") : null;
}
