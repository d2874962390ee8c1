using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Gaia.Architecture.Tests.Assemblies;

/// <summary>
/// What an assembly alone can reach and nothing in it names. It says too little rather than too much: constants leave no
/// trace, and what compilers write, what is virtual and what shares a name with a used member of a generic type counts as used.
/// </summary>
internal sealed class Unused(AssemblyFile assembly)
{
    /// <summary>Called by the runtime and by ASP.NET, which look for the name.</summary>
    private static readonly string[] ByConvention = ["Main", "InvokeAsync"];

    private readonly MetadataReader metadata = assembly.Metadata;

    /// <summary>Who names it: methods and types by token, members of generic types by name.</summary>
    private readonly Dictionary<EntityHandle, HashSet<EntityHandle>> namers = [];

    private readonly HashSet<string> memberNames = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Find()
    {
        foreach (var handle in metadata.TypeDefinitions) Read(handle);
        var inAttributes = string.Concat(metadata.CustomAttributes.Select(attribute =>
            Encoding.UTF8.GetString(metadata.GetBlobBytes(metadata.GetCustomAttribute(attribute).Value))));
        foreach (var attribute in metadata.CustomAttributes) Note(metadata.GetCustomAttribute(attribute).Constructor, default);
        var own = metadata.TypeDefinitions.Where(IsOwn).ToList();
        var types = own.Where(type => IsClosed(type) && CanBeJudged(type) && !inAttributes.Contains(Name(type), StringComparison.Ordinal) && !IsNamedElsewhere(type)).ToList();
        var methods = own.Except(types).SelectMany(type => metadata.GetTypeDefinition(type).GetMethods().Where(method => IsDead(type, method))
            .Select(method => $"{Name(type)}.{metadata.GetString(metadata.GetMethodDefinition(method).Name)}"));
        return [.. types.Select(Name).Concat(methods).Order(StringComparer.Ordinal)];
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        foreach (var named in assembly.NamedBy(type)) Note(named, handle);
        foreach (var method in type.GetMethods())
            foreach (var named in assembly.NamedBy(metadata.GetMethodDefinition(method))) Note(named, method);
    }

    private void Note(EntityHandle named, EntityHandle by)
    {
        if (named.Kind == HandleKind.MemberReference) memberNames.Add(metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)named).Name));
        if (!namers.TryGetValue(named, out var all)) namers[named] = all = [];
        all.Add(by);
    }

    private bool IsNamedElsewhere(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        IEnumerable<EntityHandle> members = [handle, .. type.GetMethods().Select(method => (EntityHandle)method), .. type.GetFields().Select(field => (EntityHandle)field)];
        return members.Any(member => namers.GetValueOrDefault(member, []).Any(by => !IsInside(by, handle)))
            || type.GetNestedTypes().Any(IsNamedElsewhere);
    }

    private bool IsDead(TypeDefinitionHandle type, MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        var name = metadata.GetString(method.Name);
        var access = method.Attributes & MethodAttributes.MemberAccessMask;
        var isClosed = access is MethodAttributes.Private or MethodAttributes.Assembly or MethodAttributes.FamANDAssem || IsClosed(type);
        var isPlain = (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.RTSpecialName)) == 0
            && ((method.Attributes & MethodAttributes.SpecialName) == 0 || name.StartsWith("get_", StringComparison.Ordinal));
        return isClosed && isPlain && !name.Contains('<') && !ByConvention.Contains(name) && !IsGenerated(method.GetCustomAttributes())
            && !memberNames.Contains(name) && namers.GetValueOrDefault(handle, []).All(by => by == handle);
    }

    private bool IsInside(EntityHandle by, TypeDefinitionHandle outer)
    {
        if (by.IsNil) return false;
        var type = by.Kind == HandleKind.MethodDefinition ? metadata.GetMethodDefinition((MethodDefinitionHandle)by).GetDeclaringType() : (TypeDefinitionHandle)by;
        for (; !type.IsNil; type = metadata.GetTypeDefinition(type).GetDeclaringType())
            if (type == outer)
                return true;
        return false;
    }

    /// <summary>Ours, and written by a person.</summary>
    private bool IsOwn(TypeDefinitionHandle handle)
    {
        for (var at = handle; !at.IsNil; at = metadata.GetTypeDefinition(at).GetDeclaringType())
            if (Name(at).Contains('<') || IsGenerated(metadata.GetTypeDefinition(at).GetCustomAttributes())) return false;
        return Name(handle).StartsWith("Gaia.", StringComparison.Ordinal);
    }

    private bool IsClosed(TypeDefinitionHandle handle)
    {
        for (var at = handle; !at.IsNil; at = metadata.GetTypeDefinition(at).GetDeclaringType())
            if ((metadata.GetTypeDefinition(at).Attributes & TypeAttributes.VisibilityMask) is not (TypeAttributes.Public or TypeAttributes.NestedPublic)) return true;
        return false;
    }

    // The compiler writes the values of constants into their users, and names the type nowhere.
    private bool CanBeJudged(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return !type.GetFields().Any(field => (metadata.GetFieldDefinition(field).Attributes & FieldAttributes.Literal) != 0)
            && type.GetNestedTypes().All(CanBeJudged);
    }

    private bool IsGenerated(CustomAttributeHandleCollection attributes) => attributes.Any(attribute =>
        AttributeType(metadata.GetCustomAttribute(attribute)) is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute");

    private string AttributeType(CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
        ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) : "";

    private string Name(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.IsNested ? $"{Name(type.GetDeclaringType())}+{name}" : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
