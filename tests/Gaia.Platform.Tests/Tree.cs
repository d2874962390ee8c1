namespace Gaia.Platform.Tests;

internal static class Tree
{
    /// <summary>Copies a file or a folder, but for what terraform left in it. Links become what they point to.</summary>
    public static void Copy(string source, string target)
    {
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(source));
            File.SetUnixFileMode(target, File.GetUnixFileMode(source));
            return;
        }
        foreach (var entry in Directory.EnumerateFileSystemEntries(source).Where(Belongs))
            Copy(entry, Path.Combine(target, Path.GetFileName(entry)));
    }

    private static bool Belongs(string path) => Path.GetFileName(path) is var name
        && name is not (".terraform" or "terraform.tfstate.d" or ".gaia" or "backend.tf.json" or "__pycache__")
        && !name.EndsWith(".tfstate", StringComparison.Ordinal)
        && !name.EndsWith(".planfile", StringComparison.Ordinal)
        && !name.EndsWith(".terraform.tfvars.json", StringComparison.Ordinal);
}
