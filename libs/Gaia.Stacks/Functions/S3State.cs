using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Functions;

/// <summary>Reads one state object from S3.</summary>
internal static class S3State
{
    public static ReadOnlyMemory<byte>? Read(MapNode backend, string workspace, MapNode env, FunctionCall call, RepositoryOptions options) =>
        throw call.Invalid($"cannot read s3://{backend.Text("bucket")} ({workspace}, {env.Count}, {options.Outside})");
}
