using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Stacks;
using Gaia.Stacks.Components;

namespace Gaia.Cli.Remote;

/// <param name="Verb">plan, apply or destroy.</param>
/// <param name="Arguments">What was given beyond Gaia's own options, such as -target=...; in order.</param>
internal sealed record RemoteTerraformRequest(string Verb, AtmosRepository Repository, ComponentInstance Instance, IReadOnlyList<string> Arguments)
{
    public RunOperation Operation => Verb switch
    {
        "plan" => RunOperation.Plan,
        "apply" => RunOperation.Apply,
        "destroy" => RunOperation.Destroy,
        _ => throw new ArgumentOutOfRangeException(nameof(Verb), Verb, "plan, apply or destroy"),
    };
}

/// <summary>terraform plan, apply and destroy through the API. Terraform/TerraformCommand decides when it is called.</summary>
internal static class RemoteTerraform
{
    /// <summary>Options that only the way through the API has; shown in the help of plan, apply and destroy.</summary>
    public static IEnumerable<Option> Options() => RemoteOptions.Create();

    public static Task<int> RunAsync(RemoteTerraformRequest request, ParseResult parsed, CliContext context)
    {
        var options = RemoteOptions.Read(parsed);
        var arguments = PlanArguments.Parse(request.Arguments);
        if (!request.Instance.IsEnabled)
        {
            context.Error.WriteLine($"Component {request.Instance.Name} in {request.Instance.StackName} is disabled (metadata.enabled: false): skipped.");
            return Task.FromResult(ExitCodes.Ok);
        }
        if (options.Ref is null) Check(request.Instance);
        return Online.RunAsync(context, async client =>
        {
            var digest = options.Ref is null ? await UploadAsync(client, request, context) : null;
            var autoApprove = options.AutoApprove || arguments.AutoApprove;
            var run = await client.QueueRunAsync(new(
                request.Instance.Name, request.Instance.StackName, request.Operation, digest, options.Ref, autoApprove && request.Operation != RunOperation.Plan,
                options.PlanOnly, arguments.ForApi, options.Message), context.Token);
            return await new RemoteRun(client, context, run, options, arguments.DetailedExitCode).FollowAsync();
        });
    }

    private static async Task<string> UploadAsync(GaiaClient client, RemoteTerraformRequest request, CliContext context)
    {
        using var packed = PackedConfiguration.Pack(request.Repository, request.Instance, context.Environment, context.Token);
        foreach (var file in packed.LeftOut)
            await context.Error.WriteLineAsync($"Note: {file} was read here but is not sent, because it lies outside the repository.");
        var digest = packed.Summary.Digest;
        if (!await client.HasConfigurationAsync(digest, context.Token)) await client.UploadConfigurationAsync(digest, packed.Open, context.Token);
        return digest;
    }

    private static void Check(ComponentInstance instance)
    {
        if (!HasCode(instance))
            throw new CliException($"Component {instance.Name} has no .tf or .tf.json file in {instance.AbsoluteFolder}.", ExitCodes.Failed,
                "Check metadata.component and components.terraform.base_path, or run `gaia vendor pull`.");
    }

    private static bool HasCode(ComponentInstance instance) => Directory.Exists(instance.AbsoluteFolder)
        && Directory.EnumerateFiles(instance.AbsoluteFolder).Any(file => file.EndsWith(".tf", StringComparison.Ordinal)
            || file.EndsWith(".tf.json", StringComparison.Ordinal) || file.EndsWith(".tofu", StringComparison.Ordinal));
}
