namespace Gaia.Stacks.Templates;

/// <summary>
/// What a template may see of the machine it is rendered on. Whatever is null or false is refused with an error that
/// names the function.
/// </summary>
public sealed record TemplateHost
{
    public static TemplateHost None { get; } = new();

    /// <summary>Variables that env, expandenv, env.Getenv and env.ExpandEnv see.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Absolute folder that file functions and file datasources resolve relative paths against.</summary>
    public string? Folder { get; init; }

    /// <summary>Absolute folder that file functions must not leave; null means that files may be read anywhere.</summary>
    public string? ConfineFilesTo { get; init; }

    /// <summary>Datasources and functions may ask the network (getHostByName, http datasources).</summary>
    public bool Network { get; init; }

    /// <summary>AWS lookups by gomplate's aws functions and datasources.</summary>
    public bool Aws { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
