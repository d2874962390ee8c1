namespace Gaia.Chaos.Bench.Faults;

/// <summary>The faults of a storm, drawn before it begins: nothing that happens in it changes them.</summary>
internal static class FaultSchedule
{
    /// <summary>Of a worker in a storm; what stands still for longer is given up.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.KillWorker, 14), (FaultKind.TerminateWorker, 6), (FaultKind.StopWorker, 14), (FaultKind.KillApi, 5), (FaultKind.TerminateApi, 2),
        (FaultKind.StopApi, 4), (FaultKind.KillPostgres, 4), (FaultKind.QuitPostgres, 4), (FaultKind.RestartPostgres, 3), (FaultKind.StopPostgres, 3),
        (FaultKind.KillBackend, 3), (FaultKind.TerminateConnections, 10), (FaultKind.KillRedis, 4), (FaultKind.StopRedis, 2), (FaultKind.KillTerraform, 8),
        (FaultKind.StopTerraform, 4), (FaultKind.KillSandbox, 6), (FaultKind.FillDisk, 2),
    ];

    public static IReadOnlyList<Fault> Of(ChaosOptions options) => options.Replay is { } file
        ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Fault.FromJson)]
        : Draw(options);

    private static Fault[] Draw(ChaosOptions options)
    {
        var random = new Random(options.Seed);
        var weights = options.NetworkNamespaces ? [.. Weights, (FaultKind.Partition, 14)] : Weights;
        return [.. Enumerable.Range(1, options.Faults).Select(number => Draw(number, random, weights, options.Interval))];
    }

    private static Fault Draw(int number, Random random, (FaultKind Kind, int Weight)[] weights, int interval)
    {
        // Some follow at once: then they overlap.
        var after = random.NextDouble() < 0.2 ? random.Next(50) : random.Next(2 * interval + interval / 2);
        var kind = Pick(random, weights);
        var target = random.Next(1000);
        var duration = Duration(kind, random);
        var aim = random.NextDouble() < 0.5 ? (Aim)random.Next(1, Enum.GetValues<Aim>().Length) : Aim.None;
        return new(number, after, kind, target, duration, aim);
    }

    private static FaultKind Pick(Random random, (FaultKind Kind, int Weight)[] weights)
    {
        var drawn = random.Next(weights.Sum(each => each.Weight));
        foreach (var (kind, weight) in weights)
            if ((drawn -= weight) < 0) return kind;
        throw new InvalidOperationException("The weights do not add up.");
    }

    private static int Duration(FaultKind kind, Random random)
    {
        var lease = (int)Lease.TotalMilliseconds;
        return kind switch
        {
            // Half of them for longer than the lease, so that another takes over.
            FaultKind.StopWorker or FaultKind.Partition => random.NextDouble() < 0.5 ? random.Next(50, lease) : random.Next(lease + 500, 3 * lease),
            FaultKind.StopApi or FaultKind.StopPostgres or FaultKind.StopRedis or FaultKind.StopTerraform => random.Next(50, 2 * lease),
            FaultKind.KillPostgres or FaultKind.QuitPostgres or FaultKind.RestartPostgres => random.NextDouble() < 0.8 ? random.Next(500) : random.Next(500, 2 * lease),
            FaultKind.FillDisk => random.Next(100, lease),
            FaultKind.KillWorker or FaultKind.TerminateWorker or FaultKind.KillApi or FaultKind.TerminateApi or FaultKind.KillRedis => random.Next(500),
            FaultKind.KillBackend or FaultKind.TerminateConnections or FaultKind.KillTerraform or FaultKind.KillSandbox => 0,
        };
    }
}
