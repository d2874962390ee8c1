using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Remote;

/// <param name="Verb">plan, apply or destroy.</param>
/// <param name="Arguments">What was given beyond Gaia's own options, such as -target=...; in order.</param>
internal sealed record RemoteTerraformRequest(string Verb, string Component, string Stack, IReadOnlyList<string> Arguments);

/// <summary>terraform plan, apply and destroy through the API. Terraform/TerraformCommand decides when it is called.</summary>
internal static class RemoteTerraform
{
    /// <summary>Options that only the way through the API has; shown in the help of plan, apply and destroy.</summary>
    public static IEnumerable<Option> Options() => [];

    public static Task<int> RunAsync(RemoteTerraformRequest request, ParseResult parsed, CliContext context) =>
        throw new CliException($"gaia terraform {request.Verb}: the API cannot be reached from this build.", ExitCodes.Unreachable,
            "Run it in place with --local.");
}
