using System.Data.Common;
using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Lessons.Frames;
using Classroom.Ports.Lessons;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Reads what a client missed and the ring no longer holds.</summary>
internal sealed partial class LogResume(LessonId lesson, LessonDependencies with)
{
    private const int PageMax = 500;

    private readonly ILogger _logger = with.Loggers.CreateLogger<LogResume>();

    /// <summary>Frames from one after <paramref name="after"/> to <paramref name="until"/>; null if what the client holds does not go on that way, an entry in between cannot be read, or too many wait for the log.</summary>
    /// <param name="viewer">Who resumes.</param>
    /// <param name="epoch">The epoch the client was told last.</param>
    /// <param name="after">The last sequence it covers.</param>
    /// <param name="until">The last sequence to cover.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    public async Task<List<SerializedHubMessage>?> ReadAsync(Viewer viewer, long epoch, long after, long until, CancellationToken cancellationToken)
    {
        if (!await with.ResumeTurns.TryEnterAsync(cancellationToken))
        {
            return null;
        }

        try
        {
            // The entry that the client holds last is read too: it must be the one it was told of.
            var (frames, cursor) = (new List<SerializedHubMessage>(), Math.Max(0, after - 1));
            while (cursor < until)
            {
                var page = await with.Log.ReadAsync(lesson, cursor, (int)Math.Min(PageMax, until - cursor), cancellationToken);
                if (page.Count == 0 || (page[0].Sequence == after && page[0].Epoch > epoch) || !TryAdd(frames, page, viewer, after))
                {
                    return null;
                }

                cursor = page[^1].Sequence;
            }

            return frames;
        }
        catch (JsonException exception)
        {
            LogUnreadable(exception, lesson); // The lesson itself stands: the client gets it as it is now.
            return null;
        }
        catch (DbException exception)
        {
            LogAway(exception, lesson); // Busy, or worse: what is in memory is whole.
            return null;
        }
        finally
        {
            with.ResumeTurns.Leave();
        }
    }

    /// <summary>Adds the frames of one page; false if the viewer was sent out or readmitted in it.</summary>
    private bool TryAdd(List<SerializedHubMessage> frames, IReadOnlyList<StoredEntry> page, Viewer viewer, long after)
    {
        var (seen, cut) = (new List<ReadOnlyMemory<byte>>(), new FrameCut(with.Options.FrameBytesMax));
        var (from, last) = (0L, (HeldEntry?)null);
        foreach (var stored in page.Where(stored => stored.Sequence > after))
        {
            var held = HeldEntry.Of(EntryCodec.Decode(stored.Payload.Span), stored.Payload, receivedAt: 0);
            if (held.Moved == viewer.Participant)
            {
                return false;
            }

            if (last is not null && !cut.Fits(held.Json.Length))
            {
                frames.Add(HubFrame.Entries(last.Epoch, from, last.Sequence, seen));
                (seen, cut, last) = ([], new(with.Options.FrameBytesMax), null);
            }

            from = last is null ? held.Sequence : from;
            last = held;
            var isSeen = held.Audience.Includes(viewer);
            cut.Add(isSeen ? held.Json.Length : 0);
            if (isSeen)
            {
                seen.Add(held.Json);
            }
        }

        if (last is not null)
        {
            frames.Add(HubFrame.Entries(last.Epoch, from, last.Sequence, seen));
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An entry of lesson {LessonId} cannot be read; whoever missed it gets the lesson as it is now")]
    private partial void LogUnreadable(Exception exception, LessonId lessonId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of lesson {LessonId} cannot be read just now; whoever missed something gets the lesson as it is now")]
    private partial void LogAway(Exception exception, LessonId lessonId);
}
