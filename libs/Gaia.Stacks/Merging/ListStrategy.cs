namespace Gaia.Stacks.Merging;

/// <summary>What happens to a list that meets a list (`settings.list_merge_strategy`).</summary>
public enum ListStrategy
{
    Replace,
    Append,

    /// <summary>Index by index: maps merge, anything else keeps the earlier value, longer lists extend.</summary>
    Merge,
}
