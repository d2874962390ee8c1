using Gaia.Chaos.Bench;
using Gaia.Chaos.Bench.Machine;

// Real processes are started, loaded with runs and hit by faults that the seed draws; afterwards everything must add up.
if (args is ["--help"])
{
    Console.WriteLine(ChaosOptions.Usage);
    return 0;
}
ChaosOptions options;
try
{
    options = ChaosOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
var gaia = await Installation.StartAsync(options, TimeProvider.System);
var holds = false;
try
{
    holds = (await new Storm(options, gaia, TimeProvider.System).RunAsync(stop.Token)).Count == 0;
}
finally
{
    await gaia.DisposeAsync();
    if (!holds || options.Keep) Console.WriteLine($"logs and faults: {gaia.Root} (--replay {gaia.Root}/faults.jsonl)");
    else Directory.Delete(gaia.Root, recursive: true);
}
Console.WriteLine(holds ? "Every invariant holds." : "An invariant was violated.");
return holds ? 0 : 1;
