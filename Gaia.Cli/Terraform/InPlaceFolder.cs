using Gaia.Cli.Hosting;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>The component's folder: what must be there, what a plan of action writes before terraform and removes after.</summary>
internal sealed class InPlaceFolder(CliContext context, ComponentInstance instance)
{
    public void Prepare(ActionPlan plan)
    {
        Directory.CreateDirectory(plan.Folder);
        foreach (var (name, content) in plan.Files) Write(name, content);
        foreach (var name in plan.RemovedBefore) Delete(name);
    }

    public void CleanUp(IEnumerable<string> names)
    {
        foreach (var name in names) Delete(name);
    }

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(instance.AbsoluteFolder, name);
        context.Debug($"writes {path} ({content.Length} bytes)");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RegularFile.Write(path, content);
    }

    private void Delete(string name)
    {
        var path = Path.Combine(instance.AbsoluteFolder, name);
        if (File.Exists(path)) File.Delete(path);
    }
}
