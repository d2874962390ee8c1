using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Gaia.ServiceDefaults.Settings;

/// <summary>
/// Settings that are lists. The binder leaves out an element that it cannot convert and says nothing, so that a quota or a
/// rule would be missing: <c>Gaia__Quotas__0__OpenRuns=abc</c>.
/// </summary>
internal static class ListSettings
{
    /// <exception cref="InvalidOperationException">The binder's, of the first element that cannot be converted.</exception>
    public static void Demand(IConfiguration configuration, IEnumerable<Type> settings)
    {
        foreach (var type in settings) DemandIn(configuration.GetSection(SettingsTypes.SectionOf(type)!), type);
    }

    private static void DemandIn(IConfigurationSection section, Type type)
    {
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            var at = section.GetSection(property.Name);
            if (ElementOf(property.PropertyType) is not { } element)
            {
                if (IsRecord(property.PropertyType)) DemandIn(at, property.PropertyType);
                continue;
            }
            foreach (var child in at.GetChildren())
            {
                _ = child.Get(element);
                if (IsRecord(element)) DemandIn(child, element);
            }
        }
    }

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var element] ? element : null;

    private static bool IsRecord(Type type) => type.IsClass && type.Assembly.GetName().Name!.StartsWith("Gaia.", StringComparison.Ordinal);
}
