using Gaia.TestProcesses;

[assembly: AssemblyFixture(typeof(Gaia.Configurations.Tests.Blobs.Moto))]

namespace Gaia.Configurations.Tests.Blobs;

/// <summary>One stand-in for all tests of this assembly; none where the machine has no moto.</summary>
public sealed class Moto : IAsyncLifetime
{
    private StandIn? standIn;

    public string Endpoint
    {
        get
        {
            Assert.SkipWhen(standIn is null, StandIn.Missing);
            return standIn!.Endpoint;
        }
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, value) in StandIn.EnvironmentOf("")) if (!name.Contains("ENDPOINT", StringComparison.Ordinal)) Environment.SetEnvironmentVariable(name, value);
        if (PythonProgram.HasMoto) standIn = await StandIn.StartAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        standIn?.Dispose();
        return ValueTask.CompletedTask;
    }
}
