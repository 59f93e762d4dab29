using Classroom.Contracts.Problems;
using Classroom.Gateway.Gateways;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Problems;
using Classroom.Gateway.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Hub;

/// <summary>Lets only WebSockets with a good ticket, from our own pages or none, through to the hub.</summary>
internal sealed class TicketGate(RequestDelegate next, LessonTickets tickets, LessonFollowers followers, ThisGateway gateway, IOptions<GatewayOptions> options)
{
    /// <summary>Path of the hub.</summary>
    public const string Path = "/hubs/lesson";

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
        {
            await next(context);
        }
        else if (Refuse(context) is { } problem)
        {
            await problem.ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private ProblemHttpResult? Refuse(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || context.Request.Path != Path)
        {
            return Problem.Of(ProblemCode.WebSocketRequired, "The hub takes WebSockets only, without negotiation.");
        }

        if (!IsOurs(context.Request))
        {
            return Problem.Of(ProblemCode.CrossSite, "This page may not open a connection here.");
        }

        if (!followers.HasRoom)
        {
            return Problem.After(context, TimeSpan.FromSeconds(2), ProblemCode.Busy, "No room for a further connection. Join again.");
        }

        var (ticket, failure) = tickets.Redeem(context.Request.Query["ticket"], gateway.Id);
        if (ticket is null)
        {
            return CodeOf(failure) is not { } code
                ? Problem.After(context, TimeSpan.FromSeconds(2), ProblemCode.Busy, "Too many joins just now. Join again.")
                : Problem.Of(code, "The ticket opens nothing here. Join again.");
        }

        context.Features.Set(ticket);
        return null;
    }

    /// <summary>Null: no fault of the ticket.</summary>
    private static string? CodeOf(TicketFailure? failure) => failure switch
    {
        TicketFailure.Invalid => ProblemCode.TicketInvalid,
        TicketFailure.Expired => ProblemCode.TicketExpired,
        TicketFailure.Used => ProblemCode.TicketUsed,
        TicketFailure.WrongGateway => ProblemCode.TicketWrongGateway,
        _ => null,
    };

    /// <summary>Browsers say where a page comes from; apps say nothing.</summary>
    private bool IsOurs(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin]
        || options.Value.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
