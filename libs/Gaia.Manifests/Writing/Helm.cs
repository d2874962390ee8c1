using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Manifests.Objects;
using Gaia.Manifests.Writing.Charts;

namespace Gaia.Manifests.Writing;

/// <summary>
/// A chart: `values.yaml` holds the common level, `values-ENVIRONMENT.yaml` what differs there. `helm template` with the latter gives the objects of that
/// environment.
/// </summary>
public static class Helm
{
    public static IReadOnlyList<OutputFile> Write(Published published)
    {
        var settings = published.Common.Model.Settings;
        var values = new ChartValues(published.All.Count());
        var objects = ChartObject.All(published);
        var checksums = new ChartChecksums(objects, settings.App);
        var templates = objects.Select(item => new ChartTemplate(item, values, checksums, settings.App).Write()).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var hasSecrets = published.All.Any(environment => environment.Objects.Any(item => item.Kind == "Secret"));
        return
        [
            new("Chart.yaml", YamlForm.Plain.Text(Description(settings.App))),
            new("values.yaml", YamlForm.Plain.Text(values.Of(0), "The common level. Give the file of an environment besides: -f values-ENVIRONMENT.yaml"), hasSecrets),
            .. published.Environments.Select((environment, at) =>
                new OutputFile($"values-{environment.Name}.yaml", YamlForm.Plain.Text(values.Difference(at + 1), $"What is different in {environment.Name}."), hasSecrets)),
            new("values.schema.json", NodeJson.Write(ValuesSchema.Of(values.All), escapeHtml: false) + "\n"),
            .. templates.Select(file => file with { IsPrivate = hasSecrets }),
            new("templates/NOTES.txt", Notes(published, values)),
            ClusterNeedsList.Write(published),
        ];
    }

    private static MapNode Description(string app) => Fields.Map(
        ("apiVersion", "v2"), ("name", app), ("description", $"{app}, as its app model describes it"), ("type", "application"), ("version", "0.1.0"));

    private static string Notes(Published published, ChartValues values)
    {
        var jobs = published.Common.Objects.Any(item => item.Kind == "Job");
        return $"""
            {published.Common.Model.Settings.App} is in the namespace {"{{ .Values.namespace.name }}"}.

            See how it starts:
              kubectl get pods --namespace {"{{ .Values.namespace.name }}"} --watch
            {(jobs ? "What had to run before it:\n  kubectl get jobs --namespace {{ .Values.namespace.name }}\n" : "")}{Addresses(published, values)}
            """.TrimEnd() + "\n";
    }

    private static string Addresses(Published published, ChartValues values)
    {
        var text = string.Concat(published.Common.Model.Workloads.Select(workload => new[] { "workloads", workload.Name, "hosts" })
            .Where(place => values.At(place, 0) is not null)
            .Select(place => $"{{{{- range {ChartValues.Reference(place)} }}}}\n  https://{{{{ . }}}}\n{{{{- end }}}}\n"));
        return text.Length == 0 ? "" : "It answers at:\n" + text;
    }
}
