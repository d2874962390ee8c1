using System.Security.Cryptography;
using Gaia.Configurations;
using Gaia.Configurations.Archives;

namespace Gaia.Runs.Tests.Kit;

/// <summary>A small Atmos repository on disk: one stack <c>test</c>, one component <c>app</c> with the given Terraform.</summary>
internal sealed class TestRepository
{
    public const string Hello =
        """
        variable "name" {
          type = string
        }
        variable "password" {
          type      = string
          sensitive = true
        }
        resource "terraform_data" "greeting" {
          input = { text = "hello ${var.name}", password = var.password }
        }
        output "text" {
          value = terraform_data.greeting.output.text
        }
        output "password" {
          value     = var.password
          sensitive = true
        }
        """;

    public TestRepository(string folder, string terraform = Hello, string vars = "name: world, password: correct-horse-battery", string component = "app")
    {
        Folder = folder;
        Write("atmos.yaml",
            """
            base_path: ./
            components:
              terraform:
                base_path: components/terraform
                auto_generate_backend_file: true
            stacks:
              base_path: stacks
              included_paths: ["*.yaml"]
              name_pattern: "{stage}"
            """);
        Write("stacks/test.yaml",
            $"""
            vars:
              stage: test
            components:
              terraform:
                {component}:
                  metadata:
                    component: app
                  vars: {"{"} {vars} {"}"}
                other:
                  metadata:
                    component: app
                  vars: {"{"} {vars} {"}"}
                shape:
                  metadata:
                    component: app
                    type: abstract
                off:
                  metadata:
                    component: app
                    enabled: false
                empty:
                  vars: {"{}"}
            """);
        Write("components/terraform/app/main.tf", terraform);
        Write("components/terraform/empty/README.md", "nothing here");
    }

    public string Folder { get; }

    /// <summary>What is told of who sends it.</summary>
    public ArchiveContext Context { get; set; } = new();

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>All components of the stack keep their states there.</summary>
    public void KeepStateIn(StateServer backend)
    {
        Write("stacks/backend.yaml",
            $$"""
            terraform:
              backend_type: http
              backend:
                http:
                  address: "{{backend.Address}}"
                  lock_address: "{{backend.Address}}"
                  unlock_address: "{{backend.Address}}"
                  retry_max: 0
            """);
        Write("atmos.yaml", Read("atmos.yaml").Replace("[\"*.yaml\"]", "[test.yaml]", StringComparison.Ordinal));
        Write("stacks/test.yaml", "import: [backend]\n" + Read("stacks/test.yaml"));
    }

    public (ConfigurationDigest Digest, byte[] Bytes) Pack()
    {
        using var archive = new MemoryStream();
        ConfigurationArchive.Pack(new ArchiveSource
        {
            Root = Folder,
            Context = Context,
            Files = [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)],
            Folders = [Path.Combine(Folder, "components/terraform/app"), Path.Combine(Folder, "components/terraform/empty")],
        }, archive);
        var bytes = archive.ToArray();
        return (new ConfigurationDigest("sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes))), bytes);
    }
}
