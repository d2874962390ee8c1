using Gaia.Stacks.Files;

namespace Gaia.Stacks.Components;

/// <summary>
/// A component named by its folder, as it is typed in a shell: `.`, `./vpc`, `../vpc` or an absolute path. Of the
/// components of a stack it means the one that has this folder.
/// </summary>
internal sealed class ComponentPath(string workingDirectory, ComponentFolders folders)
{
    public static bool Is(string component) =>
        component is "." or ".." || component.StartsWith("./", StringComparison.Ordinal) || component.StartsWith("../", StringComparison.Ordinal)
        || Path.IsPathRooted(component);

    public string Name(string path, string stack, string? type, IEnumerable<ComponentInstance> instances)
    {
        var folder = Paths.Join(workingDirectory, path);
        var types = ((string[])["terraform", "helmfile", "packer"]).Select(name => (Name: name, Folder: folders.OfType(name))).ToList();
        if (types.Find(candidate => candidate.Folder == folder) is { Name: not null } at)
            throw Wrong($"must specify a component directory: {folder} is the folder of all {at.Name} components; name one below it");
        var inside = types.Find(candidate => folder.StartsWith(candidate.Folder + "/", StringComparison.Ordinal));
        if (inside.Name is null)
            throw Wrong($"path is not within Atmos component directories: {folder}; they are {string.Join(", ", types.Select(candidate => candidate.Folder))}");
        if (type is not null && inside.Name != type)
            throw Wrong($"path component type does not match command: {folder} is a {inside.Name} component, not a {type} one");
        var found = instances.Where(instance => instance.Type == inside.Name && !instance.IsAbstract && instance.AbsoluteFolder == folder)
            .Select(instance => instance.Name).Distinct().ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new StacksNotFoundException("component.not-found", $"component not found in stack configuration: the stack '{stack}' has no component in {folder}"),
            // The one that is called like its folder, or else nobody can say.
            var many when many.Contains(folder[(inside.Folder.Length + 1)..]) => folder[(inside.Folder.Length + 1)..],
            var many => throw Wrong($"ambiguous component path: {folder} is the folder of {string.Join(", ", many)} in the stack '{stack}'; use the name"),
        };
    }

    private static StacksInvalidException Wrong(string message) => new("component.path", message);
}
