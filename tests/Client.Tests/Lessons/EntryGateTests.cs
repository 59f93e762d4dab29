using Classroom.Client.Lessons;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using static Classroom.Client.Tests.Lessons.LessonSamples;

namespace Classroom.Client.Tests.Lessons;

public sealed class EntryGateTests
{
    [Fact]
    public void The_first_follow_asks_for_everything()
    {
        Assert.Equal(new FollowLesson(FoldLevel.Current), new EntryGate().Follow);
    }

    [Fact]
    public void Entries_that_follow_are_folded_and_the_next_follow_resumes_after_them()
    {
        var gate = Welcomed();

        Assert.True(gate.TryTake(Range(3, 4, Message(4, "bonjour")), out var updates));

        Assert.Equal("bonjour", gate.View!.Chat.Single().Text);
        Assert.Same(gate.View, updates.Single().View);
        Assert.Equal(new FollowLesson(FoldLevel.Current, 1, 4), gate.Follow);
    }

    [Fact]
    public void A_hidden_sequence_is_not_a_gap()
    {
        var gate = Welcomed();

        Assert.True(gate.TryTake(Range(3, 9), out var updates));

        Assert.Empty(updates);
        Assert.Equal(9, gate.Sequence);
    }

    public static TheoryData<LessonEntries> Misfits => new()
    {
        Range(4, 4, Message(4, "gap")),
        Range(2, 3, Message(3, "overlap")),
        Range(3, 2),
        Range(3, 3, Message(4, "beyond the range")),
        Range(3, 5, Message(4, "one"), Message(4, "twice")),
        Range(3, 5, Message(5, "two"), Message(4, "swapped")),
        new LessonEntries(1, 3, 4, [Message(3, "newer") with { Epoch = 2 }]),
        new LessonEntries(2, 3, 4, [Message(3, "newer") with { Epoch = 2 }, Message(4, "older")]),
    };

    [Theory, MemberData(nameof(Misfits))]
    public void What_does_not_follow_changes_nothing_and_the_client_resumes(LessonEntries misfit)
    {
        var gate = Welcomed();
        var before = gate.View;

        Assert.False(gate.TryTake(misfit, out var updates));

        Assert.Empty(updates);
        Assert.Same(before, gate.View);
        Assert.Equal(new FollowLesson(FoldLevel.Current, 1, 2), gate.Follow);
    }

    [Fact]
    public void Breaking_twice_at_one_place_starts_over()
    {
        var gate = Welcomed();
        gate.TryTake(Range(9, 9), out _);
        Assert.True(gate.TryTake(Resume(sequence: 2)));

        gate.TryTake(Range(9, 9), out _);

        Assert.Equal(new FollowLesson(FoldLevel.Current), gate.Follow);
        Assert.True(gate.TryTake(Welcome(sequence: 12)));
        Assert.Equal(12, gate.Sequence);
    }

    [Fact]
    public void A_resume_from_elsewhere_is_refused()
    {
        Assert.False(Welcomed().TryTake(Resume(sequence: 3)));
        Assert.False(Welcomed().TryTake(Resume(sequence: 2) with { You = new Viewer(Bob) }));
        Assert.False(new EntryGate().TryTake(Resume(sequence: 0)));
    }

    [Fact]
    public void A_new_epoch_goes_on_from_what_is_held()
    {
        var gate = Welcomed();

        Assert.True(gate.TryTake(Resume(sequence: 2) with { Epoch = 5 }));
        Assert.True(gate.TryTake(new LessonEntries(5, 3, 3, [Message(3, "again") with { Epoch = 5 }]), out _));

        Assert.Equal(new FollowLesson(FoldLevel.Current, 5, 3), gate.Follow);
    }

    private static EntryGate Welcomed()
    {
        var gate = new EntryGate();
        Assert.True(gate.TryTake(Welcome(sequence: 2)));
        return gate;
    }
}
