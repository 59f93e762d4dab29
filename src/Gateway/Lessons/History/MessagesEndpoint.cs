using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Logs;
using Classroom.Gateway.Problems;
using Classroom.Gateway.Searching;
using Classroom.Ports.Lessons;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Lessons.History;

/// <summary>What was said in a lesson, the newest first, older than what its view still holds.</summary>
internal static class MessagesEndpoint
{
    private const int LimitDefault = 50;
    private const int LimitMax = 100;
    private const int SearchMax = 100;
    private const int WindowMax = 500;
    private const int LookedAtMax = 2_000; // Entries that one request reads at most, whatever it searches for.
    private const int EditsReadMax = 200; // Of these, each is read by itself.

    public static void Map(IEndpointRouteBuilder lesson) =>
        lesson.MapGet("/messages", ReadAsync).WithName("ReadLessonMessages").WithSummary("What was said in a lesson before a sequence, the newest first, as far as one may see it.")
            .Refuses(ProblemCode.NotFound);

    private static async Task<Results<Ok<LessonMessages>, NotFound>> ReadAsync(
        LessonId lesson, Caller caller, LessonDoor door, ILessonLog log, LogReaders readers, LessonMoves moves, LessonEdits edits, CancellationToken cancellationToken,
        long? before = null, int limit = LimitDefault, string search = "", ParticipantId? with = null)
    {
        if (search.Length > SearchMax)
        {
            throw new BadHttpRequestException("Searched for more than a message could be found by.");
        }

        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        var known = await edits.OfAsync(lesson, cancellationToken);
        var moved = await moves.OfAsync(lesson, cancellationToken);
        var reading = new Reading(lesson, log, access.ViewerOf(caller), moved, known.State, SoughtText.Of(search), with);
        var last = Math.Min(Math.Max(before ?? long.MaxValue, 1) - 1, Math.Min(known.Through, Views.ReadableUntil(moved, reading.Viewer.Participant)));
        using var turn = await readers.EnterAsync(cancellationToken);
        return TypedResults.Ok(await PageAsync(reading, last, Math.Clamp(limit, 1, LimitMax), cancellationToken));
    }

    private static async Task<LessonMessages> PageAsync(Reading reading, long last, int countMax, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<ChatMessage>();
        var stopAt = Math.Max(0, last - LookedAtMax);
        while (last > stopAt)
        {
            var after = Math.Max(stopAt, last - WindowMax);
            var window = await reading.Log.ReadAsync(reading.Lesson, after, (int)(last - after), cancellationToken);
            foreach (var stored in window.Reverse())
            {
                if (reading.EditsRead >= EditsReadMax)
                {
                    return new(found.ToImmutable(), stored.Sequence + 1);
                }

                if (await MessageInAsync(reading, stored, cancellationToken) is not { } message)
                {
                    continue;
                }

                found.Add(message);
                if (found.Count == countMax)
                {
                    return new(found.ToImmutable(), stored.Sequence > 1 ? stored.Sequence : null);
                }
            }

            last = after;
        }

        return new(found.ToImmutable(), last > 0 ? last + 1 : null);
    }

    private static async Task<ChatMessage?> MessageInAsync(Reading reading, StoredEntry stored, CancellationToken cancellationToken)
    {
        var payload = stored.Payload.Span;
        if (payload.IndexOf("\"messagePosted\""u8) < 0 && payload.IndexOf("\"messageRedacted\""u8) < 0)
        {
            return null;
        }

        var entry = EntryCodec.Decode(payload);
        var (text, thread, isMessage) = entry.Event switch
        {
            MessagePosted posted => (posted.Text, posted.Thread, true),
            MessageRedacted redacted => ((string?)null, redacted.Thread, redacted.Message == entry.Sequence),
            _ => (null, null, false),
        };
        if (!isMessage || entry.By is not { } by || !Views.MayRead(reading.Moves, entry, reading.Viewer) || (reading.With is { } with && thread != with))
        {
            return null;
        }

        var (isEdited, isDeleted) = (reading.EditsOf(entry.Sequence).Any(), reading.Edits.Deleted.Contains(entry.Sequence));
        text = isDeleted ? null : await reading.LatestTextAsync(entry.Sequence, cancellationToken) ?? text;
        var isWanted = reading.Sought is null || (text is not null && reading.Sought.IsIn(text));
        return isWanted ? new(entry.Sequence, by, entry.At, text, text?.Length ?? 0, thread, isEdited && !isDeleted, isDeleted || text is null) : null;
    }

    /// <summary>What one request reads, and for whom.</summary>
    private sealed record Reading(
        LessonId Lesson, ILessonLog Log, Viewer Viewer, IReadOnlyList<LessonEntry> Moves, Edits Edits, SoughtText? Sought, ParticipantId? With)
    {
        /// <summary>Edits read so far.</summary>
        public int EditsRead { get; private set; }

        /// <summary>Where the edits of a message stand that the viewer may know of, the latest first.</summary>
        public IEnumerable<long> EditsOf(long message)
        {
            var until = Views.ReadableUntil(Moves, Viewer.Participant);
            return Edits.ByMessage.GetValueOrDefault(message, []).Reverse().Where(edit => edit <= until);
        }

        /// <summary>What the latest edit that the viewer may read says; null if there is none, or its text has gone meanwhile.</summary>
        public async Task<string?> LatestTextAsync(long message, CancellationToken cancellationToken)
        {
            foreach (var edit in EditsOf(message))
            {
                EditsRead++;
                var page = await Log.ReadAsync(Lesson, edit - 1, 1, cancellationToken);
                if (page is [var stored] && EntryCodec.Decode(stored.Payload.Span) is { Event: MessageEdited edited } entry && Views.MayRead(Moves, entry, Viewer))
                {
                    return edited.Text;
                }
            }

            return null;
        }
    }
}
