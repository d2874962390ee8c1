using System.Text;
using Gaia.Documents;
using Gaia.Stacks;
using Gaia.Stacks.Files;
using Gaia.Terraform;

namespace Gaia.Security.Tests;

/// <summary>Small configurations that ask for a lot end in a refusal, soon and without the memory.</summary>
public sealed class WorkTests
{
    private const string Dev = "vars: {stage: dev}\n";

    private static readonly Dictionary<string, (string, string)[]> Bombs = new()
    {
        ["imports that double"] = [("stacks/dev.yaml", Dev + "import: [l/a0, l/b0]\n"), .. Layers(40, "")],
        ["imports that double with a context"] = [("stacks/dev.yaml", Dev + "import: [l/a0, l/b0]\n"), .. Layers(40, ", context: {x: y}")],
        ["imports that double by overrides"] = [("stacks/dev.yaml", Dev + "import: [l/a0, l/b0]\nterraform: {overrides: {vars: {x: y}}}\n"), .. Layers(40, "")],
        ["alternatives that multiply"] = [("stacks/dev.yaml", $"{Dev}import: [\"l/{Repeat("{a,b}", 40)}\"]\n")],
        ["braces in braces"] = [("stacks/dev.yaml", $"{Dev}import: [\"l/{Repeat("{", 100_000)}{Repeat("}", 100_000)}\"]\n")],
        ["many stars"] = [("stacks/dev.yaml", $"{Dev}import: [\"{Repeat("**/", 60)}{Repeat("*a", 60)}\"]\n"), .. Deep(30)],
        ["many stars left out"] = [("atmos.yaml", Places.Atmos.Replace("included_paths: [\"*.yaml\"]", $"included_paths: [\"**/*\"], excluded_paths: [\"{Repeat("**/a/", 30)}x\"]")), ("stacks/dev.yaml", Dev), .. Deep(60)],
        ["aliases that multiply"] = [("stacks/dev.yaml", $"{Dev}a: &a [x, x, x, x, x, x, x, x, x]\n{string.Concat(Enumerable.Range(0, 20).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + i)}", 9))}]\n"))}")],
        ["lists in lists"] = [("stacks/dev.yaml", $"{Dev}a: {Repeat("[", 100_000)}\n")],
        ["a template that loops"] = [("stacks/dev.yaml", Component("{{ range until 1000000000 }}x{{ end }}"))],
        ["templates that loop"] = [("stacks/dev.yaml", Component("{{ range until 4000 }}{{ range until 4000 }}{{ end }}{{ end }}", 200))],
        ["a template that calls itself"] = [("stacks/dev.yaml", Component("{{ define \"x\" }}{{ template \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}"))],
        ["a template that makes itself"] = [("stacks/dev.yaml", Component("{{ define \"x\" }}{{ tmpl.Exec \"x\" }}{{ end }}{{ tmpl.Exec \"x\" }}"))],
        ["a template in parentheses"] = [("stacks/dev.yaml", Component($"{{{{ {Repeat("(", 100_000)}1{Repeat(")", 100_000)} }}}}"))],
        ["conditions in conditions"] = [("stacks/dev.yaml", Component(Repeat("{{ if 1 }}", 100_000) + Repeat("{{ end }}", 100_000)))],
        ["a text that repeats"] = [("stacks/dev.yaml", Component("{{ repeat 1000000000 \"x\" }}"))],
        ["texts that repeat"] = [("stacks/dev.yaml", Component("{{ repeat 30000000 \"x\" }}", 200))],
        ["a template of locals that loops"] = [("stacks/dev.yaml", $"{Dev}locals: {{x: \"{{{{ range until 1000000000 }}}}x{{{{ end }}}}\"}}\n")],
        ["a name that loops"] = [("atmos.yaml", Places.Atmos.Replace("{{ .vars.stage }}", "{{ range until 1000000000 }}x{{ end }}")), ("stacks/dev.yaml", Component("x"))],
        ["an expression that backtracks"] = [("stacks/dev.yaml", Component("{{ regexMatch \"^(a+)+$\" (print (repeat 50000 \"a\") \"b\") }}"))],
        ["a schema that goes in circles"] = [("atmos.yaml", $"schemas: {{atmos: {{manifest: s.json}}}}\n{Places.Atmos}"), ("s.json", "{\"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}"), ("stacks/dev.yaml", Component("x"))],
        ["a schema that backtracks"] = [("atmos.yaml", $"schemas: {{atmos: {{manifest: s.json}}}}\n{Places.Atmos}"), ("s.json", "{\"properties\": {\"settings\": {\"properties\": {\"x\": {\"pattern\": \"^(a+)+$\"}}}}}"), ("stacks/dev.yaml", $"{Dev}settings: {{x: {Repeat("a", 50_000)}b}}\n")],
        ["a query in parentheses"] = [("stacks/dev.yaml", $"{Dev}settings: {{x: !include \"y.yaml {Repeat("(", 50_000)}\"}}\n"), ("stacks/y.yaml", "a: b\n")],
        ["queries that loop"] = [("stacks/dev.yaml", $"{Dev}settings:\n{string.Concat(Enumerable.Range(0, 400).Select(i => $"  x{i}: !include y.yaml '[range(3000000)] | length'\n"))}"), ("stacks/y.yaml", "a: b\n")],
        ["a query whose lists double"] = [("stacks/dev.yaml", $"{Dev}settings: {{x: !include y.yaml 'reduce range(60) as $i (.; [., .])'}}\n"), ("stacks/y.yaml", "a: b\n")],
        ["a query whose maps double"] = [("stacks/dev.yaml", $"{Dev}settings: {{x: !include y.yaml '{Repeat(".a = . | .b = . | ", 60)}to_json'}}\n"), ("stacks/y.yaml", "a: b\n")],
        ["a query that compares what doubled"] = [("stacks/dev.yaml", $"{Dev}settings: {{x: !include y.yaml 'reduce range(60) as $i (.; [., .]) | . == .'}}\n"), ("stacks/y.yaml", "a: b\n")],
        ["a query whose text doubles"] = [("stacks/dev.yaml", $"{Dev}settings: {{x: !include y.yaml 'reduce range(60) as $i (\"x\"; . + .)'}}\n"), ("stacks/y.yaml", "a: b\n")],
        ["locals that ask for stacks"] = [("stacks/dev.yaml", $"{Dev}locals: {{x: !terraform.state vpc dev id}}\ncomponents: {{terraform: {{vpc: {{}}}}}}\n")],
        ["code in parentheses"] = [("stacks/dev.yaml", Component("x")), ("components/terraform/app/main.tf", $"variable \"x\" {{ default = {Repeat("[", 100_000)} }}\n")],
    };

    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Names))]
    public Task It_ends(string name) => Task.Run(() =>
    {
        using var trap = new Trap();
        trap.Put("atmos.yaml", Places.Atmos);
        foreach (var (path, text) in Bombs[name]) trap.Put(path, text);
        var before = GC.GetTotalAllocatedBytes();
        Everything answers;
        using (WorkBudget.Begin(100_000_000, 100_000_000, TestContext.Current.CancellationToken))
            answers = Everything.Of(new()
            {
                Root = RepositoryRoot.ConfinedTo(trap.Root), WorkingDirectory = trap.Root, SearchOutward = false, Outside = OutsideAccess.State,
            });
        Assert.All(answers.Faults, fault => Assert.True(fault is DocumentException or TerraformRefusedException, $"{fault}"));
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 500L << 20, $"{GC.GetTotalMemory(false):n0} bytes are held");
    });

    private static (string, string)[] Layers(int count, string more) =>
    [
        .. Enumerable.Range(0, count).SelectMany(i => (string[])["a", "b"], (i, side) => ($"stacks/l/{side}{i}.yaml",
            i + 1 < count ? $"import: [{{path: l/a{i + 1}{more}}}, {{path: l/b{i + 1}{more}}}]\n" : "vars: {x: y}\n")),
    ];

    private static (string, string)[] Deep(int count) =>
        [.. Enumerable.Range(1, count).Select(i => ($"stacks/{Repeat("a/", i)}f.yaml", "vars: {stage: x}\n"))];

    private static string Component(string text, int times = 1) =>
        $"{Dev}components:\n  terraform:\n    app:\n      vars:\n{string.Concat(Enumerable.Range(0, times).Select(i => $"        x{i}: '{text}'\n"))}";

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
