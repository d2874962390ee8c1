namespace Gaia.Platform.Tests;

/// <summary>Each component by itself: valid, and its own `terraform test` passes. No server: the provider is mocked.</summary>
public sealed class ComponentTests
{
    public static TheoryData<string> Components => [.. Repository.AwsComponents];

    [Fact]
    public async Task Hello_passes_its_tests()
    {
        Needs.TerraformBinary();
        using var terraform = Terraform.Prepare();
        await terraform.MustAsync(terraform.Component("hello"), "init", "-no-color");
        await terraform.MustAsync(terraform.Component("hello"), "validate", "-no-color");
        await terraform.MustAsync(terraform.Component("hello"), "test", "-no-color");
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task Component_is_valid_and_passes_its_tests(string component)
    {
        Needs.TerraformBinary();
        using var terraform = Terraform.Prepare();
        await Needs.ProviderAsync(terraform, component);
        // `terraform test` validates first, and loads the provider's schema once less than a validate of its own.
        await terraform.MustAsync(terraform.Component(component), "test", "-no-color");
    }
}
