using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>A workload's environment: the manifest's, what the settings say over it, and what its image has to be told.</summary>
internal sealed partial class EnvironmentValues(ExpressionParser expressions, Resolver resolver, FaultList faults, NoteList notes)
{
    public IReadOnlyList<KeyValuePair<string, Resolved>> Of(ProgramResource program, WorkloadSettings settings, ImageFacts facts)
    {
        var values = new SortedDictionary<string, (Resolved Value, SourceMark Mark)>(StringComparer.Ordinal);
        foreach (var (name, text) in facts.Environment) values[name] = (Resolved.Of(text), default);
        RefuseTwins(program);
        // What the settings put elsewhere is not asked for: its parameters need no value then.
        foreach (var (name, expression) in program.Environment)
            if (!settings.Environment.ContainsKey(Written(name)) && !settings.SecretEnvironment.ContainsKey(Written(name)))
                values[Named(program, name, expression.Mark)] = (resolver.Of(expression), expression.Mark);
        foreach (var (name, text) in settings.Environment) values[name] = (resolver.Given(expressions.Parse(text, default)), default);
        foreach (var (name, parameter) in settings.SecretEnvironment) values[name] = (resolver.Secret(parameter), default);
        foreach (var (name, (value, mark)) in values) RefuseSecret(program, name, value.Value, settings, mark);
        return [.. values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value))];
    }

    private void RefuseSecret(ProgramResource program, string name, Value value, WorkloadSettings settings, SourceMark mark)
    {
        if (settings.NotSecret.Contains(name) || PlainSecrets.Suspicion(name, value) is not { } why) return;
        faults.Add("secret.in-plain", $"{program.Name}.env.{name} would stand in a ConfigMap for everybody to read, and {why}: make it a secret parameter (AddParameter(..., secret: true)), " +
            $"or in the settings set `resources.{program.Name}.secretEnvironment.{name}: PARAMETER`, or name it in `resources.{program.Name}.notSecret`.", mark, "resources", program.Name, "secretEnvironment", name);
    }

    private void RefuseTwins(ProgramResource program)
    {
        foreach (var twins in program.Environment.GroupBy(pair => Written(pair.Key), StringComparer.Ordinal).Where(twins => twins.Count() > 1))
            faults.Add("environment.name", $"{string.Join(" and ", twins.Select(twin => $"{program.Name}.env.{twin.Key}"))} would both be {twins.Key}: remove one of them in the AppHost.", twins.Last().Value.Mark);
    }

    // .NET reads both alike.
    public static string Written(string name) => NamePattern().IsMatch(name) ? name : name.Replace(":", "__", StringComparison.Ordinal);

    private string Named(ProgramResource program, string name, SourceMark mark)
    {
        var written = Written(name);
        if (written == name && NamePattern().IsMatch(name)) return name;
        if (NamePattern().IsMatch(written))
            notes.Add($"{program.Name}.env.{name}", program.Type, $"It is called {written}, as Kubernetes takes no colon", isLoss: false);
        else
            faults.Add("environment.name", $"{program.Name}.env.{name} is not a name of an environment variable: letters, digits, `_`, `-`, `.`.", mark);
        return written;
    }

    [GeneratedRegex(@"^[-._a-zA-Z][-._a-zA-Z0-9]*\z")]
    private static partial Regex NamePattern();
}
