namespace Gaia.Manifests.Aspire;

internal static class BindingReader
{
    // "http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080, "external": true}
    public static IReadOnlyList<AspireBinding> Read(ResourceFields fields) => [.. fields.EntriesWithoutCase("bindings").Select(entry =>
    {
        var (name, binding) = entry;
        return new AspireBinding(name, binding.RequiredText("scheme"), binding.OneOf("protocol", "tcp", "udp"), binding.OneOf("transport", "http", "http2", "tcp", "udp"),
            binding.Port("port"), binding.Port("targetPort") ?? binding.Port("containerPort"), binding.Flag("external"), binding.Mark);
    })];
}
