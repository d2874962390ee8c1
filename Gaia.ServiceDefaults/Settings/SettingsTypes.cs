using System.Reflection;

namespace Gaia.ServiceDefaults.Settings;

/// <summary>Classes of settings: <c>XOptions</c> with a constant <c>Section</c>.</summary>
internal static class SettingsTypes
{
    public static IEnumerable<Type> Loaded() =>
        from assembly in AppDomain.CurrentDomain.GetAssemblies()
        where assembly.GetName().Name?.StartsWith("Gaia.", StringComparison.Ordinal) is true
        from type in assembly.GetTypes()
        where SectionOf(type) is not null
        select type;

    /// <summary><c>Gaia:Jobs</c>; null where it is no such class.</summary>
    public static string? SectionOf(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal)
        ? type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string : null;
}
