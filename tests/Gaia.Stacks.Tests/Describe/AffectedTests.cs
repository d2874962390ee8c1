using Gaia.Stacks.Describe;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Tests.Describe;

public sealed class AffectedTests
{
    private const string Old =
        """
        vars: {stage: dev}
        components:
          terraform:
            same: {vars: {a: 1}}
            vars: {vars: {a: 1}}
            many: {vars: {a: 1}, env: {A: 1}, settings: {s: 1}, metadata: {custom: 1}}
            gone: {}
            folder: {metadata: {component: shared}}
            module: {metadata: {component: withmodule}}
            listed: {dependencies: {files: [config/x.json], folders: [modules]}}
            file: {settings: {depends_on: {1: {file: config/x.json}}}}
            locked: {metadata: {locked: true}, vars: {a: 1}}
            off: {metadata: {enabled: false}, vars: {a: 1}}
            above: {settings: {depends_on: {1: {component: vars}}}}
        """;

    private static readonly string New = Old.Replace("vars: {vars: {a: 1}}", "vars: {vars: {a: 2}}")
        .Replace("{vars: {a: 1}, env: {A: 1}, settings: {s: 1}, metadata: {custom: 1}}", "{vars: {a: 2}, env: {A: 2}, settings: {s: 2}, metadata: {custom: 2}}")
        .Replace("    gone: {}\n", "    fresh: {}\n").Replace("{locked: true}, vars: {a: 1}", "{locked: true}, vars: {a: 2}").Replace("{enabled: false}, vars: {a: 1}", "{enabled: false}, vars: {a: 2}");

    [Fact]
    public void Says_what_changed_and_why()
    {
        using var before = Repository(Old);
        using var after = Repository(New);
        var found = DescribeAffected.Of(after.Open(), before.Open(), new AffectedQuery
        {
            RepositoryRoot = after.Folder, ChangedFiles = ["components/terraform/shared/main.tf", "modules/m/main.tf", "config/x.json"],
        });
        Assert.Equal(
            """
            vars: stack.vars
            many: stack.metadata stack.vars stack.env stack.settings
            folder: component
            module: component.module
            listed: file folder
            file: file
            locked: stack.vars
            gone: deleted
            """, string.Join('\n', found.Where(item => item.Instance.Name != "fresh").Select(item => $"{item.Instance.Name}: {string.Join(' ', item.Reasons)}")));
        Assert.Equal("component", found[^1].Deleted);
    }

    [Fact]
    public void Sections_are_compared_in_Atmos_order_unless_the_configuration_names_them()
    {
        const string old = "vars: {stage: dev}\ncomponents: {terraform: {app: {backend_type: s3, backend: {bucket: a}, hooks: {h: {events: [x]}}}}}\n";
        var changed = old.Replace("s3, backend: {bucket: a}, hooks: {h: {events: [x]}}", "gcs, backend: {bucket: b}, hooks: {h: {events: [y]}}, auth: {needs: [z]}");
        Assert.Equal("stack.backend stack.backend_type stack.remote_state_backend stack.remote_state_backend_type stack.auth", Reasons(""));
        Assert.Equal("stack.hooks stack.backend_type", Reasons("\ndescribe: {affected: {sections: [hooks, backend_type]}}"));

        string Reasons(string configuration)
        {
            using var before = Repository(old);
            using var after = Repository(changed);
            after.Write("atmos.yaml", TestRepository.Configuration + configuration);
            return string.Join(' ', DescribeAffected.Of(after.Open(), before.Open(), new AffectedQuery { RepositoryRoot = after.Folder }).Single().Reasons);
        }
    }

    [Fact]
    public void Leaves_locked_components_out_when_asked_and_adds_dependents()
    {
        using var before = Repository(Old);
        using var after = Repository(New);
        var found = DescribeAffected.Of(after.Open(), before.Open(), new AffectedQuery { RepositoryRoot = after.Folder, ExcludeLocked = true, IncludeDependents = true });
        Assert.DoesNotContain(found, item => item.Instance.Name == "locked");
        Assert.Equal("above", found.Single(item => item.Instance.Name == "vars").Dependents!.Single().Instance.Name);
    }

    [Fact]
    public void What_is_new_differs_in_all_it_has()
    {
        using var before = Repository(Old);
        using var after = Repository(New);
        var fresh = DescribeAffected.Of(after.Open(), before.Open(), new AffectedQuery { RepositoryRoot = after.Folder }).Single(item => item.Instance.Name == "fresh");
        Assert.Equal(
            "metadata vars env providers required_providers required_version generate backend backend_type remote_state_backend remote_state_backend_type auth command source provision settings",
            string.Join(' ', fresh.Reasons.Select(reason => reason["stack.".Length..])));
    }

    [Fact]
    public void Everything_is_new_where_there_were_no_stacks()
    {
        using var before = new TestRepository(("README.md", "nothing yet"));
        using var after = Repository(New);
        var found = DescribeAffected.Of(after.Open(), before.Open(), new AffectedQuery { RepositoryRoot = after.Folder });
        Assert.Equal(after.Open().Instances().Count(instance => instance.IsEnabled), found.Count(item => item.Reasons[0] == "stack.metadata"));
    }

    [Fact]
    public void Dependents_are_of_the_stack_that_was_asked_for_and_found_as_far_as_is_evaluated()
    {
        const string prod = "vars: {stage: prod}\ncomponents: {terraform: {edge: {settings: {depends_on: {1: {component: vars, stack: dev}}}}}}\n";
        var templated = New.Replace("{1: {component: vars}}", "{1: {component: vars, stack: \"{{ .vars.stage }}\"}}");
        using var before = Repository(Old);
        using var after = Repository(templated);
        after.Write("stacks/deploy/prod.yaml", prod);
        Assert.Equal("above edge", Dependents(new AffectedQuery { RepositoryRoot = after.Folder }));
        Assert.Equal("above", Dependents(new AffectedQuery { RepositoryRoot = after.Folder, Stack = "dev" }));
        Assert.Equal("edge", Dependents(new AffectedQuery { RepositoryRoot = after.Folder, Evaluation = new EvaluationOptions { ProcessTemplates = false } }));

        string Dependents(AffectedQuery query) => string.Join(' ', DescribeAffected.Of(after.Open(), before.Open(), query with { IncludeDependents = true })
            .Single(item => item.Instance.Name == "vars").Dependents!.Select(dependent => dependent.Instance.Name));
    }

    private static TestRepository Repository(string stack) => new(
        ("stacks/deploy/dev.yaml", stack + "\n"), ("components/terraform/shared/main.tf", ""),
        ("components/terraform/withmodule/main.tf", "# module \"n\" { source = \"../shared\" }\nmodule \"m\" { source = \"../../../modules/m\" }\n"), ("modules/m/main.tf", ""));
}
