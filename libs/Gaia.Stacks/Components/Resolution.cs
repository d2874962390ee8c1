using Gaia.Stacks.Configuration;
using Gaia.Stacks.Evaluation;
using Gaia.Stacks.Merging;
using Gaia.Stacks.Naming;
using Gaia.Stacks.Stores;
using Gaia.Stacks.Terraform;

namespace Gaia.Stacks.Components;

/// <summary>What the stacks of one repository resolve their components with.</summary>
internal sealed record Resolution(
    AtmosConfiguration Configuration, ListStrategy Lists, StackNames Names, ComponentFolders Folders, ComponentResolver Components,
    ComponentEvaluator Evaluator, Workspaces Workspaces, Dependencies Dependencies, StoreCatalog Stores);

/// <returns>The one instance of that name; of all types when <paramref name="type"/> is null.</returns>
internal delegate ComponentInstance FindInstance(string component, string stack, string? type);
