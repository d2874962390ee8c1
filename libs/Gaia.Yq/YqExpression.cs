using System.Collections.Concurrent;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Yq.Operations;
using Gaia.Yq.Syntax;

namespace Gaia.Yq;

/// <summary>An expression of the yq (v4) language as Atmos uses it for paths and queries.</summary>
public static class YqExpression
{
    private const int MostKept = 1024;

    private static readonly ConcurrentDictionary<string, Operation> Parsed = new(StringComparer.Ordinal);

    /// <summary>
    /// Evaluates against one document. No result and null both give <see cref="NullNode"/>; several results give a list.
    /// </summary>
    /// <exception cref="YqException">The expression does not parse or does not fit the input.</exception>
    public static Node Evaluate(string expression, Node input, CancellationToken cancellation = default)
    {
        var results = EvaluateAll(expression, input, cancellation);
        return results.Count switch { 0 => NullNode.Instance, 1 => results[0], _ => new ListNode(results) };
    }

    /// <summary>Every result by itself, as the command line prints them.</summary>
    /// <exception cref="YqException">The expression does not parse or does not fit the input.</exception>
    public static IReadOnlyList<Node> EvaluateAll(string expression, Node input, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var operation = Parse(expression);
        var run = new YqRun(expression, cancellation);
        try
        {
            var results = operation.Run(run, new YqMatch(input, YqPath.Root()), null).Select(match => match.Value).ToArray();
            WorkBudget.Current?.Spend(results.Aggregate(0L, (sum, result) => Math.Min(sum, long.MaxValue / 2) + Math.Min(result.Weight, long.MaxValue / 2)));
            return results;
        }
        catch (YqTooHeavyException heavy)
        {
            throw run.Fail(heavy.Message, 0);
        }
        catch (InsufficientExecutionStackException)
        {
            throw run.Fail("nested too deeply", 0);
        }
    }

    private static Operation Parse(string expression)
    {
        if (Parsed.TryGetValue(expression, out var known)) return known;
        var operation = new YqParser(expression).Parse();
        if (Parsed.Count >= MostKept) Parsed.Clear();
        return Parsed[expression] = operation;
    }
}
