using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>The component's folder: what must be there, what Gaia writes before terraform and removes after.</summary>
internal sealed class InPlaceFolder(CliContext context, ComponentInstance instance, InPlaceSettings settings)
{
    private static readonly string[] Patterns = ["*.tf", "*.tf.json", "*.tofu", "*.tofu.json"];

    public void Check()
    {
        if (settings.Configuration.Terraform.AutoGenerateFiles && instance.Merged["generate"] is not null) return;
        if (!Directory.Exists(instance.AbsoluteFolder))
            throw new CliException($"'{instance.Name}' points to the Terraform component '{instance.Folder}', but it does not exist in "
                + $"'{settings.Configuration.Terraform.BasePath}'.", ExitCodes.Failed, "Create the folder, or correct metadata.component.");
        if (!Patterns.Any(pattern => Directory.EnumerateFiles(instance.AbsoluteFolder, pattern).Any()))
            throw new CliException($"Component folder {instance.AbsoluteFolder} has no .tf files.", ExitCodes.Failed,
                "Add the component's Terraform files, or correct metadata.component.");
    }

    public void Write(TerraformVerb verb)
    {
        var token = context.Token;
        Directory.CreateDirectory(instance.AbsoluteFolder);
        if (verb.First != "workspace" && settings.FromPlan is null)
            Write(TerraformFiles.VarfileName(instance), TerraformFiles.Varfile(instance, settings.Evaluation, token));
        if (settings.WritesBackend && TerraformFiles.Backend(instance, settings.Evaluation, token) is { } backend)
            Write(TerraformFiles.BackendName, backend);
        foreach (var (name, content) in TerraformFiles.Generated(instance, settings.Evaluation, token)) Write(name, content);
        if (TerraformFiles.ProviderOverrides(instance, settings.Evaluation, token) is { } providers)
            Write(TerraformFiles.ProviderOverridesName, providers);
        ForgetWorkspace();
    }

    /// <summary>As Atmos: an applied plan is spent, and after an apply the varfile has served.</summary>
    public void Clean(TerraformVerb verb)
    {
        if (verb.First is not ("plan" or "show") && settings.FromPlan is null or "") Delete(TerraformFiles.PlanfileName(instance));
        if (verb.First is "apply" or "deploy") Delete(TerraformFiles.VarfileName(instance));
    }

    // Without this terraform init asks which workspace to use when another backend had other workspaces.
    private void ForgetWorkspace() => Delete(Path.Combine(".terraform", "environment"));

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(instance.AbsoluteFolder, name);
        context.Debug($"writes {path} ({content.Length} bytes)");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private void Delete(string name)
    {
        var path = Path.Combine(instance.AbsoluteFolder, name);
        if (File.Exists(path)) File.Delete(path);
    }
}
