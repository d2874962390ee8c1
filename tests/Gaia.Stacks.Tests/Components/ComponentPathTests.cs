using Gaia.Documents;

namespace Gaia.Stacks.Tests.Components;

public sealed class ComponentPathTests : IDisposable
{
    private readonly TestRepository repository = new(("stacks/deploy/dev.yaml",
        """
        vars: {stage: dev}
        components:
          terraform:
            network: {metadata: {component: infra/vpc}}
            app: {}
            one: {metadata: {component: twice}}
            two: {metadata: {component: twice}}
        """));

    public void Dispose() => repository.Dispose();

    [Theory]
    [InlineData("components/terraform/infra/vpc", ".", "network")]
    [InlineData("components/terraform/infra", "./vpc", "network")]
    [InlineData("components/terraform/infra", "../app", "app")]
    public void A_folder_means_the_component_that_lives_there(string from, string path, string expected) =>
        Assert.Equal(expected, Open(from).Find(path, "dev", "terraform").Name);

    [Theory]
    [InlineData("components/terraform", ".", "terraform", "must specify a component directory")]
    [InlineData("stacks", ".", "terraform", "path is not within Atmos component directories")]
    [InlineData("components/terraform/app", ".", "helmfile", "path component type does not match")]
    [InlineData("components/terraform/twice", ".", "terraform", "one, two")]
    [InlineData("components/terraform/none", ".", null, "component not found in stack configuration")]
    public void What_it_cannot_mean_is_told(string from, string path, string? type, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<DocumentException>(() => Open(from).Find(path, "dev", type)).Message);

    private AtmosRepository Open(string folder)
    {
        Directory.CreateDirectory(repository.At(folder));
        return AtmosRepository.Open(repository.Options with { WorkingDirectory = repository.At(folder), ConfigPaths = [repository.At("atmos.yaml")] });
    }
}
