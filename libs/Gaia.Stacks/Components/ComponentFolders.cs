using System.Collections.Concurrent;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Configuration;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Components;

/// <summary>Where the code of components lies, by type and folder.</summary>
internal sealed class ComponentFolders(AtmosConfiguration configuration, RepositoryFiles files)
{
    private readonly ConcurrentDictionary<(string Type, string Folder), MapNode> infos = new();
    private readonly ConcurrentDictionary<(string Type, string Folder), string> absolute = new();

    /// <summary>Absolute.</summary>
    public string OfType(string type) => type switch
    {
        "terraform" => configuration.Terraform.BasePath,
        "helmfile" => configuration.Helmfile.BasePath,
        "packer" => configuration.Packer.BasePath,
        _ => Paths.Join(configuration.BasePath, Written(type)),
    };

    /// <summary>Absolute folder of one component.</summary>
    /// <exception cref="StacksInvalidException">`path.outside`</exception>
    public string Of(string type, string folder, SourceMark mark) => absolute.GetOrAdd((type, folder), (key, mark) =>
        configuration.Root.At(mark, () => configuration.Root.Demand(Paths.Join(OfType(key.Type), key.Folder))), mark);

    /// <summary>As the configuration writes it.</summary>
    public string RawOfType(string type) => type switch
    {
        "terraform" => configuration.Terraform.RawBasePath,
        "helmfile" => configuration.Helmfile.RawBasePath,
        "packer" => configuration.Packer.RawBasePath,
        _ => Written(type),
    };

    /// <summary>`components/terraform/vpc`: from the base path as the configuration writes it.</summary>
    public string Shown(string type, string folder) => Paths.Clean(configuration.RawBasePath, RawOfType(type), folder);

    /// <summary>`component_info`, the same for every instance of a folder.</summary>
    public MapNode Info(string type, string folder) => infos.GetOrAdd((type, folder), key => new MapNode(
    [
        new("component_path", new StringNode(Shown(key.Type, key.Folder))),
        new("component_type", new StringNode(key.Type)),
    ]));

    public bool Exists(string type, string folder, SourceMark mark) => files.FolderExists(Of(type, folder, mark));

    private string Written(string type) =>
        configuration.Raw.At("components", type, "base_path") is StringNode path ? path.Value : $"components/{type}";
}
