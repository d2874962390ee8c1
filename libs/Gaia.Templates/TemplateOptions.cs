using Gaia.Documents.Nodes;

namespace Gaia.Templates;

public sealed record TemplateOptions
{
    public static TemplateOptions Default { get; } = new();

    /// <summary>Where the template's first character stands, for errors.</summary>
    public SourceMark Origin { get; init; }

    public string LeftDelimiter { get; init; } = "{{";

    public string RightDelimiter { get; init; } = "}}";

    public MissingKeyMode MissingKey { get; init; }

    /// <summary>Functions that the template may call; a name may be dotted: "atmos.Component".</summary>
    public TemplateFunctions Functions { get; init; } = TemplateFunctions.Standard;

    /// <summary>Datasources by alias, as atmos.yaml's templates.settings.gomplate.datasources declares them.</summary>
    public IReadOnlyDictionary<string, TemplateDatasource> Datasources { get; init; } =
        new Dictionary<string, TemplateDatasource>();

    public TemplateHost Host { get; init; } = TemplateHost.None;

    public TemplateLimits Limits { get; init; } = TemplateLimits.Default;
}

/// <param name="Url">file://..., http(s)://..., env:NAME or a path.</param>
/// <param name="Headers">HTTP headers to send.</param>
public sealed record TemplateDatasource(string Url, IReadOnlyDictionary<string, string>? Headers = null);
