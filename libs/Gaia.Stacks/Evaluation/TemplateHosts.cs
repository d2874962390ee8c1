using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
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
    internal static TemplateHost Of(RepositoryOptions options, AtmosConfiguration configuration, Action<string>? seen = null) => Closed with
    {
        Environment = options.Readable,
        Folder = configuration.BasePath,
        ConfineFilesTo = options.Outside == OutsideAccess.All ? null : configuration.BasePath,
        Network = options.Outside.HasFlag(OutsideAccess.RemoteFiles),
        Parameter = options.Outside.HasFlag(OutsideAccess.Stores) ? Parameter : null,
        Seen = seen,
        HowToAllow = OutsideAdvice.Of,
        Sources = new TemplateSources(),
    };

    internal static MapNode? Parameter(string name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation) =>
        new SsmStore(new StoreOptions("aws+smp", "aws-ssm-parameter-store", MapNode.Empty, default, variables, "/")).Parameter(name, cancellation);
}
