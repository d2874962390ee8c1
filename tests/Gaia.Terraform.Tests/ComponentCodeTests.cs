using Gaia.Terraform.Code;

namespace Gaia.Terraform.Tests;

public sealed class ComponentCodeTests
{
    [Fact]
    public void Sensitive_and_ephemeral_variables_are_those_that_say_so()
    {
        var code = Of(("variables.tf", """
            variable "a" { type = string }
            variable "b" {
              type      = object({ x = string })
              sensitive = true
            }
              variable "c" { sensitive = true }
            variable "d" {
              description = "} not the end"
              validation {
                condition     = length(var.d) > 3 && !can(regex("\\}", var.d))
                error_message = "sensitive = true"
              }
              sensitive   =   true # yes
              ephemeral   = true
            }
            variable "e" {
              default   = <<-TEXT
                sensitive = true
              TEXT
              sensitive = false
            }
            output "f" { sensitive = true }
            """), ("more.tf.json", """{"variable": {"g": {"sensitive": true}, "h": [{"ephemeral": true}]}}"""));
        Assert.Equal(["b", "c", "d", "g"], code.SensitiveVariables.Order());
        Assert.Equal(["d", "h"], code.EphemeralVariables.Order());
    }

    [Fact]
    public void What_the_code_itself_gives_to_secret_variables_is_known() => Assert.Equal(["a", "b", "c", "7", "late"], Of(("main.tf", """
        variable "text" {
          default   = "a"
          sensitive = true
        }
        variable "many" {
          default   = { x = ["b", "c"], y = 7, z = null, on = true }
          ephemeral = true
        }
        variable "open" { default = "d" }
        variable "none" { sensitive = true }
        variable "given" { sensitive = true }
        """), ("main_override.tf", """variable "given" { default = "late" }""")).SecretDefaults);

    [Theory]
    [InlineData("terraform {\n  required_version = \">= 1.5\"\n}", null)]
    [InlineData("terraform { backend \"s3\" {} }", "s3")]
    [InlineData("terraform {\n  backend \"http\" {\n    address = var.x\n  }\n}", "http")]
    [InlineData("terraform {\n  cloud {\n    organization = \"acme\"\n  }\n}", "cloud")]
    [InlineData("# terraform { backend \"s3\" {} }\nlocals { x = \"backend\" }", null)]
    [InlineData("terraform { required_version = \"~> 1.9\" }\nterraform { backend \"gcs\" {} }", "gcs")]
    public void The_backend_is_the_one_that_is_declared(string text, string? backend) => Assert.Equal(backend, Of(("main.tf", text)).Backend);

    [Fact]
    public void An_override_wins_and_files_of_Gaia_do_not_count() => Assert.Equal("s3", Of(
        ("a_override.tf", """terraform { backend "s3" {} }"""),
        ("main.tf", """terraform { backend "local" {} }"""),
        ("backend.tf.json", """{"terraform": {"backend": {"gcs": {}}}}"""),
        ("gaia_backend_override.tf.json", """{"terraform": {"backend": {"http": {}}}}""")).Backend);

    [Theory]
    [InlineData("main.tf", "variable \"a\" {\n  sensitive = true\n", "main.tf")]
    [InlineData("main.tf.json", "{", "main.tf.json")]
    public void What_is_no_code_is_refused_with_its_file(string file, string text, string named)
    {
        var refusal = Assert.Throws<TerraformRefusedException>(() => Of((file, text)));
        Assert.Equal("component.unreadable", refusal.Code);
        Assert.Contains(named, refusal.Describe());
    }

    private static ComponentCode Of(params (string, string)[] files) => ComponentCode.Of(files);
}
