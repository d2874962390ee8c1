using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

/// <summary>
/// Until everything was healthy once, somebody waits for it: what keeps ending then does not mend itself, and the AppHost
/// ends with what it said. Later it is tried again and again.
/// </summary>
internal sealed class FirstStart(IHostApplicationLifetime lifetime, LastWords lastWords)
{
    /// <summary>So ends a service whose settings are wrong, EX_CONFIG of sysexits.h: another start would not help.</summary>
    internal const int WrongSettings = 78;

    /// <summary>After so many pauses in a row it is not a mishap that mends itself.</summary>
    private const int Telling = 3;

    private int _failed;
    private volatile bool _done;

    /// <summary>Everything is healthy.</summary>
    public void Done() => _done = true;

    /// <param name="endsInARow">How often it ended without a calm minute between.</param>
    /// <returns>Whether it is started again.</returns>
    public async Task<bool> GoesOnAsync(IResource ended, int? exitCode, int endsInARow, CancellationToken ct)
    {
        if (_done || (exitCode != WrongSettings && endsInARow < Telling))
        {
            if (endsInARow == Telling) await lastWords.TellAsync(ended, exitCode, ct);
            return true;
        }
        if (Interlocked.Exchange(ref _failed, 1) == 1) return false;
        await lastWords.GiveUpAsync(ended, exitCode, ct);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        return false;
    }
}
