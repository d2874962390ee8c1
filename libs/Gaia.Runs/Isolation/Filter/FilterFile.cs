using Gaia.Configurations.Blobs;

namespace Gaia.Runs.Isolation.Filter;

/// <summary>The filter of system calls in the data directory, where each sandbox reads it.</summary>
internal static class FilterFile
{
    /// <returns>Its path; null if there is no filter for this kind of machine.</returns>
    public static string? Write(RunsOptions options)
    {
        if (FilterMachine.Here is not { } machine) return null;
        var path = options.DataPath("sandbox.bpf");
        var wanted = SystemCallFilter.Of(machine);
        PrivateFolder.Create(options.DataPath());
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(wanted)) return path;
        // Another worker may just be reading it.
        var whole = $"{path}.{Guid.NewGuid():N}";
        using (var file = PrivateFolder.NewFile(whole)) file.Write(wanted);
        File.Move(whole, path, overwrite: true);
        return path;
    }
}
