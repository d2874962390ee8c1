namespace Gaia.Terraform;

/// <summary>One terraform command as Gaia offers it.</summary>
/// <param name="Words">As given to terraform: "plan", "state list".</param>
/// <param name="Description">For the help.</param>
public sealed record TerraformVerb(string Words, string Description)
{
    public static IReadOnlyList<TerraformVerb> All { get; } =
    [
        new("plan", "Show what would change"),
        new("apply", "Change the infrastructure"),
        new("destroy", "Remove what the component made"),
        new("deploy", "Apply without asking"),
        new("init", "Prepare the working directory"),
        new("output", "Show the outputs"),
        new("show", "Show a plan file or the state"),
        new("validate", "Check the component's own files"),
        new("refresh", "Update the state from what exists"),
        new("import", "Take an existing resource into the state"),
        new("console", "Try expressions against the state"),
        new("graph", "Write the resource graph"),
        new("fmt", "Format the component's files"),
        new("get", "Download modules"),
        new("modules", "List the modules in use"),
        new("test", "Run the component's tests"),
        new("taint", "Mark a resource for replacement"),
        new("untaint", "Take the mark back"),
        new("force-unlock", "Release a stuck lock"),
        new("metadata functions", "List the functions of the language"),
        new("state list", "List resources in the state"),
        new("state mv", "Move a resource in the state"),
        new("state pull", "Write the state to stdout"),
        new("state push", "Replace the state"),
        new("state replace-provider", "Change a provider in the state"),
        new("state rm", "Forget a resource"),
        new("state show", "Show a resource of the state"),
        new("providers", "Show the providers in use"),
        new("providers lock", "Write the lock file"),
        new("providers mirror", "Save the providers to a directory"),
        new("providers schema", "Show the providers' schemas"),
        new("workspace", "Select the workspace of the component"),
        new("workspace list", "List workspaces"),
        new("workspace new", "Create the workspace of the component"),
        new("workspace select", "Select the workspace of the component"),
        new("workspace show", "Show the selected workspace"),
        new("workspace delete", "Delete the workspace of the component"),
    ];

    public string First => Words.Split(' ')[0];

    public string? Second => Words.Split(' ') is [_, var second] ? second : null;

    /// <summary>Those that go through the API unless something says in place.</summary>
    public bool CanBeRemote => Words is "plan" or "apply" or "destroy" or "deploy";

    /// <summary>They read or write a state.</summary>
    public bool UsesState => First is not ("init" or "validate" or "fmt" or "get" or "modules" or "providers" or "metadata" or "test" or "workspace");

    /// <summary>They write a state, and most of them change the infrastructure first.</summary>
    public bool ChangesState => First is "apply" or "deploy" or "destroy" or "refresh" or "import" or "taint" or "untaint"
        || Words is "state mv" or "state push" or "state replace-provider" or "state rm";

    /// <summary>Their stdout is data that scripts capture; other words must not mix into it.</summary>
    public bool WritesData => First is "output" or "show" or "state" or "graph" or "metadata" || Words is "providers schema";
}
