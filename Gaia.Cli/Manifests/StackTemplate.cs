namespace Gaia.Cli.Manifests;

internal static class StackTemplate
{
    public static string Of(string name) => $"""
        # {name}: say here what it is for.
        name: {name}

        # Variables of every component.
        vars:
          stage: {name}

        components:
          terraform: {"{}"}
          # terraform:
          #   network:
          #     metadata:
          #       component: network
          #     vars:
          #       cidr: 10.0.0.0/16

        """;
}
