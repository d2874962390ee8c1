using System.Text.Json;
using System.Text.Json.Nodes;
using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Terraform;

namespace Gaia.Platform.Tests;

/// <summary>Variables of component instances, resolved by Gaia's own engine from a checkout's stacks.</summary>
internal static class Varfiles
{
    /// <summary>What other components would have put out, where a test has no state of theirs.</summary>
    private static readonly MapNode MadeUpOutputs = new(
    [
        new("network", new MapNode(
        [
            new("vpc_id", new StringNode("vpc-0123456789abcdef0")),
            new("cidr", new StringNode("10.30.0.0/16")),
            new("public_subnet_ids", Subnets(0)),
            new("private_subnet_ids", Subnets(1)),
            new("database_subnet_ids", Subnets(2)),
        ])),
    ]);

    /// <summary>Writes the instance's varfile into the folder and returns its path; outputs of others are made up.</summary>
    public static string Write(string folder, string component, string stack) =>
        Write(folder, Open(Repository.Root, (_, _) => MadeUpOutputs, new Dictionary<string, string>()).Find(component, stack));

    public static string Write(string folder, ComponentInstance instance)
    {
        var file = Path.Combine(folder, TerraformFiles.VarfileName(instance));
        File.WriteAllBytes(file, TerraformFiles.Varfile(instance, cancellation: TestContext.Current.CancellationToken));
        return file;
    }

    public static AtmosRepository Open(string root, Func<ComponentInstance, CancellationToken, MapNode?>? outputs, IReadOnlyDictionary<string, string> environment) =>
        AtmosRepository.Open(new RepositoryOptions
        {
            Root = RepositoryRoot.Anywhere,
            WorkingDirectory = root,
            SearchOutward = false,
            Environment = environment,
            Outside = OutsideAccess.State,
            Outputs = outputs,
        });

    public static void Change(string file, string variable, JsonNode? value)
    {
        var variables = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        variables[variable] = value;
        File.WriteAllText(file, variables.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static ListNode Subnets(int tier) => new([.. Enumerable.Range(1, 3).Select(zone => new StringNode($"subnet-{tier}{zone}"))]);
}
