using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.Ports.Rosters;

/// <summary>Brings a OneRoster archive into force: all of it, or nothing. Described in docs/rosters.md.</summary>
public interface IRosterImporter
{
    /// <summary>Largest archive that is taken, in bytes; a larger one is a fault in the report.</summary>
    long ArchiveBytesMax { get; }

    /// <summary>Checks the archive, and brings it into force if it has no fault.</summary>
    /// <param name="archive">A zip file, read once to its end or to its size limit; need not seek. The caller closes it.</param>
    /// <param name="scope">What the archive may touch. Decided by the caller from who asks, never from the archive.</param>
    /// <param name="progress">Told about every phase, and every thousand rows; may be called on any thread.</param>
    /// <param name="cancellationToken">Gives up, and leaves nothing behind, until the phase <see cref="RosterPhase.Applying"/>.</param>
    /// <remarks>Idempotent by sourcedId. Everything wrong with the archive is a fault in the report, never an exception.</remarks>
    Task<RosterImport> ImportAsync(Stream archive, RosterScope scope, IProgress<RosterProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>The report of an import, and the lessons that came with it.</summary>
/// <param name="Report">What changed, or what is wrong.</param>
/// <param name="Lessons">Lessons to plan, in the order of the file; empty if the archive was refused. Planning them is the caller's.</param>
public sealed record RosterImport(RosterReport Report, ImmutableArray<PlannedLesson> Lessons);

/// <summary>A lesson that an archive asks to plan.</summary>
/// <param name="Lesson">Derived from its sourcedId: the same at every import, so that it is planned once.</param>
/// <param name="Class">The class, of the same school.</param>
/// <param name="Title">What it is about: 1 to 200 UTF-16 code units.</param>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end; after the start. Whether it is too long after, and whether the class has room, the planning decides.</param>
/// <param name="File">The file it comes from.</param>
/// <param name="Line">The line on which its row starts.</param>
public sealed record PlannedLesson(LessonId Lesson, ClassId Class, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string File, long Line);
