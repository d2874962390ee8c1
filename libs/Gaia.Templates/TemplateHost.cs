using Gaia.Documents.Nodes;

namespace Gaia.Templates;

/// <summary>
/// What a template may see of the machine it is rendered on. Whatever is null or false is refused with an error that
/// names the function.
/// </summary>
public sealed record TemplateHost
{
    public static TemplateHost None { get; } = new();

    /// <summary>Variables that env, expandenv, env.Getenv and env.ExpandEnv see.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>What file functions and file datasources read.</summary>
    public ITemplateFiles? Files { get; init; }

    /// <summary>Datasources and functions may ask the network (getHostByName, http datasources).</summary>
    public bool Network { get; init; }

    /// <summary>Evaluates what coll.JQ is given: expression and input.</summary>
    public Func<string, Node, CancellationToken, Node>? Query { get; init; }

    /// <summary>
    /// Asks AWS Systems Manager for a parameter by its name and with the variables that hold the credentials, as datasources
    /// of the kind aws+smp do. The answer is {"Name": ..., "Value": ...}, or null if the parameter does not exist.
    /// </summary>
    public Func<string, IReadOnlyDictionary<string, string>, CancellationToken, Node?>? Parameter { get; init; }

    /// <summary>Ends a refusal with the setting that would allow it; given Environment, RemoteFiles or Stores.</summary>
    public Func<string, string> HowToAllow { get; init; } = _ => "";

    /// <summary>Answers of datasources, kept while this host and copies of it are in use.</summary>
    public TemplateSources Sources { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
