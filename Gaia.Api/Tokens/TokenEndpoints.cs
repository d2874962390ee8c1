using Gaia.Access;
using Gaia.Access.Tokens;
using Gaia.Api.Hosting;
using Gaia.Api.Idempotency;
using Gaia.Api.OpenApi;
using Gaia.Api.Paging;
using Gaia.Api.Security;
using Gaia.Contracts;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Tokens;

internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup(Routes.Tokens).WithTags("Tokens").NeedsSchema().Needs(Role.Admin);
        tokens.MapPost("", CreateAsync)
            .Named("tokens.create", "Make a token; its secret is shown once")
            .Produces<CreatedTokenResponse>(201).Once(keepsAnswer: false).Refuses("token.invalid", "token.name-taken");
        tokens.MapGet("", ListAsync).Named("tokens.list", "Tokens, newest first");
        tokens.MapDelete("{id:guid}", RevokeAsync).Named("tokens.revoke", "End a token at once, with those that were made with it").Refuses("token.not-found");
        app.MapPost(Routes.AdminInit, InitAsync)
            .Named("admin.init", "Make the first admin token, once").WithTags("Tokens").Produces<CreatedTokenResponse>(201)
            .NeedsSchema().AllowAnonymous().Refuses("access.init-forbidden", "access.already-initialized", "token.invalid");
    }

    private static async Task<IResult> CreateAsync(
        CreateTokenRequest request, Caller caller, CreateToken create, CancellationToken cancellationToken)
    {
        var wanted = new TokenRequest(request.Name, TokenMapping.To(request.Role), request.Stacks, request.ExpiresInDays);
        return Created(await create.RunAsync(wanted, caller, cancellationToken));
    }

    private static async Task<Page<TokenResponse>> ListAsync(
        [AsParameters] PageRequest page, Caller caller, ListTokens list, CancellationToken cancellationToken)
    {
        var tokens = await list.RunAsync(page.After<Guid>(), page.Size, caller, cancellationToken);
        return new([.. tokens.Select(TokenMapping.From)], tokens.Count < page.Size ? null : tokens[^1].Id.ToString());
    }

    private static async Task<TokenResponse> RevokeAsync(Guid id, Caller caller, RevokeToken revoke, CancellationToken cancellationToken) =>
        TokenMapping.From(await revoke.RunAsync(new(id), caller, cancellationToken));

    private static async Task<IResult> InitAsync(
        AdminInitRequest? request, HttpContext http, LocalCaller local, InitializeAdmin init, CancellationToken cancellationToken) => Created(
        await init.RunAsync(request?.Name ?? "admin", local.Is(http), request?.BootstrapSecret, cancellationToken));

    private static IResult Created(CreatedToken created) => TypedResults.Created(
        Routes.Token(created.Token.Id.Value), new CreatedTokenResponse(TokenMapping.From(created.Token), created.Secret.Value));
}
