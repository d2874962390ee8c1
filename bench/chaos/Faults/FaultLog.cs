using System.Collections.Concurrent;
using System.Globalization;

namespace Gaia.Chaos.Bench.Faults;

/// <summary>One line of JSON for each fault, when it has struck; <c>--replay</c> takes the file.</summary>
internal sealed class FaultLog(string path, TimeProvider time) : IDisposable
{
    private readonly StreamWriter lines = new(path) { AutoFlush = true };
    private readonly ConcurrentDictionary<FaultKind, int> struck = new();
    private readonly ConcurrentDictionary<FaultKind, int> missed = new();
    private readonly long begun = time.GetTimestamp();

    public string Path => path;

    public void Add(Fault fault, string? hit)
    {
        (hit is null ? missed : struck).AddOrUpdate(fault.Kind, 1, (_, count) => count + 1);
        lines.WriteLine(fault.ToJson(Math.Round(time.GetElapsedTime(begun).TotalSeconds, 3), hit ?? "nothing was there"));
    }

    public string Summary => string.Join(", ", struck.OrderByDescending(each => each.Value).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Value}")));

    public int Struck => struck.Values.Sum();

    public int Missed => missed.Values.Sum();

    public void Dispose() => lines.Dispose();
}
