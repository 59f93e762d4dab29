using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Registers;
using Classroom.Ports.Identity;

namespace Classroom.Ports.Registers;

/// <summary>Keeps what was corrected in registers; append only. What was recorded stays in lesson logs. Held to tests/Storage.Tests/RegisterStoreSpec.</summary>
public interface IRegisterStore
{
    /// <summary>Most corrections of one person in one lesson.</summary>
    const int CorrectionsMax = 50;

    /// <summary>Appends a correction, and its act to the audit trail, in one commit; durable on return.</summary>
    /// <returns>False, and nothing is written, if the person has <see cref="CorrectionsMax"/> in that lesson.</returns>
    Task<bool> AppendAsync(StoredCorrection correction, AuditAct act, CancellationToken cancellationToken = default);

    /// <summary>All corrections of a lesson: by person, and of each in the order they were made. Times to the millisecond.</summary>
    Task<ImmutableArray<StoredCorrection>> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default);
}

/// <summary>One correction as it is stored.</summary>
/// <param name="Lesson">In which lesson's register.</param>
/// <param name="Person">Whose entry, of the lesson's school.</param>
/// <param name="Status">What counts from then on.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who of the school corrected; none for an administrator.</param>
/// <param name="At">When.</param>
public sealed record StoredCorrection(LessonId Lesson, PersonId Person, PresenceStatus Status, string Reason, PersonId? By, DateTimeOffset At);
