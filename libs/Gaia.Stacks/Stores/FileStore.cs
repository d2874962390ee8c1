using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Stores;

/// <summary>A folder of files, one value each: option `path`, then the key as path; .json may end the name.</summary>
internal sealed class FileStore(StoreOptions options) : IStore
{
    private readonly string folder = options.Root.At(options.Mark, () => options.Root.Demand(Paths.Join(options.BasePath, options.Require("path"))));

    public string StackDelimiter => options.Text("stack_delimiter") ?? "/";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation)
    {
        var path = Below(key);
        var file = new[] { path, path + ".json" }.FirstOrDefault(options.Root.FileExists);
        try
        {
            return file is null ? null : StoreValue.Read(options.Root.Text(file).TrimEnd('\n'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.Failed($"store '{options.Name}'", $"cannot read '{file}': {e.Message}", e);
        }
    }

    public void Write(string key, Node value, CancellationToken cancellation)
    {
        var path = Below(key);
        var file = options.Root.FileExists(path) || !options.Root.FileExists(path + ".json") ? path : path + ".json";
        try
        {
            options.Root.Write(file, Encoding.UTF8.GetBytes(StoreValue.Write(value) + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.Failed($"store '{options.Name}'", $"cannot write '{file}': {e.Message}", e);
        }
    }

    private string Below(string key)
    {
        var path = Paths.Join("/", Path.Join(folder, key));
        return path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal) ? path
            : throw StoreErrors.Failed($"store '{options.Name}'", $"'{key}' lies outside of '{folder}'");
    }
}
