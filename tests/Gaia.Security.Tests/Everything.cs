using System.Text;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Validation;
using Gaia.Terraform;
using Gaia.Terraform.Code;
using Gaia.Terraform.Policies;

namespace Gaia.Security.Tests;

/// <summary>Asks a repository all that can be asked.</summary>
internal sealed class Everything
{
    private readonly StringBuilder said = new();

    private Everything() { }

    public List<Exception> Faults { get; } = [];

    /// <summary>Answers and errors.</summary>
    public string Said => said.ToString();

    public static Everything Of(RepositoryOptions options)
    {
        var everything = new Everything();
        everything.Try(() =>
        {
            everything.Ask(AtmosRepository.Open(options));
            return "";
        });
        return everything;
    }

    private void Ask(AtmosRepository repository)
    {
        Try(() => NodeJson.Write(repository.Configuration.Raw));
        Try(() => string.Join('\n', ValidateStacks.Run(repository).Select(problem => problem.ToString())));
        Try(() => NodeJson.Write(DescribeWorkflows.Of(repository, WorkflowShape.All)));
        Try(() => NodeJson.Write(DescribeStacks.Of(repository, new StacksQuery())));
        Try(() => string.Join('\n', DescribeAffected.Of(repository, repository, new() { RepositoryRoot = repository.Configuration.BasePath, ChangedFiles = ["x"] }).Select(item => NodeJson.Write(item.ToNode(true)))));
        Try(() => string.Join('\n', repository.FilesRead.Concat(repository.FoldersRead)));
        foreach (var name in Stacks(repository)) Try(() => NodeJson.Write(DescribeLocals.Of(repository, name)));
        IReadOnlyList<ComponentInstance> instances = [];
        Try(() => $"{instances = [.. repository.Instances(new InstanceFilter { IncludeAbstract = true })]}");
        foreach (var instance in instances) Ask(repository, instance);
    }

    private void Ask(AtmosRepository repository, ComponentInstance instance)
    {
        Try(() => NodeJson.Write(DescribeComponent.Of(instance, new(), default)));
        Try(() => $"{instance.StackName} {instance.Folder} {instance.StateIdentity}");
        Try(() => string.Join('\n', ComponentPolicy.Places(repository.Configuration, instance)));
        Try(() => Problems(repository, instance));
        Try(() =>
        {
            var code = ComponentCode.Read(repository.Configuration.Root, instance.AbsoluteFolder);
            return $"{code} {string.Join(' ', code.VariableTypes)} {ActionPlanner.Of(repository.Configuration, instance, code, new(TerraformVerb.All[0], []))}";
        });
    }

    private static string Problems(AtmosRepository repository, ComponentInstance instance) => string.Join('\n',
        new PolicyCheck(repository.Configuration, new Dictionary<string, string>()).RunAsync(instance, ComponentPolicy.Of(instance), default).GetAwaiter().GetResult());

    private List<string> Stacks(AtmosRepository repository)
    {
        List<string> names = [];
        Try(() => $"{names = [.. repository.StackNames().Select(stack => stack.Name)]}");
        return names;
    }

    private void Try(Func<string> ask)
    {
        try
        {
            said.AppendLine(ask());
        }
        catch (Exception fault)
        {
            Faults.Add(fault);
            said.AppendLine($"{fault}\n{(fault as DocumentException)?.Describe()}");
        }
    }
}
