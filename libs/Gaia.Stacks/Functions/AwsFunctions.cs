using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Aws;

namespace Gaia.Stacks.Functions;

/// <summary>`!aws.account_id` and its kin: who the credentials at hand belong to. Each caller is asked for once a run.</summary>
internal sealed class AwsFunctions(RepositoryOptions options)
{
    private readonly ConcurrentDictionary<(AwsCredentials, string Region), Lazy<IReadOnlyDictionary<string, string>>> callers = new();
    private readonly ConcurrentDictionary<AwsCredentials, Lazy<string>> organizations = new();

    public Node Account(FunctionCall call) => Caller(call, "Account");

    public Node Arn(FunctionCall call) => Caller(call, "Arn");

    public Node UserId(FunctionCall call) => Caller(call, "UserId");

    public Node Region(FunctionCall call)
    {
        Allowed(call);
        return new StringNode(options.Root.At(call.Mark, () => AwsProfile.Region(Variables(call), Written(call), options.Root)) ?? throw call.Invalid("no region: set AWS_REGION, or a region for the profile"), call.Mark);
    }

    public Node Organization(FunctionCall call)
    {
        var (identity, credentials, _) = Identity(call);
        return new StringNode(organizations.GetOrAdd(credentials, _ => new Lazy<string>(() => identity.Organization(call))).Value, call.Mark);
    }

    private StringNode Caller(FunctionCall call, string fact)
    {
        var (identity, credentials, region) = Identity(call);
        var caller = callers.GetOrAdd((credentials, region), _ => new Lazy<IReadOnlyDictionary<string, string>>(() => identity.Caller(call))).Value;
        return new StringNode(caller[fact], call.Mark);
    }

    private (AwsIdentity, AwsCredentials, string Region) Identity(FunctionCall call)
    {
        Allowed(call);
        var variables = Variables(call);
        var credentials = options.Root.At(call.Mark, () => AwsCredentials.Of(MapNode.Empty, variables, Written(call), options.Root)) ?? throw call.Invalid(
            "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE with a credentials file");
        var region = options.Root.At(call.Mark, () => AwsProfile.Region(variables, Written(call), options.Root)) ?? "us-east-1";
        return (new AwsIdentity(credentials, region, variables), credentials, region);
    }

    private void Allowed(FunctionCall call)
    {
        if (!options.Outside.HasFlag(OutsideAccess.Aws)) throw call.NotAllowed("asking AWS is", OutsideAccess.Aws);
    }

    // The component's own env comes first, as everywhere; a function in it has no value yet.
    private Func<string, string?> Variables(FunctionCall call) => name =>
        Written(call)(name) ?? (options.Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null);

    private static Func<string, string?> Written(FunctionCall call) => name =>
        call.Scope.Environment[name] is StringNode { Value.Length: > 0 } own && own.Value[0] != '!' ? own.Value : null;
}
