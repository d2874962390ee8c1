using Gaia.Cli.Hosting;
using Gaia.Contracts.Client;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Demo;

/// <summary>
/// Leave to change the sample: this Gaia is in Development, a worker is there, and nobody else is at it. The AppHost's
/// seeding and a person's may meet; the second waits for the first. The lock goes with the process.
/// </summary>
internal sealed class SampleTurn(FileStream held) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan WorkerLimit = TimeSpan.FromSeconds(30);

    public static async Task<SampleTurn> TakeAsync(CliContext context, GaiaClient client)
    {
        var status = await client.GetStatusAsync(context.Token);
        if (status.Environment != "Development")
            throw new CliException($"The sample is for Development; the Gaia at {client.Url} runs in {status.Environment}.", ExitCodes.WrongUse,
                "`gaia serve` starts one in Development.");
        await WaitForWorkerAsync(context, client);
        return new(await LockAsync(context, client.Url));
    }

    public void Dispose() => held.Dispose();

    private static async Task WaitForWorkerAsync(CliContext context, GaiaClient client)
    {
        var since = context.Time.GetTimestamp();
        while ((await client.GetStatusAsync(context.Token)).Workers.Count == 0)
        {
            if (context.Time.GetElapsedTime(since) > WorkerLimit)
                throw new CliException("No worker is registered, so nothing would run.", ExitCodes.Unreachable, "`gaia status` says how the parts of Gaia are.");
            await Task.Delay(Pause, context.Time, context.Token);
        }
    }

    private static async Task<FileStream> LockAsync(CliContext context, Uri url)
    {
        // One file for the names of this machine; never deleted, or two could hold locks of the same name.
        var folder = context.Environment.GetValueOrDefault("TMPDIR") is { Length: > 0 } given ? given : Path.GetTempPath();
        var file = Path.Combine(folder, $"gaia-demo-{Environment.UserName}-{(url.IsLoopback ? "local" : url.Host)}-{url.Port}.lock");
        for (var said = false; ; said = true)
        {
            try
            {
                RegularFile.Demand(file);
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Read, FileShare.None);
            }
            catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException))
            {
                if (!said) context.Error.WriteLine("Somebody else makes or removes the sample; waiting for them.");
                context.Error.Flush();
            }
            await Task.Delay(Pause, context.Time, context.Token);
        }
    }
}
