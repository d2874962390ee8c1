using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Manifests.Writing;

public enum YamlForm
{
    /// <summary>As people write it.</summary>
    Plain,

    /// <summary>Kubernetes' strict dialect.</summary>
    Kyaml,
}

internal static class YamlForms
{
    extension(YamlForm form)
    {
        /// <param name="comment">Stands above the document, each line behind a `#`; null: none.</param>
        public string Text(Node node, string? comment = null) => Comment(comment) + form switch
        {
            YamlForm.Plain => NodeYaml.Write(node),
            YamlForm.Kyaml => Kyaml.Write(node),
        };
    }

    private static string Comment(string? comment) => comment is null ? "" : string.Concat(comment.Split('\n').Select(line => $"# {line}\n"));
}
