using Gaia.Architecture.Tests.Assemblies;

namespace Gaia.Architecture.Tests;

public sealed class UnusedCodeTests
{
    public static TheoryData<string> Assemblies => [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name is "gaia" || (name.StartsWith("Gaia.", StringComparison.Ordinal) && !name.EndsWith("Tests", StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_only_the_assembly_itself_can_use_it_does_use(string name)
    {
        using var assembly = new AssemblyFile(name);
        Assert.True(new Unused(assembly).Find() is [], string.Join("\n", new Unused(assembly).Find()));
    }
}
