using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Stores;

/// <summary>A folder of files, one value each: option `path`, then the key as path; .json may end the name.</summary>
internal sealed class FileStore(StoreOptions options) : IStore
{
    private readonly string folder = Path.GetFullPath(options.Require("path"), options.BasePath);

    public string StackDelimiter => options.Text("stack_delimiter") ?? "/";

    public string Prefix => options.Prefix;

    public Node? Read(string key, CancellationToken cancellation)
    {
        var path = Below(key);
        var file = new[] { path, path + ".json" }.FirstOrDefault(File.Exists);
        try
        {
            return file is null ? null : StoreValue.Read(File.ReadAllText(file).TrimEnd('\n'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.Failed($"store '{options.Name}'", $"cannot read '{file}': {e.Message}", e);
        }
    }

    public void Write(string key, Node value, CancellationToken cancellation)
    {
        var path = Below(key);
        var file = File.Exists(path) || !File.Exists(path + ".json") ? path : path + ".json";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, StoreValue.Write(value) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.Failed($"store '{options.Name}'", $"cannot write '{file}': {e.Message}", e);
        }
    }

    private string Below(string key)
    {
        var path = Path.GetFullPath(Path.Join(folder, key));
        return path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal) ? path
            : throw StoreErrors.Failed($"store '{options.Name}'", $"'{key}' lies outside of '{folder}'");
    }
}
