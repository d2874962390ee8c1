using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Cli.Output;

/// <summary>A structured answer: JSON or YAML to stdout, or to --file.</summary>
internal static class Document
{
    public static void Write(CliContext context, Node node, OutputFormat format, string? file = null)
    {
        if (file is null)
        {
            Write(context.Out, node, format);
            return;
        }

        using var target = new StreamWriter(Path.GetFullPath(file, context.WorkingDirectory));
        Write(target, node, format);
    }

    private static void Write(TextWriter target, Node node, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            NodeJson.Write(node, target);
            target.Write('\n');
        }
        else
        {
            NodeYaml.Write(node, target);
        }
    }

    public static string Text(Node node, OutputFormat format) =>
        format == OutputFormat.Json ? NodeJson.Write(node) + "\n" : NodeYaml.Write(node);
}
