using Gaia.Architecture.Tests.Assemblies;

namespace Gaia.Architecture.Tests;

public sealed class FolderTests
{
    [Theory]
    [InlineData("Gaia.Documents")]
    [InlineData("Gaia.Templates")]
    [InlineData("Gaia.Yq")]
    // An instance evaluates itself, by functions that ask other instances for their outputs, workspaces and names: these five are one.
    [InlineData("Gaia.Stacks", "Components", "Evaluation", "Functions", "Naming", "Terraform")]
    [InlineData("Gaia.Vendoring")]
    [InlineData("Gaia.Configurations")]
    public void Folders_of_a_library_use_each_other_one_way_only(string library, params string[] one)
    {
        using var assembly = new AssemblyFile(library);
        Assert.Null(new Folders(assembly, library, one).Circle());
    }
}
