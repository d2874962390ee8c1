using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Gaia.Architecture.Tests.Assemblies;

/// <summary>One assembly of ours: which of its types and methods name which others.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader file;
    private readonly TypesOfSignature types;
    private readonly List<EntityHandle> named = [];

    public AssemblyFile(string name)
    {
        file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        Metadata = file.GetMetadataReader();
        types = new TypesOfSignature(named.Add);
    }

    public MetadataReader Metadata { get; }

    /// <summary>Types, methods and fields that a type's own declaration names: its bases, attributes, fields and method signatures.</summary>
    public IReadOnlyList<EntityHandle> NamedBy(TypeDefinition type)
    {
        named.Clear();
        Name(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations()) Name(Metadata.GetInterfaceImplementation(implemented).Interface);
        foreach (var field in type.GetFields()) Metadata.GetFieldDefinition(field).DecodeSignature(types, null);
        foreach (var parameter in type.GetGenericParameters())
            foreach (var constraint in Metadata.GetGenericParameter(parameter).GetConstraints())
                Name(Metadata.GetGenericParameterConstraint(constraint).Type);
        return [.. named];
    }

    /// <summary>What a method's signature, locals and instructions name.</summary>
    public IReadOnlyList<EntityHandle> NamedBy(MethodDefinition method)
    {
        named.Clear();
        method.DecodeSignature(types, null);
        foreach (var parameter in method.GetGenericParameters())
            foreach (var constraint in Metadata.GetGenericParameter(parameter).GetConstraints())
                Name(Metadata.GetGenericParameterConstraint(constraint).Type);
        if (method.RelativeVirtualAddress == 0) return [.. named];
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) Metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(types, null);
        foreach (var region in body.ExceptionRegions) Name(region.CatchType);
        foreach (var token in IlReader.Tokens(body.GetILReader())) Name(token);
        return [.. named];
    }

    public void Dispose() => file.Dispose();

    private void Name(EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeSpecification:
                Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(types, null);
                break;
            case HandleKind.MethodSpecification:
                var specification = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                specification.DecodeSignature(types, null);
                Name(specification.Method);
                break;
            case HandleKind.MemberReference:
                named.Add(handle);
                Name(Metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            default:
                named.Add(handle);
                break;
        }
    }
}
