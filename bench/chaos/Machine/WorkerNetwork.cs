namespace Gaia.Chaos.Bench.Machine;

/// <summary>A network namespace with one cable to this machine.</summary>
internal sealed record WorkerNetwork(int Number)
{
    private string Namespace => $"gaia-chaos-{Environment.ProcessId}-{Number}";

    private string Cable => $"gc{Environment.ProcessId % 100000}-{Number}";

    /// <summary>This machine as the worker sees it.</summary>
    public string Host => $"10.213.{Number}.1";

    public IReadOnlyList<string> Inside => ["ip", "netns", "exec", Namespace];

    public async Task CreateAsync()
    {
        await Commands.RunAsync("ip", "netns", "add", Namespace);
        await Commands.RunAsync("ip", "link", "add", Cable, "type", "veth", "peer", "name", "eth0", "netns", Namespace);
        await Commands.RunAsync("ip", "addr", "add", $"{Host}/24", "dev", Cable);
        await Commands.RunAsync("ip", "link", "set", Cable, "up");
        await Commands.RunAsync([.. Inside, "ip", "addr", "add", $"10.213.{Number}.2/24", "dev", "eth0"]);
        await Commands.RunAsync([.. Inside, "ip", "link", "set", "eth0", "up"]);
        await Commands.RunAsync([.. Inside, "ip", "link", "set", "lo", "up"]);
    }

    public Task CutAsync() => Commands.RunAsync("ip", "link", "set", Cable, "down");

    public Task MendAsync() => Commands.RunAsync("ip", "link", "set", Cable, "up");

    public Task RemoveAsync() => Commands.RunAsync("ip", "netns", "del", Namespace);
}
