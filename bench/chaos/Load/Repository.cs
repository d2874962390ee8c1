using System.Security.Cryptography;
using Gaia.Chaos.Bench.Machine;
using Gaia.Configurations.Archives;

namespace Gaia.Chaos.Bench.Load;

/// <summary>An Atmos repository with one tiny component, an instance in each of the stacks <c>s1</c>, <c>s2</c> ...</summary>
internal static class Repository
{
    public const string Component = "entry";

    public static string Stack(int number) => $"s{number + 1}";

    public static (string Digest, byte[] Bytes) Pack(string folder, int stacks, string ledger)
    {
        List<string> files = [Write("atmos.yaml", """
            base_path: ./
            components:
              terraform: { base_path: components/terraform, auto_generate_backend_file: true }
            stacks: { base_path: stacks, included_paths: ["*.yaml"], name_pattern: "{stage}" }
            """)];
        for (var stack = 0; stack < stacks; stack++)
            files.Add(Write($"stacks/{Stack(stack)}.yaml", $$"""
                vars: { stage: {{Stack(stack)}} }
                components:
                  terraform:
                    {{Component}}: { vars: { value: none, pause: 0 } }
                """));
        Write($"components/terraform/{Component}/main.tf", Code(Ledger.PipeIn(ledger)));
        using var archive = new MemoryStream();
        ConfigurationArchive.Pack(new() { Root = folder, Files = files, Folders = [Path.Combine(folder, "components/terraform", Component)] }, archive);
        var bytes = archive.ToArray();
        return ($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", bytes);

        string Write(string name, string text)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
            return path;
        }
    }

    // Every run gives a value of its own, so that an entry made twice for one run is one line too many in the ledger.
    private static string Code(string ledger) =>
        $$"""
        variable "stage" { type = string }
        variable "value" { type = string }
        variable "pause" { type = number }
        resource "terraform_data" "before" {
          input = var.value
        }
        resource "terraform_data" "entry" {
          input            = var.value
          triggers_replace = var.value
          depends_on       = [terraform_data.before]
          provisioner "local-exec" {
            command = "printf '+ %s\\n' '${var.value}' >{{ledger}}; sleep ${var.pause}"
          }
          provisioner "local-exec" {
            when    = destroy
            command = "printf -- '- %s\\n' '${self.output}' >{{ledger}}"
          }
        }
        resource "terraform_data" "after" {
          input = terraform_data.entry.output
        }
        """;
}
