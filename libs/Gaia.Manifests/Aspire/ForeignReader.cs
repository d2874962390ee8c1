namespace Gaia.Manifests.Aspire;

/// <summary>What is not for Kubernetes: why, and what others may ask of it.</summary>
internal static class ForeignReader
{
    public static ForeignResource Read(string name, string type, ResourceFields fields) => new(name, type, Reason(type, fields), fields.Mark)
    {
        ConnectionString = fields.Expression("connectionString"),
        Bindings = type == "executable.v0" ? BindingReader.Read(fields) : [],
    };

    private static string Reason(string type, ResourceFields fields) => type switch
    {
        "executable.v0" => $"`{fields.RequiredText("command")}` runs on a developer's machine: it has no image. In the AppHost, PublishAsDockerFile() makes it a container",
        "azure.bicep.v0" or "azure.bicep.v1" => "Azure makes it, from a Bicep file",
        "aws.cloudformation.stack.v0" => $"AWS has it: stack {fields.RequiredText("stack-name")}",
        "aws.cloudformation.template.v0" => $"AWS makes it, as stack {fields.RequiredText("stack-name")} from {fields.RequiredText("template-path")}",
        _ when type.StartsWith("azure.", StringComparison.Ordinal) => "Azure makes it",
        _ when type.StartsWith("aws.", StringComparison.Ordinal) => "AWS makes it",
        _ when PreviewTypes.Is(type) => "A preview of Aspire wrote it: Aspire 8 and later write a container instead. The settings may also say where it is",
        _ => $"Type {type} is not known",
    };
}
