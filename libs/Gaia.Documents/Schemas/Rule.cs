using System.Runtime.CompilerServices;
using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

/// <summary>One (sub)schema: all its keywords must agree.</summary>
internal sealed class Rule(string pointer)
{
    private const int MostProblems = 1000;

    private readonly List<Keyword> keywords = [];

    public void Add(Keyword keyword) => keywords.Add(keyword);

    public void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new JsonSchemaException($"the schema at {pointer} refers to itself without end, or the document is nested too deeply", instance.Mark);
        foreach (var keyword in keywords)
        {
            if (problems.Count >= MostProblems) return;
            keyword.Check(instance, path, problems);
        }
    }

    public bool Accepts(Node instance, InstancePath path)
    {
        var problems = new List<SchemaProblem>();
        Check(instance, path, problems);
        return problems.Count == 0;
    }
}

internal abstract class Keyword(string pointer)
{
    public abstract void Check(Node instance, InstancePath path, List<SchemaProblem> problems);

    protected void Report(List<SchemaProblem> problems, Node instance, InstancePath path, string message) =>
        problems.Add(new SchemaProblem(path.ToString(), message, instance.Mark, pointer));
}

/// <summary>A keyword that is one question about the value itself; null means that it agrees.</summary>
internal sealed class Assertion(string pointer, Func<Node, string?> complaint) : Keyword(pointer)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (complaint(instance) is { } message) Report(problems, instance, path, message);
    }
}
