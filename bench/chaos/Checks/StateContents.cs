using System.Text.Json;
using Gaia.Contracts;
using Npgsql;

namespace Gaia.Chaos.Bench.Checks;

/// <summary>Whether a state's versions are what its applies, one after the other, have made of it.</summary>
internal sealed class StateContents(NpgsqlDataSource database, StateResponse state)
{
    private const string Name = "a state is what its applies made of it";
    private readonly List<(StateVersionResponse Version, IReadOnlyList<string> Entries, int Resources)> versions = [];

    public void Add(StateVersionResponse version, byte[] bytes)
    {
        var (entries, resources) = Read(bytes);
        versions.Add((version, entries, resources));
    }

    public async Task CheckAsync(List<Violation> found)
    {
        versions.Sort((one, other) => one.Version.Version.CompareTo(other.Version.Version));
        await using var command = database.CreateCommand(
            "SELECT id, message, operation, status FROM runs.runs WHERE stack = $1 AND apply_started_at IS NOT NULL ORDER BY apply_started_at");
        command.Parameters.Add(new() { Value = state.Stack });
        await using var row = await command.ExecuteReaderAsync();
        var order = new List<Guid>();
        while (await row.ReadAsync())
        {
            var (run, key, operation, status) = (row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3));
            order.Add(run);
            if (status == "applied") Check(found, run, key, operation);
        }
        var writers = versions.Select(each => each.Version.RunId).OfType<Guid>().Select(run => order.IndexOf(run)).ToList();
        if (!writers.SequenceEqual(writers.Order())) found.Add(new(Name, $"versions of {state.Stack} do not follow the order of their applies", versions[^1].Version.RunId));
    }

    private void Check(List<Violation> found, Guid run, string key, string operation)
    {
        var (_, entries, resources) = versions.LastOrDefault(each => each.Version.RunId == run);
        if (entries is null)
        {
            // A destroy of nothing writes nothing.
            if (operation != "destroy") found.Add(new(Name, $"{key} is applied and wrote no version of {state.Stack}", run));
        }
        else if (operation == "destroy" ? resources > 0 : entries is not [var entry] || entry != key || resources != 3)
            found.Add(new(Name, $"after the {operation} {key} {state.Stack} has {resources} resources and the entries {string.Join(", ", entries)}", run));
    }

    // {"resources":[{"type":"terraform_data","name":"entry","instances":[{"status":"tainted","attributes":{"input":{"type":"string","value":"c1-7"}}}]}]}
    private static (IReadOnlyList<string> Entries, int Resources) Read(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        var resources = json.RootElement.GetProperty("resources").EnumerateArray().ToList();
        var entries = resources.Where(resource => resource.GetProperty("name").ValueEquals("entry")).SelectMany(resource => resource.GetProperty("instances").EnumerateArray())
            .Select(instance => $"{instance.GetProperty("attributes").GetProperty("input").GetProperty("value")}{(instance.TryGetProperty("status", out var status) ? $" ({status})" : "")}");
        return ([.. entries], resources.Sum(resource => resource.GetProperty("instances").GetArrayLength()));
    }
}
