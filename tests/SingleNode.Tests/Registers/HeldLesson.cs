using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Lessons;
using Classroom.Ports.Lessons;
using Classroom.Ports.Timetables;
using Classroom.SingleNode.Tests.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Registers;

/// <summary>A lesson of an hour some days ago, as its log and its plan tell it: held, unless nothing was added.</summary>
internal sealed class HeldLesson(RunningNode node, LessonId id, ClassId of, DateTimeOffset startsAt)
{
    private readonly List<LessonEntry> _entries = [];

    public LessonId Id => id;

    public DateTimeOffset At(double minute) => startsAt.AddMinutes(minute);

    public HeldLesson Arrives(double minute, PersonId person, LessonRole role = LessonRole.Student) => Add(minute, new PresenceChanged([new Arrival(ParticipantId.Of(person), role)], []));

    public HeldLesson Leaves(double minute, PersonId person) => Add(minute, new PresenceChanged([], [new Departure(ParticipantId.Of(person), At(minute))]));

    public HeldLesson Add(double minute, LessonEvent what, PersonId? by = null)
    {
        _entries.Add(new(_entries.Count + 1, 1, At(minute), by is { } person ? ParticipantId.Of(person) : null, Audience.All, what));
        return this;
    }

    /// <summary>Ends it, and writes its log and its plan.</summary>
    public async Task<HeldLesson> KeepAsync(CancellationToken cancellationToken)
    {
        var held = _entries.Count > 0;
        Add(held ? 60 : 90, new LessonEnded(held ? LessonEndReason.ByTeacher : LessonEndReason.Overtime));
        var log = node.Services.GetRequiredService<ILessonLog>();
        await log.OpenAsync(id, cancellationToken);
        var stored = _entries.Select(entry => new StoredEntry(entry.Sequence, 1, null, EntryCodec.Encode(entry))).ToArray();
        Assert.Equal([AppendOutcome.Appended], await log.AppendAsync([new(id, 1, 0, stored)], cancellationToken));
        var plan = new LessonPlan(id, of, "Fractions", startsAt, At(60), held ? LessonStatus.Ended : LessonStatus.NotHeld, 1);
        Assert.True(await node.Services.GetRequiredService<ITimetableStore>().SaveAsync(plan, cancellationToken));
        return this;
    }
}
