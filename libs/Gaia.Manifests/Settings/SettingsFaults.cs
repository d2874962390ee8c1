using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;

namespace Gaia.Manifests.Settings;

/// <summary>Everything that is wrong with a file of settings. What several levels share is named once.</summary>
internal sealed class SettingsFaults
{
    private readonly List<ManifestFault> faults = [];
    private readonly HashSet<(SourceMark, string)> known = [];

    /// <summary>The file as it stands: every key and every value of every level.</summary>
    public void AddAsWritten(MapNode root)
    {
        AddSchema(root, new([]), isPart: true);
        OutputReferences.Check(root, Add);
    }

    /// <summary>A level with all that is below it: what it lacks, and what does not go together.</summary>
    public void AddLevel(MapNode level, string environment)
    {
        var place = new SettingsPath(environment == DeploySettings.BaseName ? [] : ["environments", environment]);
        AddSchema(level, place, isPart: false);
        LevelChecks.Check(level, place, Add);
    }

    /// <summary>Names that must not be given, or not twice.</summary>
    public void AddNames(MapNode root)
    {
        if (root.Map("environments") is { } environments)
        {
            if (environments[DeploySettings.BaseName] is { } taken)
                Add("settings.invalid", new(["environments", DeploySettings.BaseName]), "base is the file's own level: give the environment another name", taken.Mark);
            foreach (var (name, value) in environments)
                if (value is MapNode environment)
                    SpellingChecks.Check(environment, ["environments", name], Add);
        }

        SpellingChecks.Check(root, [], Add);
    }

    public void Add(ManifestFault fault)
    {
        if (known.Add((fault.Mark, fault.Message))) faults.Add(fault);
    }

    public void ThrowIfAny()
    {
        if (faults.Count == 0) return;
        throw new ManifestFaultsException([.. faults.OrderBy(fault => fault.Mark.Line).ThenBy(fault => fault.Mark.Column)]);
    }

    private void AddSchema(MapNode map, SettingsPath place, bool isPart)
    {
        foreach (var problem in SettingsSchema.Compiled.Validate(map))
        {
            var path = SettingsPath.Of(problem.Pointer, map, out var value);
            if (IsOpen(problem, value, isPart)) continue;
            var isUnknown = problem.SchemaPointer.EndsWith("/additionalProperties", StringComparison.Ordinal);
            Add(isUnknown ? "settings.unknown-key" : "settings.invalid", place.Down([.. (isUnknown ? path.Up : path).Steps]), Words(problem, value), problem.Mark);
        }
    }

    // Null removes and an output comes later, whatever the value has to be. What a part of a level lacks another part may have.
    private static bool IsOpen(SchemaProblem problem, Node? value, bool isPart)
    {
        var keyword = problem.SchemaPointer[(problem.SchemaPointer.LastIndexOf('/') + 1)..];
        return keyword switch
        {
            "additionalProperties" => false,
            "required" => isPart && problem.Pointer.Length > 0,
            "type" or "enum" when value is NullNode => isPart,
            _ => value is StringNode text && OutputReferences.AreIn(text.Value),
        };
    }

    private static string Words(SchemaProblem problem, Node? value)
    {
        const string Pattern = " does not match the pattern ";
        var at = problem.Message.IndexOf(Pattern, StringComparison.Ordinal);
        if (at >= 0 && SettingsSchema.TitleBeside(problem.SchemaPointer) is { } title) return $"{problem.Message[..at]} is not {title}";
        return problem.Message.StartsWith("expected string, found", StringComparison.Ordinal) && value is IntNode or FloatNode or BoolNode
            ? $"{problem.Message}: put it in quotes"
            : problem.Message;
    }

    // Without its path, so that what an environment takes from the level below is one fault.
    private void Add(string code, SettingsPath path, string message, SourceMark mark)
    {
        if (known.Add((mark, message))) faults.Add(new(code, path.IsRoot ? message : $"{path}: {message}", mark));
    }
}

/// <summary>Takes what is wrong: a code, where, in which words, and the mark of the value.</summary>
internal delegate void Complaint(string code, SettingsPath path, string message, SourceMark mark);
