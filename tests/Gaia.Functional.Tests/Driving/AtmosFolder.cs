namespace Gaia.Functional.Tests;

/// <summary>
/// A small Atmos repository on disk, made for one test: stack <c>dev</c> with components on terraform_data only.
/// State identities differ from test to test by <paramref name="name"/>, so that tests run side by side.
/// </summary>
public sealed class AtmosFolder : IDisposable
{
    private AtmosFolder(string path) => Path = path;

    public string Path { get; }

    public static AtmosFolder Create(string name)
    {
        var folder = new AtmosFolder(Directory.CreateTempSubdirectory($"gaia-{name}-").FullName);
        folder.Write("atmos.yaml", """
            base_path: "."
            components:
              terraform:
                base_path: components/terraform
                auto_generate_backend_file: true
            stacks:
              base_path: stacks
              included_paths: ["*.yaml"]
              name_pattern: "{stage}"
            """);
        folder.WriteStack($$"""
            vars:
              stage: dev
            terraform:
              backend_type: local
              backend:
                local: { path: terraform.tfstate }
            components:
              terraform:
                {{name}}:
                  metadata: { component: app }
                  vars: { words: [one, two], pause: 0 }
            """);
        folder.WriteComponent("app", """
            variable "stage" { type = string }
            variable "words" { type = list(string) }
            variable "pause" { type = number }

            resource "terraform_data" "word" {
              for_each = toset(var.words)
              input    = "${var.stage}-${each.key}"
              provisioner "local-exec" {
                command = "sleep ${var.pause}"
              }
            }

            output "words" { value = sort([for word in terraform_data.word : word.output]) }
            output "password" {
              value     = "correct-horse-battery"
              sensitive = true
            }
            """);
        return folder;
    }

    /// <summary>Of this checkout: atmos.yaml, stacks and components.</summary>
    public static AtmosFolder CopyOfRepository()
    {
        var folder = new AtmosFolder(Directory.CreateTempSubdirectory("gaia-copy-").FullName);
        File.Copy(System.IO.Path.Combine(SourceTree.Root, "atmos.yaml"), System.IO.Path.Combine(folder.Path, "atmos.yaml"));
        foreach (var below in (string[])["stacks", "components"])
            foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(SourceTree.Root, below), "*", SearchOption.AllDirectories))
            {
                if (file.Contains("/.", StringComparison.Ordinal)) continue;
                var target = System.IO.Path.Combine(folder.Path, System.IO.Path.GetRelativePath(SourceTree.Root, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        return folder;
    }

    public AtmosFolder WriteStack(string yaml) => Write("stacks/dev.yaml", yaml);

    public AtmosFolder WriteComponent(string name, string terraform) => Write($"components/terraform/{name}/main.tf", terraform);

    /// <summary>Changes one piece of a file the test wrote before.</summary>
    public AtmosFolder Edit(string relative, string before, string after)
    {
        var path = System.IO.Path.Combine(Path, relative);
        var text = File.ReadAllText(path);
        Assert.Contains(before, text);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
        return this;
    }

    public AtmosFolder Write(string relative, string text)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
