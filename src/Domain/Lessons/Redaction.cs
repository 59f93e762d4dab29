using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What stands in the place of an entry whose content has to go.</summary>
public static class Redaction
{
    /// <summary>The entry without its content: same sequence, epoch, time, author and audience. An entry without content is returned as it is.</summary>
    public static LessonEntry Of(LessonEntry entry) => entry.Event switch
    {
        MessagePosted(var text, var thread) => entry with { Event = new MessageRedacted(entry.Sequence, text.Length, thread) },
        MessageEdited(var message, var text) => entry with { Event = new MessageRedacted(message, text.Length) },
        _ => entry,
    };

    /// <summary>Whether the later entry takes the content of the earlier one away.</summary>
    public static bool Takes(LessonEntry later, LessonEntry earlier) => (later.Event, earlier.Event) switch
    {
        (MessageDeleted(var deleted), MessagePosted) => earlier.Sequence == deleted,
        (MessageDeleted(var deleted), MessageEdited(var message, _)) => message == deleted,
        _ => false,
    };
}
