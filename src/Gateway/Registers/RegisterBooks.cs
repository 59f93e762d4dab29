using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Registers;
using Classroom.Gateway.Logs;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Registers;

/// <summary>Knows who was in a lesson when.</summary>
internal sealed class RegisterBooks(ILessonLog log, LogReaders readers, IOptions<RegisterOptions> options)
{
    private static readonly LogFolding<RegisterBook> Folding = new(
        RegisterBook.Initial,
        [typeof(PresenceChanged), typeof(ParticipantEjected), typeof(LessonStarted), typeof(LessonEndMoved), typeof(LessonEnded)],
        (book, entry) => book.Apply(entry))
    {
        IsFinal = book => book.EndedAt is not null, // Nobody comes or goes any more.
    };

    private readonly LogFold<RegisterBook> _fold = new(log, readers, Folding, options.Value.LessonsMax);

    /// <summary>The lesson as its log has it now.</summary>
    public async Task<RegisterBook> ReadAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        var (through, book) = await _fold.ReadAsync(lesson, cancellationToken);
        return book with { Sequence = through };
    }
}
