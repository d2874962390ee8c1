using System.Globalization;
using System.IO.Pipes;
using System.Text.Json;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Isolation;

/// <summary>A terraform that runs, and how to end it.</summary>
/// <param name="Info">What bwrap says of its sandbox; null without bwrap.</param>
/// <param name="Input">Where it waits for the script by which it begins; null where it has begun.</param>
internal sealed record EnclosedProcess(
    SpawnedProcess Process, Enclosure Enclosure, string? Info = null, AnonymousPipeServerStream? Input = null, byte[]? Script = null)
    : IRunningProgram
{
    // The kernel ends a namespace within a millisecond or two, unless one of its processes waits for a disk.
    private const int Rounds = 2500, Quick = 50;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    public int Id => Process.Id;

    public bool Waits => Input is not null;

    public Task<int> Ended => Process.Ended;

    public string Trace => string.Create(CultureInfo.InvariantCulture, $"{Id} {UnixProcess.StartTime(Id)} {Enclosure}");

    public EnclosedProcess(ReadySandbox ready) : this(ready.Process, new(RunIsolationKind.Bubblewrap), ready.Info, ready.Input)
    {
    }

    public Standstill? Standstill => Info is null ? Of(Id) : FirstProcess() is { } first ? Of(first) ?? Of(NamespacedProcess.Of(first)) : null;

    private static Standstill? Of(int? pid) => (pid is { } known ? UnixProcess.State(known) : null) switch
    {
        'T' => Isolation.Standstill.Stopped,
        't' => Isolation.Standstill.Traced,
        'Z' => Isolation.Standstill.Ended,
        _ => null,
    };

    /// <summary>What has waited begins.</summary>
    public void Begin()
    {
        try
        {
            Input?.Write(Script);
        }
        catch (IOException)
        {
            // It has ended, without having begun: its exit code and errors say why.
        }
        Input?.Dispose();
    }

    public bool TryInterrupt() => Enclosure.TryInterrupt(Id);

    /// <summary>Kills what is left of it and waits until that has gone: from then on nothing writes to the run's folders.</summary>
    public async Task EndAsync(TimeProvider time)
    {
        Enclosure.Kill(Id);
        Input?.Dispose();
        if (Info is null || !File.Exists(Info)) return;
        for (var round = 0; round < Rounds && FirstProcess() is { } first && UnixProcess.StartTime(first) is not null; round++)
        {
            if (round < Quick) Thread.Yield();
            else await Task.Delay(PollInterval, time);
        }
        File.Delete(Info);
    }

    public void Kill() => Enclosure.Kill(Id);

    /// <summary><c>{ "child-pid": 4244 }</c>, the first process of the sandbox: it goes when all of them have gone.</summary>
    private int? FirstProcess()
    {
        if (!File.Exists(Info)) return null;
        var text = File.ReadAllText(Info);
        if (!text.TrimEnd().EndsWith('}')) return null;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("child-pid").GetInt32();
    }
}
