using System.Collections.Frozen;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Yaml;

/// <summary>The tags that Atmos gives a meaning. A tagged scalar becomes the text `!name argument` until evaluation.</summary>
public static class YamlFunctions
{
    public const string Append = "!append";
    public const string Literal = "!literal";
    public const string Include = "!include";
    public const string IncludeRaw = "!include.raw";

    public static FrozenSet<string> Known { get; } = FrozenSet.ToFrozenSet(
    [
        Append, Literal, Include, IncludeRaw, "!exec", "!secret", "!store", "!store.get", "!template", "!terraform.output",
        "!terraform.state", "!env", "!cel", "!repo-root", "!git.root", "!git.sha", "!git.branch", "!git.ref",
        "!git.repository", "!git.owner", "!git.name", "!git.host", "!git.url", "!cwd", "!unset", "!random", "!labels", "!labels.keys", "!labels.values",
        "!tags", "!version",
        "!aws.account_id", "!aws.caller_identity_arn", "!aws.caller_identity_user_id", "!aws.region",
        "!aws.organization_id", "!emulator",
    ]);

    /// <summary>What a scalar with one of these tags is until evaluation.</summary>
    public static StringNode Tagged(string tag, string text, SourceMark mark) => tag switch
    {
        Literal => new StringNode(text, mark, literal: true),
        Append => new StringNode(text, mark),
        _ => new StringNode($"{tag} {text.Trim()}".Trim(), mark),
    };

    /// <summary>True for text that a function call may hide in: `!name` or `!name argument` with a known name.</summary>
    public static bool IsCall(string text) => text.StartsWith('!') && Known.Contains(NameOf(text));

    public static string NameOf(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t\n");
        return end < 0 ? text : text[..end];
    }

    public static string ArgumentOf(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t\n");
        return end < 0 ? "" : text[(end + 1)..].Trim();
    }
}
