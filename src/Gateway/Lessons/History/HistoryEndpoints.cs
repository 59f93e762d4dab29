using System.Buffers;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Http;
using Classroom.Gateway.Lessons.Frames;
using Classroom.Gateway.Problems;
using Classroom.Ports.Lessons;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Lessons.History;

/// <summary>What happened in a lesson, and who the people in it are.</summary>
internal static class HistoryEndpoints
{
    private const int LimitDefault = 500;
    private const int LimitMax = 1_000;
    private const long AfterMax = (1L << 53) - 1; // No log is as long, and one more is still a number everywhere.

    public static void Map(IEndpointRouteBuilder api)
    {
        var lesson = api.MapGroup("/lessons/{lesson}").WithTags("Lessons").RequireAuthorization();
        lesson.MapGet("/events", ReadEventsAsync).WithName("ReadLessonEvents").WithSummary("What happened in a lesson after a sequence, as far as one may see it.")
            .Produces<LessonEntries>().Refuses(ProblemCode.NotFound);
        MessagesEndpoint.Map(lesson);
        lesson.MapGet("/people", ReadPeopleAsync).WithName("ReadLessonPeople").WithSummary("The class of a lesson and everybody in it, by name.")
            .Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
    }

    /// <summary>Entries after a sequence, those the caller may see; an empty page is the end, for now.</summary>
    private static async Task<IResult> ReadEventsAsync(
        LessonId lesson, Caller caller, LessonDoor door, ILessonLog log, LessonMoves moves, CancellationToken cancellationToken, long after = 0, int limit = LimitDefault)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        var (from, countMax) = (Math.Clamp(after, 0, AfterMax), Math.Clamp(limit, 1, LimitMax));
        var page = await log.ReadAsync(lesson, from, countMax, cancellationToken);
        var viewer = access.ViewerOf(caller);
        var moved = await moves.OfAsync(lesson, cancellationToken); // After the page: nobody reads on who was sent out before it was read.
        var end = Views.ReadableUntil(moved, viewer.Participant);
        var readable = page.TakeWhile(stored => stored.Sequence <= end).ToList(); // Who is out finds the end there, and reads on once let back.
        var seen = readable
            .Where(stored => Views.MayRead(moved, EntryCodec.Decode(stored.Payload.Span), viewer))
            .Select(stored => stored.Payload).ToList();

        var body = new ArrayBufferWriter<byte>();
        var (epoch, to) = readable.Count == 0 ? (0, from) : (readable[^1].Epoch, readable[^1].Sequence);
        HubFrame.WriteRange(body, epoch, from + 1, to, seen);
        return TypedResults.Bytes(body.WrittenMemory, "application/json");
    }

    /// <summary>The class and everybody in it, by name: events hold ids only.</summary>
    private static async Task<Results<Ok<ClassRoster>, NotFound, StatusCodeHttpResult>> ReadPeopleAsync(
        LessonId lesson, Caller caller, HttpContext context, LessonDoor door, CancellationToken cancellationToken) =>
        await door.ReadAsync(caller, lesson, cancellationToken) is { } access
            ? Tagged.Answer(context, access.Roster)
            : TypedResults.NotFound();
}
