using System.CommandLine;
using Gaia.Documents.Nodes;
using Gaia.Yq;

namespace Gaia.Cli.Configuration;

/// <summary>--query: a yq expression over the answer before it is printed.</summary>
internal static class QueryOption
{
    public static Option<string> Create() => new("--query", "-q") { Description = "yq expression over the result", HelpName = "expression" };

    public static Node Apply(string? expression, Node node) =>
        string.IsNullOrEmpty(expression) ? node : YqExpression.Evaluate(expression, node);
}
