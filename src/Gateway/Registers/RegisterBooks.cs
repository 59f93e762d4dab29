using Classroom.Contracts.Ids;
using Classroom.Domain.Registers;
using Classroom.Gateway.Lessons.History;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Registers;

/// <summary>Knows who was in a lesson when.</summary>
internal sealed class RegisterBooks(ILessonLog log, IOptions<RegisterOptions> options) : IDisposable
{
    private static readonly LogFolding<RegisterBook> Folding = new(
        RegisterBook.Initial,
        ["presenceChanged", "participantEjected", "lessonStarted", "lessonEndMoved", "lessonEnded"],
        (book, entry) => book.Apply(entry))
    {
        IsFinal = book => book.EndedAt is not null, // Nobody comes or goes any more.
    };

    private readonly LogFold<RegisterBook> _fold = new(log, Folding, options.Value.LessonsMax, options.Value.ReadersMax);

    /// <summary>The lesson as its log has it now.</summary>
    public async Task<RegisterBook> ReadAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        var (through, book) = await _fold.ReadAsync(lesson, cancellationToken);
        return book with { Sequence = through };
    }

    public void Dispose() => _fold.Dispose();
}
