using Gaia.Manifests.Writing;

namespace Gaia.Cli.Manifests;

internal static class ComponentTemplate
{
    public static IReadOnlyList<OutputFile> Of(string name) =>
    [
        new("main.tf", """
            resource "terraform_data" "this" {
              input = var.name
            }

            """),
        new("variables.tf", """
            variable "name" {
              description = "What it is called; 1 to 40 letters, digits and dashes."
              type        = string

              validation {
                condition     = can(regex("^[a-z][a-z0-9-]{0,39}$", var.name))
                error_message = "name must have 1 to 40 lower-case letters, digits and dashes, a letter first."
              }
            }

            """),
        new("outputs.tf", """
            output "name" {
              description = "What it is called."
              value       = terraform_data.this.output
            }

            """),
        new("versions.tf", """
            terraform {
              required_version = ">= 1.11"
            }

            """),
        new("README.md", $"""
            # {name}
            What it makes, and for whom.

            | variable | meaning |
            |---|---|
            | `name` | what it is called |

            | output | meaning |
            |---|---|
            | `name` | the same |

            """),
    ];
}
