using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Output;
using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Files;
using Gaia.Stacks.Validation;

namespace Gaia.Cli.Validate;

internal static class ValidateStacksCommand
{
    public static Command Create(CliContext context)
    {
        var schema = new Option<string>("--schemas-atmos-manifest", "--schema") { Description = "JSON Schema of a manifest, instead of the configured one" };
        var format = FormatOption.Create(OutputFormat.Table, OutputFormat.Json, OutputFormat.Yaml);
        var command = new Command("stacks", "Check every manifest: syntax, imports, inheritance, duplicates, schema") { schema, format };
        command.SetAction(parsed =>
        {
            var problems = ValidateStacks.Run(Repository.Open(context), Schema(context, parsed.GetValue(schema)));
            if (parsed.Format(format) != OutputFormat.Table) Document.Write(context, new ListNode([.. problems.Select(problem => problem.ToNode())]), parsed.Format(format));
            else Write(context, problems);
            return problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }

    private static JsonSchema? Schema(CliContext context, string? file)
    {
        if (file is null) return null;
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        return File.Exists(path) ? JsonSchema.Compile(YamlReader.Read(Given(path), new YamlOptions { File = file }))
            : throw new CliException($"--schema: file {file} does not exist.", ExitCodes.WrongUse);
    }

    private static byte[] Given(string path)
    {
        RegularFile.DemandGiven(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static void Write(CliContext context, IReadOnlyList<StackProblem> problems)
    {
        foreach (var problem in problems)
        {
            context.Error.WriteLine($"Error: {problem.Message}");
            if (problem.Mark.File is not null) context.Error.WriteLine($"  at {problem.Mark}");
            foreach (var import in problem.ImportChain) context.Error.WriteLine($"  imported at {import}");
        }
        if (problems.Count == 0) context.Out.WriteLine("All stacks validated successfully");
        else context.Error.WriteLine($"{problems.Count} problem{(problems.Count == 1 ? "" : "s")}.");
    }
}
