namespace Gaia.Stacks.Stores;

/// <summary>Keys as Atmos makes them, so that both find the same values: prefix/stack/parts/component/parts/key.</summary>
internal static class StoreKeys
{
    public static string Of(IStore store, string stack, string component, string key)
    {
        var parts = new List<string> { store.Prefix };
        if (stack.Length > 0) parts.AddRange(store.StackDelimiter.Length == 0 ? [stack] : stack.Split(store.StackDelimiter));
        if (component.Length > 0) parts.AddRange(component.Split('/'));
        parts.Add(key);
        return string.Join('/', parts).Replace("//", "/");
    }

    /// <summary>A key as it is, below the prefix.</summary>
    public static string Plain(IStore store, string key) =>
        store.Prefix.Length == 0 ? key : $"{store.Prefix.TrimEnd('/')}/{key.TrimStart('/')}";
}
