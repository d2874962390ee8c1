namespace Gaia.ProcessHost.Running;

/// <summary>What to run and how to stop it.</summary>
internal sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    public string WorkingDirectory { get; init; } = "/";
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    public UnixAccount? Account { get; init; }
    public StopSignal Signal { get; init; } = StopSignal.Term;
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

internal enum StopSignal { Term, Int }
