using Gaia.Contracts;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.States;

/// <summary>The data folder on a disk that is full.</summary>
public sealed class FullDiskTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_that_does_not_fit_is_refused_and_pushed_when_there_is_room()
    {
        using var disk = Mount();
        await using var api = await StartAsync(disk);
        using var backend = await Backend.AsAsync(api, Role.Operator);
        using var http = api.CreateClient();
        using var terraform = new RealTerraform(http.BaseAddress!, backend);
        await terraform.RunAsync(true, "init");
        await terraform.RunAsync(true, "apply", "-auto-approve");
        var before = await ContentAsync(backend);
        disk.Fill();

        var problem = await backend.PostAsync(Backend.State(50, lineage: LineageOf(before))).ProblemAsync(507, "storage.full");
        Assert.Contains("<data>/", problem.Detail);
        Assert.Contains("Free space", problem.Detail);
        Assert.Equal(before, await ContentAsync(backend));

        terraform.Write("more.tf", "resource \"terraform_data\" \"more\" {}\n");
        var failed = await terraform.RunAsync(false, "apply", "-auto-approve");
        Assert.Contains("errored.tfstate", failed);
        Assert.True(terraform.Has("errored.tfstate"), failed);
        Assert.Equal(before, await ContentAsync(backend));
        Assert.Empty(Directory.EnumerateFiles(disk.Path, "*.tmp", SearchOption.AllDirectories));

        disk.Free();
        await terraform.RunAsync(true, "state", "push", "errored.tfstate");
        Assert.Contains("No changes", await terraform.RunAsync(true, "plan"));
    }

    [Fact]
    public async Task An_archive_that_does_not_fit_is_refused_and_nothing_of_it_stays()
    {
        using var disk = Mount();
        await using var api = await StartAsync(disk);
        using var client = await api.ClientAsync(Role.Planner);
        var configuration = DemoConfiguration.Of();
        disk.Fill();

        var problem = await configuration.PutAsync(client).ProblemAsync(507, "storage.full");

        Assert.Contains("<data>/", problem.Detail);
        Assert.Empty(Directory.EnumerateFiles(disk.Path, "*.part", SearchOption.AllDirectories));
        disk.Free();
        using var stored = await configuration.PutAsync(client);
        Assert.Equal(System.Net.HttpStatusCode.Created, stored.StatusCode);

        // Stored packed, but no room to unpack it when it is asked about.
        disk.Fill();
        await client.GetAsync($"{Routes.Configuration(configuration.Digest)}/stacks", Stop).ProblemAsync(507, "storage.full");
        disk.Free();
        using var stacks = await client.GetAsync($"{Routes.Configuration(configuration.Digest)}/stacks", Stop);
        Assert.True(stacks.IsSuccessStatusCode, await stacks.Content.ReadAsStringAsync(Stop));
    }

    private static SmallDisk Mount()
    {
        var (disk, reason) = SmallDisk.TryMount(8);
        Assert.SkipWhen(disk is null, reason);
        return disk!;
    }

    private Task<GaiaApi> StartAsync(SmallDisk disk) =>
        GaiaApi.StartAsync(postgres, "Production", new() { ["Gaia:DataDirectory"] = disk.Path });

    private static async Task<byte[]> ContentAsync(Backend backend)
    {
        using var answer = await backend.GetAsync();
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Stop);
    }

    private static string LineageOf(byte[] state)
    {
        using var json = System.Text.Json.JsonDocument.Parse(state);
        return json.RootElement.GetProperty("lineage").GetString()!;
    }
}
