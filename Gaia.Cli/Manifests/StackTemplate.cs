namespace Gaia.Cli.Manifests;

internal static class StackTemplate
{
    /// <param name="components">Without one the stack is empty, and no list shows it.</param>
    public static string Of(string name, IReadOnlyList<string> components) => $$"""
        # {{name}}: say here what it is for.
        name: {{name}}

        # Variables of every component.
        vars:
          stage: {{name}}

        components:
          terraform:{{(components.Count == 0 ? " {}" : string.Concat(components.Select(component => $"\n    {component}:\n      vars: {{}}")))}}
          # terraform:
          #   network:
          #     metadata:
          #       component: network
          #     vars:
          #       cidr: 10.0.0.0/16

        """;
}
