using Gaia.Cli.Hosting;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Writing;

namespace Gaia.Cli.Output;

/// <summary>A structured answer: JSON or YAML to stdout, or to --file.</summary>
internal static class Document
{
    public static void Write(CliContext context, Node node, OutputFormat format, string? file = null)
    {
        var text = Text(node, format);
        if (file is null) context.Out.Write(text);
        else File.WriteAllText(Path.GetFullPath(file, context.WorkingDirectory), text);
    }

    public static string Text(Node node, OutputFormat format) =>
        format == OutputFormat.Json ? NodeJson.Write(node) + "\n" : NodeYaml.Write(node);
}
