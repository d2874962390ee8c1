using Gaia.Architecture.Tests.Assemblies;

namespace Gaia.Architecture.Tests;

public sealed class FolderTests
{
    [Theory]
    [InlineData("Gaia.Documents")]
    [InlineData("Gaia.Templates")]
    [InlineData("Gaia.Yq")]
    [InlineData("Gaia.Stacks")]
    [InlineData("Gaia.Vendoring")]
    [InlineData("Gaia.Configurations")]
    public void Folders_of_a_library_use_each_other_one_way_only(string library)
    {
        using var assembly = new AssemblyFile(library);
        Assert.Null(new Folders(assembly, library).Circle());
    }
}
