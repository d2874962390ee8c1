using System.Diagnostics;
using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.AppHost.Tests.Running;

/// <summary>`gaia terraform apply` of a component that takes its time.</summary>
internal sealed class SlowApply : IDisposable
{
    private static readonly string Gaia = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Gaia.Cli", "debug", "gaia.dll"));
    private readonly Process _gaia;

    private SlowApply(Process gaia) => _gaia = gaia;

    /// <summary>Returns while terraform applies.</summary>
    /// <param name="inGaia">Its state is there; else in a file.</param>
    public static async Task<SlowApply> StartAsync(AppHostFolder folder, string api, bool inGaia, CancellationToken ct)
    {
        var repository = Write(folder.In("repository"), inGaia);
        var start = new ProcessStartInfo("dotnet", [Gaia, "terraform", "apply", "slow", "-s", "dev", "--auto-approve"]) { WorkingDirectory = repository, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GAIA_URL"] = api;
        start.Environment["HOME"] = folder.In("terminal");
        var apply = new SlowApply(Process.Start(start)!);
        await WaitAsync(api, status => status == RunStatus.Applying, apply._gaia, ct);
        return apply;
    }

    /// <summary>Until the run has ended, and as what it should.</summary>
    public async Task EndedAsync(string api, CancellationToken ct)
    {
        var status = await WaitAsync(api, status => status.IsFinished(), null, ct);
        Assert.Contains(status, new[] { RunStatus.Applied, RunStatus.Interrupted });
    }

    /// <summary>As it is after an apply that was through.</summary>
    public static async Task StateIsKeptAsync(string api, CancellationToken ct)
    {
        using var http = new HttpClient();
        var state = await http.GetFromJsonAsync($"{api}{Routes.State("dev", "slow")}", ContractsJson.Default.StateResponse, ct);
        Assert.Equal((1, "backend"), (state!.Resources, (await http.GetFromJsonAsync($"{api}{Routes.StateVersion("dev", "slow", state.Version)}", ContractsJson.Default.StateVersionResponse, ct))!.Origin));
    }

    public void Dispose()
    {
        if (!_gaia.HasExited)
            _gaia.Kill();
        _gaia.Dispose();
    }

    private static async Task<RunStatus> WaitAsync(string api, Func<RunStatus, bool> isRight, Process? gaia, CancellationToken ct)
    {
        using var http = new HttpClient();
        while (true)
        {
            var page = await http.GetFromJsonAsync($"{api}{Routes.Runs}?component=slow&limit=1", ContractsJson.Default.PageRunResponse, ct);
            if (page is { Items: [{ } run] } && isRight(run.Status))
                return run.Status;
            if (gaia is { HasExited: true })
                Assert.Fail($"gaia ended with {gaia.ExitCode}: {await gaia.StandardOutput.ReadToEndAsync(ct)}{await gaia.StandardError.ReadToEndAsync(ct)}");
            await Task.Delay(100, ct);
        }
    }

    private static string Write(string folder, bool inGaia)
    {
        Add("atmos.yaml", """
            base_path: "."
            components:
              terraform: { base_path: components/terraform, auto_generate_backend_file: true }
            stacks: { base_path: stacks, included_paths: ["*.yaml"], name_pattern: "{stage}" }
            """);
        Add("stacks/dev.yaml", $$"""
            vars: { stage: dev }
            {{(inGaia ? "" : "terraform: { backend_type: local, backend: { local: { path: terraform.tfstate } } }")}}
            components:
              terraform:
                slow: {}
            """);
        Add("components/terraform/slow/main.tf", """
            variable "stage" { type = string }
            resource "terraform_data" "slow" {
              provisioner "local-exec" { command = "sleep 6" }
            }
            """);
        return folder;

        void Add(string name, string text)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
        }
    }
}
