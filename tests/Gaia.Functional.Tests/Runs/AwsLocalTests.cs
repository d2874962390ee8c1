using System.Diagnostics;

namespace Gaia.Functional.Tests;

/// <summary>`--aws local`: the stand-in for AWS is a resource like the others, and terraform's worker waits for it.</summary>
public sealed class AwsLocalTests
{
    [Fact]
    public async Task The_stand_in_is_a_resource_of_the_application()
    {
        Assert.SkipUnless(await HasMotoAsync(), "python3 has no moto server: pip install 'moto[server]==5.2.1'.");
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await AppHostUnderTest.StartAsync(telemetry: null, cancellation, "--aws", "local");

        using var aws = new HttpClient { BaseAddress = host.App.GetEndpoint("aws", "http") };
        using var answer = await aws.GetAsync(new Uri("/moto-api/", UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<bool> HasMotoAsync()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import moto.server"]) { RedirectStandardError = true })!;
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
