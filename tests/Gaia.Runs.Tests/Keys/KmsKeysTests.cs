using Amazon.KeyManagementService;
using Gaia.Runs.Keys;
using Gaia.Runs.States;
using Gaia.TestProcesses;

namespace Gaia.Runs.Tests.Keys;

/// <summary>KMS as moto has it.</summary>
public sealed class KmsKeysTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Create("keys");
    private StandIn? standIn;
    private string key = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, value) in StandIn.EnvironmentOf("")) if (!name.Contains("ENDPOINT", StringComparison.Ordinal)) Environment.SetEnvironmentVariable(name, value);
        Assert.SkipUnless(PythonProgram.HasMoto, StandIn.Missing);
        standIn = await StandIn.StartAsync(Stop);
        using var kms = new AmazonKeyManagementServiceClient(new AmazonKeyManagementServiceConfig { ServiceURL = standIn.Endpoint, AuthenticationRegion = "us-east-1" });
        key = (await kms.CreateKeyAsync(new(), Stop)).KeyMetadata.Arn;
    }

    public ValueTask DisposeAsync()
    {
        standIn?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Machines_with_the_same_KMS_key_read_what_each_other_wrote()
    {
        byte[] plain = [1, 2, 3];
        var stored = await Protection(key).ProtectAsync(plain, Stop);

        Assert.Equal(plain, await Protection(key).UnprotectAsync(stored, "it", Stop));
        var given = new StateProtection(ProtectionKit.Ring(folder.Path), GivenKeys.Of(new() { Value = ProtectionKit.Key() }));
        var fault = await Assert.ThrowsAsync<StateUnreadableException>(() => given.UnprotectAsync(stored, "it", Stop));
        Assert.Contains("Gaia__Keys__Value", fault.Message);
    }

    [Fact]
    public async Task A_key_that_is_not_there_or_a_server_that_does_not_answer_is_named()
    {
        var missing = await Assert.ThrowsAsync<KeysException>(() => Protection("alias/missing").ProtectAsync([1], Stop));
        Assert.StartsWith("The KMS key alias/missing (Gaia__Keys__Kms) does not exist in ", missing.Message);

        var (stored, away) = (await Protection(key).ProtectAsync([1], Stop), Protection(key, $"http://127.0.0.1:{FreePort.Next()}"));
        Assert.Contains("cannot be asked", (await Assert.ThrowsAsync<KeysException>(() => away.ProtectAsync([1], Stop))).Message);
        await Assert.ThrowsAsync<KeysException>(() => away.UnprotectAsync(stored, "it", Stop));
    }

    private StateProtection Protection(string name, string? endpoint = null) => new(
        ProtectionKit.Ring(folder.Path), new KmsKeys(new() { Kms = name, Endpoint = new(endpoint ?? standIn!.Endpoint) }, TimeProvider.System));
}
