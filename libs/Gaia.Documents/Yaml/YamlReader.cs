using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml.Plain;
using YamlDotNet.Core;

namespace Gaia.Documents.Yaml;

/// <summary>YAML to nodes, as go-yaml v3 reads it, with marks and bounds. An empty document is null.</summary>
public static class YamlReader
{
    public static Node Read(ReadOnlySpan<byte> bytes, YamlOptions? options = null) =>
        Read(YamlText.Decode(bytes, options ?? YamlOptions.Default), options);

    /// <exception cref="DocumentException">`yaml.*`, with file, line and column.</exception>
    public static Node Read(string text, YamlOptions? options = null)
    {
        options ??= YamlOptions.Default;
        return PlainReader.TryRead(text, options) ?? ReadWhole(text, options);
    }

    /// <summary>All of YAML, and every error.</summary>
    internal static Node ReadWhole(string text, YamlOptions options)
    {
        var events = new YamlEvents(new StringReader(text));
        try
        {
            return new YamlBuilder(events, options).Document();
        }
        catch (YamlException fault)
        {
            throw Syntax(fault, text, options);
        }
    }

    /// <summary>Reads every document of a stream.</summary>
    public static IReadOnlyList<Node> ReadAll(string text, YamlOptions? options = null)
    {
        options ??= YamlOptions.Default;
        var events = new YamlEvents(new StringReader(text));
        try
        {
            return new YamlBuilder(events, options).Documents();
        }
        catch (YamlException fault)
        {
            throw Syntax(fault, text, options);
        }
    }

    private static DocumentException Syntax(YamlException fault, string text, YamlOptions options)
    {
        var mark = new SourceMark(options.File, (int)fault.Start.Line, (int)fault.Start.Column);
        // A tab in the indentation confuses the scanner near it; say so rather than what it made of it.
        var last = fault.Message.Contains("tab", StringComparison.Ordinal) ? int.MaxValue : Math.Max(mark.Line, (int)fault.End.Line) + 1;
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if (++number < mark.Line) continue;
            if (number > last) break;
            var written = text.AsSpan(range);
            if (written[..(written.Length - written.TrimStart(" \t").Length)].Contains('\t'))
                return new("yaml.tab", "a tab indents this line; YAML allows spaces only", new(options.File, number, 1), null, fault);
        }

        return new("yaml.syntax", Reason(fault), mark, null, fault);
    }

    // YamlDotNet's message reads "While scanning ..., found ..."; marks in brackets repeat ours.
    private static string Reason(YamlException fault) => $"YAML syntax error: {fault.Message.TrimEnd('.')}";
}
