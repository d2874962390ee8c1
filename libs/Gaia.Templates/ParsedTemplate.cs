using Gaia.Documents.Nodes;
using Gaia.Templates.Syntax;

namespace Gaia.Templates;

/// <summary>A template ready to run. Immutable, so one instance serves every thread.</summary>
internal sealed class ParsedTemplate(
    string source, Block body, IReadOnlyDictionary<string, Block> definitions, IReadOnlyList<FunctionUse> functions)
{
    public Block Body => body;

    public IReadOnlyDictionary<string, Block> Definitions => definitions;

    /// <summary>Go refuses unknown functions before anything runs, taken branch or not.</summary>
    public void RequireFunctions(TemplateOptions options)
    {
        foreach (var use in functions)
            if (!options.Functions.Knows(use.Name))
                throw Error($"function \"{use.Name}\" not defined", use.Start, use.Start + use.Name.Length, options);
    }

    public string Text(Fragment at) => source[at.Start..at.Stop];

    public TemplateException Error(string reason, int start, int stop, TemplateOptions options, Exception? inner = null) =>
        ErrorIn(source, reason, start, stop, options, inner);

    public static TemplateException ErrorIn(
        string source, string reason, int start, int stop, TemplateOptions options, Exception? inner = null)
    {
        start = Math.Clamp(start, 0, source.Length);
        stop = Math.Clamp(stop, start, source.Length);
        var before = source.AsSpan(0, start);
        var line = before.Count('\n') + 1;
        var column = start - (before.LastIndexOf('\n') + 1) + 1;
        var origin = options.Origin;
        if (line == 1 && origin.Column > 1) column += origin.Column - 1;
        if (origin.Line > 1) line += origin.Line - 1;
        var expression = source[start..stop].Trim();
        if (expression.Length > 120) expression = string.Concat(expression.AsSpan(0, 117), "...");
        return new TemplateException(reason, new SourceMark(origin.File, line, column), expression.Length == 0 ? null : expression, inner);
    }
}

internal readonly record struct FunctionUse(string Name, int Start);
