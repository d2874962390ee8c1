using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>A plan for people to judge, in terraform's own signs.</summary>
internal static class PlanText
{
    private const string Masked = "(sensitive)";

    private const string Unknown = "(known after apply)";

    public static IEnumerable<Line> Of(PlanResponse plan, RunOperation operation, string title)
    {
        foreach (var resource in plan.Resources.Where(resource => resource.Action != ChangeAction.NoOp))
            foreach (var line in Resource(resource)) yield return line;
        foreach (var line in Drift(plan)) yield return line;
        foreach (var line in Outputs(plan)) yield return line;
        if (plan.Variables is { Count: > 0 } given) yield return new Line(new Piece($"With {string.Join(", ", given)} given for this run.", Ink.Dim));
        yield return plan.HasChanges()
            ? new Line(new Piece("Plan: ", Ink.Bold), new Piece(plan.Changes.Any() ? plan.Changes.Sentence() : "only outputs change"))
            : Nothing(operation, title);
    }

    public static bool HasChanges(this PlanResponse plan) =>
        plan.Changes.Any() || plan.Outputs.Any(output => output.Action != ChangeAction.NoOp)
        || plan.Resources.Any(resource => resource.Action is not (ChangeAction.NoOp or ChangeAction.Read));

    private static Line Nothing(RunOperation operation, string title) => operation is RunOperation.Destroy
        ? new Line(new Piece("Nothing to destroy. ", Ink.Bold), new Piece($"{title} has no resources in its state."))
        : new Line(new Piece("No changes. ", Ink.Bold), new Piece($"{title} is as its configuration says."));

    private static IEnumerable<Line> Resource(ResourceChange resource)
    {
        var heading = new Line(new Piece(resource.Action.Symbol().PadLeft(3), resource.Action.Ink()), new Piece($" {resource.Address}", Ink.Bold));
        yield return Reason(resource) is { } reason ? heading.Append($"  ({reason})", Ink.Dim) : heading;
        if (resource.Action is ChangeAction.Delete or ChangeAction.Forget) yield break;
        var column = Column(resource.Attributes.Select(attribute => attribute.Path));
        foreach (var attribute in resource.Attributes) yield return Attribute(attribute, column, resource.Action);
        yield return Line.Empty;
    }

    private static Line Attribute(AttributeChange attribute, int column, ChangeAction resource)
    {
        var action = resource == ChangeAction.Create ? resource : Action(attribute);
        var line = new Line(new Piece($"      {action.Symbol()} ", action.Ink()), new Piece(attribute.Path.PadRight(column)), new Piece(" = "))
            .Append(Change(attribute, action));
        return attribute.ForcesReplacement ? line.Append("  # forces replacement", Ink.Magenta) : line;
    }

    private static Line Change(AttributeChange attribute, ChangeAction action)
    {
        if (attribute.Sensitive) return new(new Piece(Masked, Ink.Dim));
        var after = attribute.Unknown ? new Piece(Unknown, Ink.Dim) : new Piece(ValueText.Of(attribute.After));
        return action == ChangeAction.Create ? new(after) : new(new Piece(ValueText.Of(attribute.Before)), new Piece(" -> ", Ink.Dim), after);
    }

    private static ChangeAction Action(AttributeChange attribute) => attribute switch
    {
        { Sensitive: true } => ChangeAction.Update,
        { Before: null or { ValueKind: System.Text.Json.JsonValueKind.Null } } => ChangeAction.Create,
        { Unknown: false, After: null or { ValueKind: System.Text.Json.JsonValueKind.Null } } => ChangeAction.Delete,
        _ => ChangeAction.Update,
    };

    private static IEnumerable<Line> Drift(PlanResponse plan)
    {
        if (plan.Drift.Count == 0) yield break;
        yield return new Line(new Piece("Changed outside of this configuration since the last apply:", Ink.Yellow));
        foreach (var resource in plan.Drift)
        {
            yield return new Line(new Piece($"  {resource.Action.Symbol()} ", resource.Action.Ink()), new Piece(resource.Address));
            var column = Column(resource.Attributes.Select(attribute => attribute.Path));
            foreach (var attribute in resource.Attributes) yield return Attribute(attribute, column, resource.Action);
        }
        yield return Line.Empty;
    }

    private static IEnumerable<Line> Outputs(PlanResponse plan)
    {
        var outputs = plan.Outputs.Where(output => output.Action != ChangeAction.NoOp).ToList();
        if (outputs.Count == 0) yield break;
        yield return new Line(new Piece("Outputs:", Ink.Bold));
        var column = Column(outputs.Select(output => output.Name));
        foreach (var output in outputs)
        {
            var start = new Piece($"  {output.Action.Symbol()} ", output.Action.Ink());
            if (output.Action == ChangeAction.Delete)
            {
                yield return new(start, new Piece(output.Name));
                continue;
            }
            var value = output switch
            {
                { Sensitive: true } => new Piece(Masked, Ink.Dim),
                { Unknown: true } => new Piece(Unknown, Ink.Dim),
                _ => new Piece(ValueText.Of(output.After)),
            };
            yield return new(start, new Piece(output.Name.PadRight(column)), new Piece(" = "), value);
        }
        yield return Line.Empty;
    }

    private static int Column(IEnumerable<string> names) => Math.Min(40, names.Select(name => name.Length).DefaultIfEmpty().Max());

    /// <summary>Terraform's <c>replace_because_tainted</c> in words.</summary>
    private static string? Reason(ResourceChange resource) => resource.Reason switch
    {
        null or "" or "replace_because_cannot_update" => null,
        "replace_because_tainted" => "tainted",
        "replace_by_request" => "asked for with -replace",
        "replace_by_triggers" => "replace_triggered_by",
        "delete_because_no_resource_config" => "no longer in the configuration",
        "delete_because_no_module" => "its module is no longer in the configuration",
        "delete_because_count_index" => "beyond count",
        "delete_because_each_key" => "no longer in for_each",
        "delete_because_wrong_repetition" => "count or for_each was added or removed",
        "delete_because_no_move_target" => "its move target does not exist",
        "read_because_config_unknown" => "known after apply",
        "read_because_dependency_pending" => "after what it depends on",
        var other => other.Replace('_', ' '),
    };
}
