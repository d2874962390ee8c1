using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Stacks.Terraform;

/// <summary>One entry of `generate`: text as it is, a map by the file's extension.</summary>
internal static class GeneratedFile
{
    public static byte[] Content(string name, Node content) => content switch
    {
        StringNode text => Encoding.UTF8.GetBytes(text.Value),
        _ => Path.GetExtension(name) switch
        {
            ".json" => Encoding.UTF8.GetBytes(NodeJson.Write(content)),
            ".yaml" or ".yml" => Encoding.UTF8.GetBytes(NodeYaml.Write(content)),
            ".tf" or ".hcl" or ".tfvars" => Encoding.UTF8.GetBytes(HclWriter.Write(content)),
            _ => Encoding.UTF8.GetBytes(NodeJson.Write(content)),
        },
    };
}
