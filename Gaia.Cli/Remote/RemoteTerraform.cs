using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Terraform;
using Gaia.Contracts;
using Gaia.Contracts.Client;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Terraform.Code;

namespace Gaia.Cli.Remote;

/// <param name="Verb">plan, apply, deploy or destroy.</param>
/// <param name="Arguments">What was given beyond Gaia's own options, such as -target=...; in order.</param>
internal sealed record RemoteTerraformRequest(string Verb, AtmosRepository Repository, ComponentInstance Instance, IReadOnlyList<string> Arguments)
{
    /// <summary>Those here are run, whatever --ref says: it is what --affected compares with.</summary>
    public bool FilesHere { get; init; }

    public RunOperation Operation => Verb switch
    {
        "plan" => RunOperation.Plan,
        "apply" or "deploy" => RunOperation.Apply,
        "destroy" => RunOperation.Destroy,
        _ => throw new ArgumentOutOfRangeException(nameof(Verb), Verb, "plan, apply, deploy or destroy"),
    };
}

/// <summary>terraform plan, apply, deploy and destroy through the API. Terraform/TerraformCommand decides when it is called.</summary>
internal static class RemoteTerraform
{
    /// <summary>Options that only the way through the API has; shown in the help of plan, apply, deploy and destroy.</summary>
    public static IEnumerable<Option> Options() => RemoteOptions.Create();

    public static async Task<int> RunAsync(RemoteTerraformRequest request, ParseResult parsed, CliContext context, GaiaClient? ahead)
    {
        var options = RemoteOptions.Read(parsed);
        if (request.FilesHere) options = options with { Ref = null };
        var arguments = SentArguments.Parse(request.Arguments);
        if (!request.Instance.IsEnabled)
        {
            context.Error.WriteLine($"Component {request.Instance.Name} in {request.Instance.StackName} is disabled (metadata.enabled: false): skipped.");
            return ExitCodes.Ok;
        }
        if (options.Ref is null) await CheckAsync(context, request);
        if (options.Detach && arguments.DetailedExitCode)
            throw new CliException("--detach and -detailed-exitcode exclude each other: whether there are changes is not known yet.", ExitCodes.WrongUse, "`gaia runs watch` follows a run that was detached.");
        if (request.Verb == "plan") options = options with { PlanJson = PlanJsonFile.Of(parsed, context, request.Arguments) };
        var autoApprove = options.AutoApprove || arguments.AutoApprove || request.Verb == "deploy";
        var wanted = new QueueRunRequest(
            request.Instance.Name, request.Instance.StackName, arguments.Destroy ? RunOperation.Destroy : request.Operation, null, options.Ref, autoApprove && request.Operation != RunOperation.Plan,
            options.PlanOnly || (arguments.Destroy && request.Operation == RunOperation.Plan), arguments.ForApi, options.Message,
            arguments.Variables.Count == 0 ? null : [.. arguments.Variables.Select(variable => variable.Read(request.Instance.AbsoluteFolder))]);
        return await Online.RunAsync(context, async client =>
        {
            var run = options.Ref is null ? await QueueArchiveAsync(client, wanted, request, context) : await client.QueueRunAsync(wanted, context.Token);
            return await new RemoteRun(client, context, run, options, arguments.DetailedExitCode).FollowAsync();
        }, ahead);
    }

    /// <summary>The archive is only sent where the API says that it has none: mostly it has.</summary>
    private static async Task<RunResponse> QueueArchiveAsync(GaiaClient client, QueueRunRequest wanted, RemoteTerraformRequest request, CliContext context)
    {
        using var packed = PackedConfiguration.Pack(request.Repository, request.Instance, context.Environment, context.Variables, context.Token);
        foreach (var read in packed.StatesRead)
            if (ContextState.Lying(read) is not null) await ContextState.DemandAsync(context, read, request.Instance);
        if (packed.Summary.Context.Variables is { Count: > 0 } sent) context.Say($"sends {string.Join(", ", sent.Keys)} of this environment, which the configuration reads");
        if (packed.Summary.Context.Git is { Count: > 0 } git) context.Say($"sends {string.Join(", ", git.Keys)} of this repository, which the configuration reads");
        foreach (var file in packed.LeftOut)
            await context.Error.WriteLineAsync($"Note: {file} was read here but is not sent, because it lies outside the repository.");
        wanted = wanted with { ConfigurationDigest = packed.Summary.Digest };
        try
        {
            return await client.QueueRunAsync(wanted, context.Token);
        }
        catch (GaiaApiException refusal) when (refusal.Code == "configuration.not-found")
        {
            await client.UploadConfigurationAsync(packed.Summary.Digest, packed.Open, context.Token);
            return await client.QueueRunAsync(wanted, context.Token);
        }
    }

    private static async Task CheckAsync(CliContext context, RemoteTerraformRequest request)
    {
        ComponentCode.Demand(request.Repository.Configuration, request.Instance);
        if (ContextState.Lying(request.Instance) is not null) await ContextState.DemandAsync(context, request.Instance);
    }
}
