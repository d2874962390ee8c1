namespace Gaia.Platform.Tests;

/// <summary>A stack that is applied by the workflows of its checkout, against a stand-in.</summary>
internal sealed class AppliedStack(Checkout checkout, string stack, string prefix, string region)
{
    public Task ApplyAsync() => checkout.MustAsync("apply-environment", stack, ("APPROVE", "yes"));

    /// <summary>A second plan of each component that is empty, by terraform's own exit code.</summary>
    public async Task AssertNothingToDoAsync(params string[] components)
    {
        foreach (var component in components)
            await checkout.TerraformAsync("plan", component, stack, "-detailed-exitcode");
    }

    /// <summary>Nothing drifts by itself; and what other hands changed is named.</summary>
    public async Task AssertDriftIsNamedAsync(params string[] expected)
    {
        await checkout.MustAsync("drift-detection", stack);
        await checkout.PythonAsync("meddle.py", prefix, region);
        var drift = await checkout.WorkflowAsync("drift-detection", stack);
        Assert.True(drift.ExitCode == 2, $"Drift should be found in {stack}:\n{drift.Everything}");
        Assert.All(expected, name => Assert.Contains(name, drift.Output, StringComparison.Ordinal));
    }

    public async Task<HashSet<string>> TypesAsync(params string[] components)
    {
        var types = new HashSet<string>();
        foreach (var component in components)
            foreach (var address in (await checkout.TerraformAsync("state list", component, stack)).Split('\n'))
                types.Add(address.Split('.').FirstOrDefault(part => part.StartsWith("aws_", StringComparison.Ordinal)) ?? "");
        return types;
    }

    public Task<string> OutputAsync(string component, string name) => checkout.TerraformAsync("output", component, stack, "-json", name);

    /// <summary>As docs/platform.md says: the stack's name typed once to lift the protection, and once to destroy.</summary>
    public async Task TearDownAsync(params string[] components)
    {
        foreach (var component in components)
        {
            string[] typed = component == "vpc" ? [] : ["-var", $"teardown={stack}"];
            if (typed.Length > 0)
                await checkout.TerraformAsync("apply", component, stack, ["-auto-approve", .. typed]);
            await checkout.TerraformAsync("destroy", component, stack, ["-auto-approve", .. typed]);
        }
    }

    public Task RemoveStateBucketAsync() => checkout.MustAsync("remove-state-bucket", stack, ("CONFIRM", stack));

    public async Task AssertNothingIsLeftAsync() => Assert.Empty(await checkout.PythonAsync("leftovers.py", prefix, region));
}
