using Gaia.Stacks.Hcl;
using Gaia.Stacks.Nodes;

namespace Gaia.Stacks.Tests.Hcl;

[Trait("category", "outside")]
public sealed class TerraformModuleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tf-module-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ReadsWhatAFolderDeclares()
    {
        File.WriteAllText(Path.Join(folder, "main.tf"), """
            terraform {
              required_version = ">= 1.5"
              required_providers {
                aws = {
                  source  = "hashicorp/aws"
                  version = "~> 5.0"
                }
                null = "~> 3.0"
              }
            }
            module "subnets" {
              source = "../modules/subnets"
              ids    = [for s in var.list : s.id]
            }
            module "vpc" {
              source  = "terraform-aws-modules/vpc/aws"
              version = "5.0.0"
            }
            """);
        File.WriteAllText(Path.Join(folder, "io.tf"), """
            variable "region" { type = string }
            variable "tags" {
              type        = map(string)
              description = "Tags"
              default     = {}
            }
            output "password" {
              value     = random_password.this.result
              sensitive = true
            }
            """);
        var module = TerraformModule.Read(folder);
        Assert.Equal([("region", "string", true), ("tags", "map(string)", false)], module.Variables.Select(v => (v.Name, v.Type!, v.Default is null)));
        Assert.Equal(("password", true), module.Outputs.Select(o => (o.Name, o.Sensitive)).Single());
        Assert.Equal([("subnets", true), ("vpc", false)], module.ModuleCalls.Select(m => (m.Name, m.IsLocal)));
        Assert.Equal([("aws", "hashicorp/aws", "~> 5.0"), ("null", null, "~> 3.0")], module.RequiredProviders.Select(p => (p.Name, p.Source, p.Version)));
        Assert.Equal(">= 1.5", module.RequiredVersion);
        Assert.Equal(new SourceMark(Path.Join(folder, "main.tf"), 11, 1), module.ModuleCalls[0].Mark);
    }

    [Fact]
    public void AFolderThatIsNotThereDeclaresNothing() => Assert.Empty(TerraformModule.Read(Path.Join(folder, "nope")).Variables);
}
