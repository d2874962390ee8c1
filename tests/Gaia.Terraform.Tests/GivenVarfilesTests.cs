using System.Text;
using Gaia.Terraform.Code;
using Gaia.Terraform.Variables;

namespace Gaia.Terraform.Tests;

public sealed class GivenVarfilesTests
{
    private static readonly ComponentCode Code = ComponentCode.Of([("main.tf", """
        variable "untyped" {}
        variable "text" { type = string }
        variable "size" { type = number } # not a list
        variable "list" { type = list(string) }
        variable "any" { type = any }
        variable "old" { type = "string" }
        variable "password" {
          type      = string
          sensitive = true
        }
        variable "secrets" {
          type      = map(string)
          sensitive = true
        }
        variable "once" {
          type      = string
          ephemeral = true
        }
        """), ("other.tf.json", """{"variable": {"json": {"type": "list(number)"}}}"""), ("a_override.tf", "variable \"untyped\" { type = list(string) }\nvariable \"text\" { default = 1 }")]);

    [Theory]
    [InlineData("text", "a b", "text = \"a b\"\n")]
    [InlineData("text", "null", "text = \"null\"\n")]
    [InlineData("text", "", "text = \"\"\n")]
    [InlineData("text", "a${b}%{c}$${d} $e", "text = \"a\\u0024{b}\\u0025{c}$\\u0024{d} $e\"\n")]
    [InlineData("text", "\"q\" \\ \n\t", "text = \"\\\"q\\\" \\\\ \\n\\u0009\"\n")]
    [InlineData("old", "[1]", "old = \"[1]\"\n")]
    [InlineData("size", "3", "size = \"3\"\n")]
    [InlineData("list", "[\"a\", \"b\"]", "list = (\n[\"a\", \"b\"]\n)\n")]
    [InlineData("any", "{a = 1} # yes", "any = (\n{a = 1} # yes\n)\n")]
    [InlineData("json", "[1 + 1]", "json = (\n[1 + 1]\n)\n")]
    [InlineData("untyped", "[\"a\"]", "untyped = (\n[\"a\"]\n)\n")]
    public void A_value_is_read_by_the_type_that_is_declared(string name, string value, string file)
    {
        var given = Of(new GivenVariable(name, value));
        var (key, bytes) = Assert.Single(given.Files);
        Assert.Equal(("dev-app.given-1.tfvars", file), (key, Encoding.UTF8.GetString(bytes)));
    }

    [Theory]
    [InlineData("list", "[])\ntext = (\"s3cret\"", "variable.invalid")]
    [InlineData("nowhere", "s3cret", "variable.undeclared")]
    public void One_that_sets_another_or_is_nowhere_declared_is_refused_without_the_value(string name, string value, string code)
    {
        var refusal = Assert.Throws<TerraformRefusedException>(() => Of(new GivenVariable(name, value)));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(name, refusal.Message);
        Assert.DoesNotContain("s3cret", refusal.Message + refusal.Advice);
    }

    [Theory]
    [InlineData("a.tfvars", "text = s3cret-\n]")]
    [InlineData("a.tfvars.json", "{\"text\": \"s3cret\"")]
    [InlineData("a.tfvars.json", "[\"s3cret\"]")]
    public void A_file_that_cannot_be_read_is_named_and_not_quoted(string file, string content)
    {
        var refusal = Assert.Throws<TerraformRefusedException>(() => Of(new GivenVariable(File: file, Content: content)));
        Assert.StartsWith(file, refusal.Message);
        Assert.DoesNotContain("s3cret", refusal.Message + refusal.Advice);
    }

    [Fact]
    public void Files_keep_order_content_and_kind()
    {
        var given = Of(new(File: "../one.tfvars", Content: "undeclared = 1"), new("text", "x"), new(File: "two.tfvars.json", Content: "{}"));
        Assert.Equal(["dev-app.given-1.tfvars", "dev-app.given-2.tfvars", "dev-app.given-3.tfvars.json"], given.Files.Select(file => file.Key));
        Assert.Equal("undeclared = 1", Encoding.UTF8.GetString(given.Files[0].Value));
    }

    [Fact]
    public void Sensitive_values_are_known_however_they_are_given()
    {
        var given = Of(new("password", "one"), new("secrets", "{a = \"two\"}"), new(File: "a.tfvars", Content: "password = \"three\"\ntext = \"four\""), new(File: "b.tfvars.json", Content: """{"secrets": {"b": "five"}}"""));
        var shown = string.Join(' ', given.Sensitive.Select(values => Documents.Writing.NodeJson.Write(values)));
        Assert.All(["one", "two", "three", "five"], value => Assert.Contains($"\"{value}\"", shown));
        Assert.DoesNotContain("four", shown);
    }

    [Fact]
    public void The_last_ephemeral_value_counts_and_has_to_be_plain()
    {
        var given = Of(new("once", "a${b}"), new(File: "a.tfvars", Content: "once = \"b\"\ntext = \"c\""));
        Assert.Equal("b", Assert.Single(given.Ephemeral).Value.ToString());
        Assert.Equal("variable.not-plain", Assert.Throws<TerraformRefusedException>(() => Of(new GivenVariable(File: "a.tfvars", Content: "once = \"${1 + 1}\""))).Code);
    }

    private static GivenVarfiles Of(params GivenVariable[] given) => GivenVarfiles.Of(given, Code, "dev-app");
}
