using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>The options of the terraform commands, as Atmos names them.</summary>
internal sealed class TerraformOptions(CliContext context)
{
    public Option<string> Stack { get; } = StackOption.Create(context);
    public Option<bool> Local { get; } = new("--local") { Description = "Run terraform here, without the API" };
    public Option<bool> Remote { get; } = new("--remote") { Description = "Run through the API whatever is configured" };
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show what would run; write and run nothing" };
    public Option<bool> SkipInit { get; } = new("--skip-init") { Description = "Do not run terraform init first" };
    public Option<bool> FromPlan { get; } = new("--from-plan") { Description = "Apply the plan file that plan wrote, or --from-plan=FILE" };
    public Option<string> Planfile { get; } = new("--planfile") { Description = "Apply this plan file" };
    public Option<string> Reconfigure { get; } = new("--init-run-reconfigure") { Description = "Init with -reconfigure", HelpName = "true|false" };
    public Option<string> Backend { get; } = new("--auto-generate-backend-file") { Description = "Write backend.tf.json", HelpName = "true|false" };
    public Option<bool> PassVars { get; } = new("--init-pass-vars") { Description = "Give init the varfile too" };
    public Option<string> UserAgent { get; } = new("--append-user-agent") { Description = "Sets TF_APPEND_USER_AGENT", HelpName = "text" };
    public Option<string> SkipPlanfile { get; } = Switch("--skip-planfile", "Plan without writing a plan file");
    public Option<string> DeployRunsInit { get; } = Switch("--deploy-run-init", "Run terraform init before a deploy");
    public Option<string> SkipHooks { get; } = new("--skip-hooks") { Description = "Run no hooks, or not those with these names", HelpName = "names", Arity = ArgumentArity.ZeroOrOne };
    public EvaluationFlags Evaluation { get; } = new(context);
    public BulkOptions Bulk { get; } = new();

    public void AddTo(Command command, TerraformVerb verb)
    {
        command.Add(Stack);
        if (verb.CanBeRemote)
        {
            command.Add(Local);
            command.Add(Remote);
        }
        foreach (var option in new Option[] { DryRun, SkipInit, Reconfigure, Backend, PassVars, UserAgent, SkipPlanfile, DeployRunsInit }) command.Add(option);
        if (verb.Words is "apply" or "deploy")
        {
            command.Add(FromPlan);
            command.Add(Planfile);
        }
        SkipInit.Hidden = verb.Words is "init" or "fmt";
        Reconfigure.Hidden = PassVars.Hidden = UserAgent.Hidden = verb.Words is "fmt";
        SkipPlanfile.Hidden = verb.Words != "plan";
        DeployRunsInit.Hidden = verb.Words != "deploy";
        SkipHooks.Hidden = verb.Words is not ("plan" or "apply" or "deploy" or "destroy");
        command.Add(SkipHooks);
        if (verb.Words != "shell") Bulk.AddTo(command, verb);
        Evaluation.AddTo(command);
        foreach (var name in new[] { "--upload-status", "--ci" }) command.Add(new Option<bool>(name) { Hidden = true });
    }

    /// <summary>Flags the API has no use for; giving one says that the command is meant to run here.</summary>
    public bool AnyAtmosOnly(ParseResult parsed) =>
        new Option[] { DryRun, SkipInit, FromPlan, Planfile, Reconfigure, Backend, PassVars, UserAgent, SkipPlanfile, DeployRunsInit }
            .Any(option => parsed.GetResult(option) is { Implicit: false });

    private static Option<string> Switch(string name, string description) =>
        new(name) { Description = description, HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };
}
