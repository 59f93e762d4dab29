using Classroom.Contracts.Admission;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Timetables;
using Classroom.Gateway.Access;
using Classroom.Gateway.Gateways;
using Classroom.Gateway.Lessons.Decks;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Problems;
using Classroom.Gateway.Tickets;
using Classroom.Gateway.Timetables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Lessons.Joining;

/// <summary><c>POST /api/v1/lessons/{lesson}/join</c>: asks for a place, gets addresses and tickets.</summary>
internal sealed class JoinEndpoint(
    LessonDoor door, LessonFollowers followers, Entrances entrances, LessonTickets tickets, ThisGateway gateway, IGrainFactory grains)
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/lessons/{lesson}/join", (LessonId lesson, JoinLesson request, Caller caller, HttpContext context, JoinEndpoint endpoint, CancellationToken cancellationToken) =>
                endpoint.JoinAsync(lesson, request, caller, context, cancellationToken))
            .WithTags("Lessons").WithName("JoinLesson").WithSummary("Asks for a place in a lesson: the addresses and tickets to connect with.").RequireAuthorization()
            .Refuses(ProblemCode.NotFound, ProblemCode.DeviceReserved, ProblemCode.LessonCancelled, ProblemCode.Ejected);

    private async Task<Results<Ok<JoinAnswer>, NotFound, ProblemHttpResult>> JoinAsync(
        LessonId lesson, JoinLesson request, Caller caller, HttpContext context, CancellationToken cancellationToken)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        if (request.Device.ToString().StartsWith(DeckUploads.DevicePrefix, StringComparison.Ordinal))
        {
            return Problem.Of(ProblemCode.DeviceReserved, $"Device ids that begin with '{DeckUploads.DevicePrefix}' are the gateways' own.");
        }

        if (access.Plan.Status == LessonStatus.Cancelled)
        {
            return Problem.Of(ProblemCode.LessonCancelled, "The lesson was called off.");
        }

        var candidates = entrances.Of(lesson);
        if (candidates.IsEmpty || !followers.HasRoom)
        {
            return Busy(context);
        }

        var viewer = access.ViewerOf(caller);
        if (candidates[0].Gateway == gateway.Id && await IsEjectedAsync(lesson, viewer, cancellationToken))
        {
            return Problem.Of(ProblemCode.Ejected, "A teacher sent you out of this lesson.");
        }

        PersonGrains.Of(grains, caller)?.DeviceSeen(request.Device, lesson).Ignore(); // A join neither waits for it nor fails by it.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok<JoinAnswer>(new JoinAdmitted(viewer.Role,
            [.. candidates.Select(candidate => new Entrance(candidate.Url, tickets.Issue(candidate.Gateway, lesson, viewer.Participant, viewer.Role, request.Device, caller.Session)))]));
    }

    /// <summary>Asks the lesson as this gateway follows it; the first who joins makes it do so.</summary>
    private async Task<bool> IsEjectedAsync(LessonId lesson, Viewer viewer, CancellationToken cancellationToken) =>
        (await followers.ReadAsync(lesson, cancellationToken)).SentOut.Contains(viewer.Participant);

    private static ProblemHttpResult Busy(HttpContext context) =>
        Problem.After(context, TimeSpan.FromSeconds(2), ProblemCode.Busy, "No room for a further connection just now.");
}
