using Gaia.Configurations;
using Gaia.Runs.Configurations;
using Gaia.Runs.Terraform;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Processes;
using Gaia.Stacks.Terraform;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Execution;

/// <summary>Unpacks a run's configuration into its workdir, resolves the component and writes the files Atmos would write.</summary>
public sealed class PrepareComponent(UnpackedConfigurations unpacked, TerraformProgram program, IOptions<RunsOptions> options)
{
    internal async Task<PreparedComponent> ExecuteAsync(
        Run run, WorkDirectory work, Action<string> phase, CancellationToken cancellationToken)
    {
        phase("fetch");
        work.CopyTree(await unpacked.UnpackAsync(run.Configuration, cancellationToken));
        phase("resolve");
        return Resolve(run, work, cancellationToken);
    }

    /// <summary>For a workdir that was prepared before: the same answers without writing anything.</summary>
    internal PreparedComponent Resolve(Run run, WorkDirectory work, CancellationToken cancellationToken)
    {
        var repository = UnpackedConfigurations.Open(work.Tree, options.Value.Outside, KeptStates.Of(options.Value));
        var instance = RunnableComponent.Find(repository, run.Component, run.Stack, run.Operation, run.PlanOnly);
        var folder = instance.AbsoluteFolder;
        var varfile = TerraformFiles.Varfile(instance, cancellation: cancellationToken);
        File.WriteAllBytes(Path.Combine(folder, TerraformFiles.VarfileName(instance)), varfile);
        Write(folder, TerraformFiles.ProviderOverridesName, TerraformFiles.ProviderOverrides(instance, cancellation: cancellationToken));
        foreach (var (name, bytes) in TerraformFiles.Generated(instance, cancellation: cancellationToken)) Write(folder, name, bytes);

        var workspace = WorkspaceOf(repository, instance);
        var backend = TerraformFiles.Backend(instance, cancellation: cancellationToken);
        var (file, bytesOfLocal, state) = LocalState.Redirect(backend, folder, workspace ?? "default", options.Value, run);
        if (file is null) Write(folder, TerraformFiles.BackendName, backend);
        else Write(folder, file, bytesOfLocal);

        var environment = TerraformEnvironment.Build(
            WithAtmos(repository, ChildEnvironment.OfThisProcess()), TerraformFiles.Environment(instance, cancellation: cancellationToken),
            options.Value.DataPath("plugins"), File.Exists(Path.Combine(folder, ".terraform.lock.hcl")));
        return new PreparedComponent(
            folder, TerraformFiles.VarfileName(instance), TerraformFiles.PlanfileName(instance), workspace, state,
            program.Require(Path.GetFileName(repository.Configuration.Terraform.Command)), environment,
            [.. SensitiveVariables.Values(folder, varfile), .. SecretMask.OfEnvironment(environment)]);
    }

    private static string? WorkspaceOf(AtmosRepository repository, ComponentInstance instance) =>
        repository.Configuration.Terraform.WorkspacesEnabled && instance.BackendType != "http" ? instance.Workspace : null;

    private static Dictionary<string, string> WithAtmos(AtmosRepository repository, Dictionary<string, string> environment)
    {
        environment["ATMOS_CLI_CONFIG_PATH"] = repository.Configuration.CliConfigPath;
        environment["ATMOS_BASE_PATH"] = repository.Configuration.BasePath;
        return environment;
    }

    // A generated name may hold folders; it must not leave the component's.
    private static void Write(string folder, string name, byte[]? bytes)
    {
        if (bytes is null) return;
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new RunFailure($"The generated file {name} would be written outside of the component's folder.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
