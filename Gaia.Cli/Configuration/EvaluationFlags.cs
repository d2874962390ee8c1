using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Stacks.Evaluation;

namespace Gaia.Cli.Configuration;

/// <summary>--process-templates, --process-functions and --skip, with their ATMOS_ variables.</summary>
internal sealed class EvaluationFlags(CliContext context)
{
    private readonly Option<bool> templates = Flag("--process-templates", "Evaluate Go templates", context, "ATMOS_PROCESS_TEMPLATES");
    private readonly Option<bool> functions = Flag("--process-functions", "Evaluate YAML functions", context, "ATMOS_PROCESS_FUNCTIONS");
    private readonly Option<string[]> skip = new("--skip") { Description = "YAML function to leave as it is, such as terraform.output" };

    public void AddTo(Command command)
    {
        command.Add(templates);
        command.Add(functions);
        command.Add(skip);
    }

    public EvaluationOptions Read(ParseResult parsed) => new()
    {
        ProcessTemplates = parsed.GetValue(templates),
        ProcessFunctions = parsed.GetValue(functions),
        Skip = [.. (parsed.GetValue(skip) ?? []).SelectMany(names => names.Split(',')).Select(name => name.TrimStart('!'))],
    };

    private static Option<bool> Flag(string name, string description, CliContext context, string variable) => new(name)
    {
        Description = description + "; on unless =false",
        DefaultValueFactory = _ => !context.Environment.ContainsKey(variable) || context.Environment.IsOn(variable),
    };
}
