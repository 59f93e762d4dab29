using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Lessons;

namespace Classroom.Gateway.Logs;

/// <summary>Something made of a few kinds of entries of lessons' logs. Each log is read once, page by page, and from then on only what was added to it.</summary>
internal sealed class LogFold<T>
    where T : class
{
    private const int PageMax = 1_000;

    private readonly ILessonLog _log;
    private readonly LogFolding<T> _folding;
    private readonly ImmutableArray<byte[]> _marks;
    private readonly BoundedCache<LessonId, Folded<T>> _remembered;
    private readonly LogReaders _readers;

    /// <summary>A fold of logs.</summary>
    /// <param name="log">The logs.</param>
    /// <param name="readers">Who may read when.</param>
    /// <param name="folding">What is made of them.</param>
    /// <param name="lessonsMax">Lessons to remember; the others are read anew.</param>
    public LogFold(ILessonLog log, LogReaders readers, LogFolding<T> folding, int lessonsMax)
    {
        _log = log;
        _readers = readers;
        _folding = folding;
        _marks = [.. folding.Events.Select(MarkOf)];
        _remembered = new(lessonsMax);
    }

    /// <summary>The lesson's log until now.</summary>
    public async Task<Folded<T>> ReadAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        var known = Remembered(lesson);
        if (_folding.IsFinal(known.State))
        {
            return known;
        }

        using var turn = await _readers.EnterAsync(cancellationToken);
        known = await ReadOnAsync(lesson, Remembered(lesson), cancellationToken); // Somebody else may have read it meanwhile.
        return _remembered.Update(lesson, latest => latest is null || latest.Through < known.Through ? known : latest);
    }

    private Folded<T> Remembered(LessonId lesson) => _remembered.TryGet(lesson, out var known) ? known : new(0, _folding.Initial);

    private async Task<Folded<T>> ReadOnAsync(LessonId lesson, Folded<T> known, CancellationToken cancellationToken)
    {
        var (through, state) = known;
        IReadOnlyList<StoredEntry> page;
        do
        {
            page = await _log.ReadAsync(lesson, through, PageMax, cancellationToken);
            state = page.Where(MayMatter).Aggregate(state, (sum, stored) => _folding.Apply(sum, EntryCodec.Decode(stored.Payload.Span)));
            through = page.Count == 0 ? through : page[^1].Sequence;
        }
        while (page.Count == PageMax && !_folding.IsFinal(state));

        return new(through, state);
    }

    private static byte[] MarkOf(Type kind) =>
        Encoding.UTF8.GetBytes($"\"{typeof(LessonEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Single(known => known.DerivedType == kind).TypeDiscriminator}\"");

    // Cheap first: most entries are of other kinds. A text that only looks like one of these is decoded, and folded, in vain.
    private bool MayMatter(StoredEntry stored)
    {
        foreach (var mark in _marks)
        {
            if (stored.Payload.Span.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a <see cref="LogFold{T}"/> makes of a log.</summary>
/// <param name="Initial">Of a log without entries.</param>
/// <param name="Events">The kinds of events that matter.</param>
/// <param name="Apply">Folds one entry; may be given entries of other kinds too, which must change nothing.</param>
internal sealed record LogFolding<T>(T Initial, ImmutableArray<Type> Events, Func<T, LessonEntry, T> Apply)
{
    /// <summary>Whether nothing that can follow changes it; never, unless said.</summary>
    public Func<T, bool> IsFinal { get; init; } = static _ => false;
}

/// <summary>What was made of a log.</summary>
/// <param name="Through">The last sequence looked at.</param>
/// <param name="State">What was made of it.</param>
internal sealed record Folded<T>(long Through, T State);
