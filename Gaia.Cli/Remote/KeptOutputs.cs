using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Contracts.Client;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Remote;

/// <summary>
/// Outputs of states that Gaia keeps, asked of the API for `!terraform.state` where the backend is local and no state file is here.
/// Only the API of a context, or one that a token is for, is asked: without one this is a plain Atmos repository.
/// </summary>
internal sealed class KeptOutputs(CliContext context)
{
    private readonly Lock gate = new();
    private bool nobody;

    public KnownOutputs? Of(ComponentInstance instance, StateIdentity identity, CancellationToken cancellation)
    {
        // A state is read on the thread that evaluates; one question at a time keeps an absent API from being asked often.
        lock (gate) return nobody || !HasApi ? null : Task.Run(() => AskAsync(instance, cancellation), cancellation).GetAwaiter().GetResult();
    }

    private bool HasApi => ActiveContext.Of(context) is { Exists: true } or { Source: ContextSource.Nothing, Token: not null };

    private async Task<KnownOutputs?> AskAsync(ComponentInstance instance, CancellationToken cancellation)
    {
        using var client = Online.Connect(context, retries: 0, timeout: TimeSpan.FromSeconds(10));
        try
        {
            var outputs = await client.GetStateOutputsAsync(instance.StackName, instance.Name, cancellation);
            return KnownOutputs.Of(outputs.Select(output => (output.Name, output.Sensitive ? null : output.Value)));
        }
        catch (GaiaApiException refusal) when (refusal.Status == 404)
        {
            return null;
        }
        catch (GaiaApiException refusal)
        {
            throw Online.Refused(refusal, ActiveContext.Of(context));
        }
        catch (GaiaUnreachableException)
        {
            nobody = true;
            context.Error.WriteLine($"No Gaia API answers at {client.Url}: states that it keeps are taken for empty.");
            return null;
        }
    }
}
