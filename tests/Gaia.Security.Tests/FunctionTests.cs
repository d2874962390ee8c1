using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks;
using Gaia.Stacks.Files;
using Gaia.Templates;
using Gaia.Vendoring;

namespace Gaia.Security.Tests;

/// <summary>Every function that the engine knows, by its own lists, is given paths that lead outside: also one that is new tomorrow.</summary>
public sealed class FunctionTests
{
    /// <summary>It runs a program by an operator's leave, which reads what the program likes.</summary>
    private const string Runs = "!exec";

    private static readonly string[] Ways = ["absolute", "up", "link to the file", "file address"];

    public static TheoryData<string> Yaml => [.. YamlFunctions.Known.Where(name => name != Runs).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Template
    {
        get
        {
            using var trap = new Trap();
            trap.Put("atmos.yaml", Places.Atmos);
            return [.. AtmosRepository.Open(Options(trap)).TemplateOptions.Functions.Names.Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Yaml))]
    public void No_function_of_YAML_reads_outside(string name)
    {
        using var trap = new Trap();
        var before = trap.OutsideNow();
        foreach (var path in Ways.Select(way => Spellings.All[way](trap, "canary.yaml")))
            foreach (var argument in (string[])[path, $"{path} {path}", $"{path} {path} {path}", $"{path} .", $"app dev {path}"])
                Demand(trap, $"{name} {argument}");
        Assert.Equal(before, trap.OutsideNow());
    }

    [Theory]
    [MemberData(nameof(Template))]
    public void No_function_of_templates_reads_outside(string name)
    {
        using var trap = new Trap();
        var before = trap.OutsideNow();
        trap.Put("atmos.yaml", Places.Atmos);
        trap.Put("stacks/dev.yaml", "vars: {stage: dev}\n");
        var options = AtmosRepository.Open(Options(trap)).TemplateOptions;
        foreach (var path in Ways.Select(way => Spellings.All[way](trap, "canary.yaml")))
            for (var count = 1; count <= 3; count++)
                Assert.DoesNotContain(trap.Secret, Rendered($"{{{{ {name}{string.Concat(Enumerable.Repeat($" \"{path}\"", count))} }}}}", options));
        Assert.Equal(before, trap.OutsideNow());
    }

    private static string Rendered(string template, TemplateOptions options)
    {
        try
        {
            return TemplateEngine.Render(template, MapNode.Empty, options);
        }
        catch (TemplateException fault)
        {
            return $"{fault}";
        }
    }

    private static void Demand(Trap trap, string call)
    {
        trap.Put("atmos.yaml", Places.Atmos);
        trap.Put("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    app:\n      vars:\n        x: {call}\n");
        Assert.DoesNotContain(trap.Secret, Everything.Of(Options(trap)).Said);
    }

    private static RepositoryOptions Options(Trap trap) => new()
    {
        Root = RepositoryRoot.ConfinedTo(trap.Root),
        WorkingDirectory = trap.Root,
        SearchOutward = false,
        Outside = OutsideAccess.All & ~OutsideAccess.Exec,
        Fetch = RemoteFile.Fetch,
        CacheDirectory = trap.At(".cache"),
    };
}
