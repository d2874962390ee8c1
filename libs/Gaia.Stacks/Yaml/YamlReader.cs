using Gaia.Stacks.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gaia.Stacks.Yaml;

/// <summary>YAML to nodes, as go-yaml v3 reads it, with marks and bounds. An empty document is null.</summary>
public static class YamlReader
{
    public static Node Read(ReadOnlySpan<byte> bytes, YamlOptions? options = null) =>
        Read(YamlText.Decode(bytes, options ?? YamlOptions.Default), options);

    /// <exception cref="StacksInvalidException">`yaml.*`, with file, line and column.</exception>
    public static Node Read(string text, YamlOptions? options = null)
    {
        options ??= YamlOptions.Default;
        var parser = new Parser(new StringReader(text));
        try
        {
            return new YamlBuilder(parser, options).Document();
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
        var parser = new Parser(new StringReader(text));
        try
        {
            return new YamlBuilder(parser, options).Documents();
        }
        catch (YamlException fault)
        {
            throw Syntax(fault, text, options);
        }
    }

    private static StacksInvalidException Syntax(YamlException fault, string text, YamlOptions options)
    {
        var mark = new SourceMark(options.File, (int)fault.Start.Line, (int)fault.Start.Column);
        var line = text.AsSpan().Split('\n');
        var number = 0;
        foreach (var range in line)
        {
            if (++number != mark.Line) continue;
            var written = text.AsSpan(range);
            var indent = written[..(written.Length - written.TrimStart(" \t").Length)];
            if (indent.Contains('\t'))
                return new("yaml.tab", "a tab indents this line; YAML allows spaces only", mark, null, fault);
        }

        return new("yaml.syntax", Reason(fault), mark, null, fault);
    }

    // YamlDotNet's message reads "While scanning ..., found ..."; marks in brackets repeat ours.
    private static string Reason(YamlException fault) => $"YAML syntax error: {(fault.InnerException ?? fault).Message.TrimEnd('.')}";
}
