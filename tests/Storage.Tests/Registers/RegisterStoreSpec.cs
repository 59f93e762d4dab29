using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Registers;
using Classroom.Ports.Identity;
using Classroom.Ports.Registers;

namespace Classroom.Storage.Tests.Registers;

/// <summary>What <see cref="IRegisterStore"/> promises, run against every implementation.</summary>
public abstract class RegisterStoreSpec
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly LessonId Maths = LessonId.Parse("demo~maths");
    private static readonly PersonId Ada = PersonId.Parse("ada");
    private static readonly PersonId Blaise = PersonId.Parse("blaise");
    private static readonly PersonId Teacher = PersonId.Parse("teacher");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract IRegisterStore Store { get; }

    private protected abstract IAuditTrail Trail { get; }

    [Fact]
    public async Task Corrections_are_read_as_they_were_made_by_person_and_in_order()
    {
        var first = new StoredCorrection(Maths, Blaise, PresenceStatus.Present, "Était là : « panne de réseau » 🙂", Teacher, Nine.AddTicks(12_345));
        var second = first with { Status = PresenceStatus.Late, Reason = "after all", By = null, At = Nine.AddSeconds(-1) };
        var ofAda = first with { Person = Ada, Status = PresenceStatus.LeftEarly };
        foreach (var correction in new[] { first, ofAda, second, first with { Lesson = LessonId.Parse("other~maths") } })
        {
            Assert.True(await AppendAsync(correction));
        }

        Assert.Equal([ofAda with { At = Nine.AddMilliseconds(1) }, first with { At = Nine.AddMilliseconds(1) }, second], await Store.ReadAsync(Maths, Stop));
        Assert.Empty(await Store.ReadAsync(LessonId.Parse("demo~music"), Stop));
    }

    [Fact]
    public async Task A_correction_and_its_act_are_written_together_or_not_at_all()
    {
        var correction = new StoredCorrection(Maths, Ada, PresenceStatus.Present, "one more", Teacher, Nine);
        for (var n = 0; n < IRegisterStore.CorrectionsMax; n++)
        {
            Assert.True(await AppendAsync(correction));
        }

        Assert.False(await AppendAsync(correction));
        Assert.True(await AppendAsync(correction with { Person = Blaise }));

        Assert.Equal(IRegisterStore.CorrectionsMax + 1, (await Store.ReadAsync(Maths, Stop)).Length);
        var acts = await Trail.ReadAsync(Maths.School, 0, 1_000, Stop);
        Assert.Equal(IRegisterStore.CorrectionsMax + 1, acts.Length);
        Assert.All(acts, act => Assert.Equal(AuditAction.RegisterCorrected, act.Action));
    }

    [Fact]
    public async Task Corrections_made_at_the_same_time_are_all_kept()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            Task.Run(() => AppendAsync(new(Maths, Ada, PresenceStatus.Absent, $"{n}", Teacher, Nine)), Stop)));

        Assert.All(made, Assert.True);
        Assert.Equal(Enumerable.Range(0, 20), (await Store.ReadAsync(Maths, Stop)).Select(correction => int.Parse(correction.Reason)).Order());
    }

    private Task<bool> AppendAsync(StoredCorrection correction) => Store.AppendAsync(
        correction, new AuditAct(correction.At, null, correction.Lesson.School, AuditAction.RegisterCorrected, $"{correction.Lesson}/{correction.Person}"), Stop);
}
