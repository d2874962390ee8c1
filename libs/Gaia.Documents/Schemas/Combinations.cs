using Gaia.Documents.Nodes;

namespace Gaia.Documents.Schemas;

internal sealed class Reference(string at, Func<Rule> find) : Keyword(at)
{
    private Rule? rule;

    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems) => (rule ??= find()).Check(instance, path, problems);
}

internal sealed class AllOf(string at, Rule[] rules) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        foreach (var rule in rules) rule.Check(instance, path, problems);
    }
}

/// <summary>anyOf and oneOf. When none fits, the branch that came furthest explains why.</summary>
internal sealed class Choice(string at, Rule[] rules, bool exactlyOne) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        var fitting = 0;
        List<SchemaProblem>? best = null;
        foreach (var rule in rules)
        {
            var found = new List<SchemaProblem>();
            rule.Check(instance, path, found);
            if (found.Count == 0)
            {
                fitting++;
                if (!exactlyOne) return;
            }
            else if (best is null || Score(found, instance, path).CompareTo(Score(best, instance, path)) > 0) best = found;
        }
        if (fitting == 1) return;
        if (fitting > 1) Report(problems, instance, path, $"fits {fitting} of the forms of which it must fit exactly one");
        else if (best is not null) problems.AddRange(best);
        else Report(problems, instance, path, "fits none of the allowed forms");
    }

    // A branch that already refuses the type, or a fixed text, was not meant; the deeper its first problem, the better.
    private static (bool, int, int) Score(List<SchemaProblem> problems, Node instance, InstancePath path)
    {
        var here = path.ToString();
        var refusesShape = problems.Any(problem => problem.Pointer == here && Refuses(problem.SchemaPointer, instance));
        return (!refusesShape, problems.Min(problem => problem.Pointer.Count(c => c == '/')), -problems.Count);
    }

    // A word instead of a list or a map, too, is another shape.
    private static bool Refuses(string keyword, Node instance) => keyword[(keyword.LastIndexOf('/') + 1)..] switch
    {
        "type" or "pattern" => true,
        "enum" or "const" => instance is MapNode or ListNode,
        _ => false,
    };
}

internal sealed class Not(string at, Rule rule) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems)
    {
        if (rule.Accepts(instance, path)) Report(problems, instance, path, "has a form that is not allowed here");
    }
}

internal sealed class Conditional(string at, Rule test, Rule? then, Rule? otherwise) : Keyword(at)
{
    public override void Check(Node instance, InstancePath path, List<SchemaProblem> problems) =>
        (test.Accepts(instance, path) ? then : otherwise)?.Check(instance, path, problems);
}
