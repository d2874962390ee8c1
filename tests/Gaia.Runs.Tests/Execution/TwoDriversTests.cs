using System.Diagnostics;
using Gaia.Configurations;
using Gaia.Documents;
using Gaia.Runs.Execution;
using Gaia.Runs.Isolation;
using Gaia.Runs.Isolation.Pods;
using Gaia.Runs.States;
using Gaia.Runs.Terraform;
using Gaia.Runs.Tests.Kit;
using Gaia.Runs.Variables;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Tests.Cases;
using Gaia.Terraform;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Execution;

/// <summary>A worker and the command line in place do the same with every component of every case: files, calls and environment, byte by byte.</summary>
public sealed class TwoDriversTests(RunsPostgres postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-drivers-").FullName;

    // A state file in a component's folder has to be adopted first; that a worker never sees it is what the refusal is about.
    private const string WithStateFiles = "functions-state";

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(CaseFolder, "*.txtar").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != WithStateFiles).Order()];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task They_agree(string name)
    {
        var here = Path.Combine(folder, "here");
        Write(here, CaseFile.Read(Path.Combine(CaseFolder, name + ".txtar")));
        var instances = Instances(here);
        if (instances.Count == 0) instances = [("app", "dev")]; // both refuse it in the same words
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false, settings: new Dictionary<string, string?>
        {
            ["Gaia:TerraformCommand"] = Path.Combine(Recorder(), "terraform"), ["Gaia:Outside"] = "All", ["Gaia:TerraformPrograms:0"] = Path.Combine(Recorder(), OtherProgram),
        });
        for (var i = 0; i < instances.Count; i++)
        {
            var (component, stack) = instances[i];
            var own = Path.Combine(folder, $"{i}");
            Copy(here, own);
            var onWorker = await OnWorkerAsync(gaia, own, component, stack);
            Assert.Equal(await InPlaceAsync(gaia, own, component, stack), onWorker);
        }
    }

    private static string CaseFolder => Path.Combine(SourceTree.Root, "tests", "Gaia.Stacks.Tests", "Cases");

    /// <summary>Of the first command line: what terraform is called with, what it finds in its folder and in its environment.</summary>
    private async Task<string> InPlaceAsync(TestGaia gaia, string here, string component, string stack)
    {
        var calls = Path.Combine(folder, "calls");
        File.Delete(calls);
        var start = new ProcessStartInfo("dotnet", [SourceTree.Program("Gaia.Cli", "gaia.dll"), "terraform", "plan", component, "-s", stack, "--local"])
        {
            WorkingDirectory = here, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("ATMOS_", StringComparison.Ordinal) || key.StartsWith("GAIA_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        (start.Environment["PATH"], start.Environment["CALLS"], start.Environment["HOME"]) = ($"{Recorder()}:{start.Environment["PATH"]}", calls, folder);
        start.Environment["ATMOS_GIT_ROOT_BASEPATH"] = "false";
        (start.Environment["GAIA_URL"], start.Environment["GAIA_TOKEN"]) = ($"{gaia.States}", "gaia_test");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) return Refused(await errors, here);
        return string.Join('\n', [.. File.ReadAllLines(calls), .. Files(here, component, stack)]).Replace(here, "<root>", StringComparison.Ordinal);
    }

    private async Task<string> OnWorkerAsync(TestGaia gaia, string here, string component, string stack)
    {
        var options = gaia.Get<IOptions<RunsOptions>>();
        var run = new Run
        {
            Id = RunId.New(TimeProvider.System), Component = component, Stack = stack, Operation = RunOperation.Plan, PlanOnly = true, StateIdentity = Identity(here, component, stack),
            Configuration = await gaia.UploadAsync(), CreatedBy = "test", CreatedAt = TimeProvider.System.GetUtcNow(), Arguments = [],
        };
        await gaia.Get<RunChanges>().AddAsync(run, TestGaia.Ada, null, null, CancellationToken.None); // holds its state from here on
        var work = WorkDirectory.Create(options.Value, run.Id, "plan");
        Directory.Delete(work.Tree);
        Copy(here, work.Tree);
        var prepare = new PrepareComponent(gaia.Get<UnpackedConfigurations>(), new TerraformProgram(options), new RunIsolation(options, new RunPods(options, TimeProvider.System), new HostingEnvironment()), gaia.Get<RunTokens>(), gaia.Get<KnownStates>(), gaia.Get<RunVariables>(), options);
        try
        {
            var prepared = await prepare.ResolveAsync(new RunWork(run, work, null, _ => { }), RunActions.Plan(run, again: false), CancellationToken.None);
            var calls = prepared.Plan.Steps.Select(step => Call(step.Arguments, prepared.Environment));
            return string.Join('\n', [.. calls, .. Files(work.Tree, component, stack)]).Replace(work.Tree, "<root>", StringComparison.Ordinal);
        }
        catch (Exception refused) when (refused is DocumentException or RunRefusedException or RunFailure)
        {
            return Refused(refused.Message, work.Tree);
        }
    }

    private static string Identity(string here, string component, string stack)
    {
        try
        {
            return Open(here).Find(component, stack).StateIdentity.ToString();
        }
        catch (DocumentException)
        {
            return "none";
        }
    }

    // As the recorder below prints it.
    private static string Call(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        string.Join(' ', arguments) + string.Concat(Variables.Select(name => $" {name}={environment.GetValueOrDefault(name)}"));

    // Without terraform's lock of the state: a run's plan has Gaia's instead.
    private static readonly string[] Variables = ["ATMOS_BASE_PATH", "ATMOS_CLI_CONFIG_PATH", "TF_IN_AUTOMATION", "REGION", "AWS_REGION", "TF_VAR_x", "TF_HTTP_ADDRESS", "TF_HTTP_USERNAME"];

    // One that a case chooses by `command`.
    private const string OtherProgram = "opentofu";

    private string Recorder()
    {
        var bin = Path.Combine(folder, "bin");
        Directory.CreateDirectory(bin);
        foreach (var program in (string[])["terraform", OtherProgram]) Record(Path.Combine(bin, program));
        return bin;
    }

    private static void Record(string program)
    {
        File.WriteAllText(program, $"#!/bin/sh\necho \"$*{string.Concat(Variables.Select(name => $" {name}=${name}"))}\" >> \"$CALLS\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Refused(string said, string root) =>
        said.Replace(root, "<root>", StringComparison.Ordinal).Split('\n').First(line => !line.StartsWith("gaia: ", StringComparison.Ordinal)).Replace("Error: ", "", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string root, string component, string stack)
    {
        var instance = Open(root).Find(component, stack);
        return Directory.EnumerateFiles(instance.AbsoluteFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(path => Path.GetFileName(path) != GaiaFiles.BackendName) // gone from where people work, once terraform has ended
            .Select(path => $"{Path.GetRelativePath(root, path)}: {File.ReadAllText(path)}");
    }

    private static IReadOnlyList<(string Component, string Stack)> Instances(string root)
    {
        try
        {
            return [.. Open(root).Instances(new InstanceFilter { Types = ["terraform"] })
                .Where(instance => instance is { IsAbstract: false, IsEnabled: true }).Select(Coded).Select(instance => (instance.Name, instance.StackName))];
        }
        catch (DocumentException)
        {
            return [];
        }
    }

    private static ComponentInstance Coded(ComponentInstance instance)
    {
        Directory.CreateDirectory(instance.AbsoluteFolder);
        File.WriteAllText(Path.Combine(instance.AbsoluteFolder, "main.tf"), "");
        return instance;
    }

    private static AtmosRepository Open(string root) => AtmosRepository.Open(new RepositoryOptions
    {
            Root = RepositoryRoot.Anywhere,
        WorkingDirectory = root, SearchOutward = false, Environment = new Dictionary<string, string> { ["ATMOS_GIT_ROOT_BASEPATH"] = "false" }, Outside = OutsideAccess.None,
    });

    private static void Write(string root, CaseFile file)
    {
        foreach (var (path, text) in file.Inputs)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllText(Path.Combine(root, path), text);
        }
        if (!File.Exists(Path.Combine(root, "atmos.yaml"))) File.WriteAllText(Path.Combine(root, "atmos.yaml"), Configuration);
    }

    private const string Configuration =
        """
        base_path: ./
        components: {terraform: {base_path: components/terraform, auto_generate_backend_file: true}}
        stacks: {base_path: stacks, included_paths: ["deploy/**/*"], excluded_paths: ["**/_defaults.yaml"], name_template: "{{ .vars.stage }}"}
        templates: {settings: {enabled: true, sprig: {enabled: true}, gomplate: {enabled: true}}}
        """;

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
