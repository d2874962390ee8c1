using System.Diagnostics;
using System.Text;
using Gaia.Contracts;

namespace Gaia.Api.Tests.States;

/// <summary>A folder with a component that has <c>backend "http" {}</c>, and terraform in it.</summary>
internal sealed class RealTerraform : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-terraform-").FullName;
    private readonly Dictionary<string, string> environment;

    public RealTerraform(Uri api, Backend backend, string value = "hello")
    {
        var address = new Uri(api, backend.Address).AbsoluteUri + "?identity=" + Uri.EscapeDataString(backend.Identity);
        environment = new()
        {
            ["TF_HTTP_ADDRESS"] = address,
            ["TF_HTTP_LOCK_ADDRESS"] = address,
            ["TF_HTTP_UNLOCK_ADDRESS"] = address,
            ["TF_HTTP_USERNAME"] = "gaia",
            ["TF_HTTP_PASSWORD"] = backend.Password,
            ["TF_IN_AUTOMATION"] = "1",
            ["TF_INPUT"] = "0",
            ["TF_CLI_CONFIG_FILE"] = Path.Combine(folder, "terraformrc"),
        };
        Write("terraformrc", "disable_checkpoint = true\n");
        Write("main.tf", $$"""
            terraform {
              backend "http" {}
            }
            resource "terraform_data" "a" {
              input = "{{value}}"
            }
            output "value" {
              value = terraform_data.a.output
            }
            """);
    }

    /// <summary>As `gaia terraform force-unlock` does, for terraform sends no ID.</summary>
    public void NameLock(string id) => environment["TF_HTTP_UNLOCK_ADDRESS"] = $"{environment["TF_HTTP_ADDRESS"]}&ID={id}";

    public bool Has(string name) => File.Exists(Path.Combine(folder, name));

    public void Delete(string name) => File.Delete(Path.Combine(folder, name));

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    /// <summary>Runs to the end; an exit code other than the wanted one fails the test with what was printed.</summary>
    public async Task<string> RunAsync(bool succeeds, params string[] arguments)
    {
        var (code, text) = await TryAsync(arguments);
        Assert.True(succeeds == (code == 0), $"terraform {string.Join(' ', arguments)} ended with {code}:\n{text}");
        return text;
    }

    public async Task<(int Code, string Said)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("terraform", [.. arguments, .. arguments[0] is "workspace" or "state" ? Array.Empty<string>() : ["-no-color"]])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var terraform = Process.Start(start)!;
        var output = terraform.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await terraform.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await terraform.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Terraform breaks its lines at 78 columns.
        var text = string.Join(' ', (await output + errors).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return (terraform.ExitCode, text);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
