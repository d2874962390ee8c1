using Gaia.Documents.Nodes;
using Gaia.Stacks.Stores;
using Gaia.Templates;
using Gaia.Yq;

namespace Gaia.Stacks.Evaluation;

/// <summary>What templates see of the machine.</summary>
public static class TemplateHosts
{
    /// <summary>Nothing of it: no variables, files or network.</summary>
    public static TemplateHost Closed { get; } = TemplateHost.None with { Query = YqExpression.Evaluate };

    /// <summary>What a repository's options allow.</summary>
    internal static TemplateHost Of(RepositoryOptions options, ITemplateFiles files) => Closed with
    {
        Environment = options.Readable,
        Files = files,
        Network = options.Outside.HasFlag(OutsideAccess.RemoteFiles),
        Parameter = options.Outside.HasFlag(OutsideAccess.Stores) ? (name, variables, cancellation) => Parameter(options, name, variables, cancellation) : null,
        HowToAllow = OutsideAdvice.Of,
        Sources = new TemplateSources(),
    };

    internal static MapNode? Parameter(RepositoryOptions options, string name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation) =>
        new SsmStore(new StoreOptions("aws+smp", "aws-ssm-parameter-store", MapNode.Empty, default, variables, "/", options.Root)
        {
            // Template settings may set variables over those of the machine.
            Written = variable => variables.GetValueOrDefault(variable) is { } value && value != options.Environment.GetValueOrDefault(variable) ? value : null,
        }).Parameter(name, cancellation);
}
