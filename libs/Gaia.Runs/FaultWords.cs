using Gaia.Configurations.Blobs;
using Gaia.Documents;
using Gaia.Terraform;

namespace Gaia.Runs;

/// <summary>What a run says that ends by a refusal or by a fault that does not pass.</summary>
internal static class FaultWords
{
    /// <param name="disk">Says where this process writes.</param>
    /// <returns>Null where the fault is another one, whose message is not for everybody.</returns>
    public static (string Error, string? Advice)? Of(Exception fault, string disk) => fault switch
    {
        TerraformRefusedException refused =>
            ($"{refused.Describe()}{string.Concat(refused.Problems.Select(problem => $"\n{problem}"))}", $"Nothing was changed. {refused.Advice}"),
        DocumentException refused => (refused.Describe(), "Fix the configuration and queue a new run."),
        RunRefusedException refused => (refused.Message, null),
        BlobStoreException { IsPassing: false } store => (store.Message, "Mend that, then queue a new run."),
        _ when FullDisk.Of(fault) is { } full =>
            ($"{full.TrimEnd('.')}. {disk}", "Free space on the disk of that folder, or make it larger, then queue a new run."),
        _ => null,
    };
}
