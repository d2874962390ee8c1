namespace Gaia.Access;

/// <summary>Each role may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Reads runs, plans, logs, states.</summary>
    Viewer,

    /// <summary>Uploads configurations and queues runs that only plan.</summary>
    Planner,

    /// <summary>Queues applies and destroys; cancels and discards.</summary>
    Operator,

    /// <summary>Approves plans, and queues runs that approve themselves.</summary>
    Approver,

    /// <summary>Tokens and the audit log.</summary>
    Admin,
}

internal static class Roles
{
    public static string Word(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Planner => "planner",
        Role.Operator => "operator",
        Role.Approver => "approver",
        Role.Admin => "admin",
    };

    public static Role Parse(string word) => word switch
    {
        "viewer" => Role.Viewer,
        "planner" => Role.Planner,
        "operator" => Role.Operator,
        "approver" => Role.Approver,
        "admin" => Role.Admin,
        _ => throw new FormatException($"'{word}' is not a role: use viewer, planner, operator, approver or admin"),
    };
}
