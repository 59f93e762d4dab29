using System.Collections.Immutable;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Rehearsal.Checking;

namespace Classroom.Rehearsal.Tests.Checking;

/// <summary>The checker itself: faultless histories pass, and each planted fault is called by its name.</summary>
public sealed class VerdictTests
{
    private const int Seeds = 40;

    [Fact]
    public void A_faultless_history_passes()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var verdict = Verdict.Of(SimulatedLesson.Play(seed));

            Assert.True(verdict.Faults.IsEmpty, $"seed {seed}: {string.Join('\n', verdict.Faults.Take(5))}");
            Assert.Equal(verdict.Expected, verdict.Delivered);
            Assert.InRange(verdict.Acked, 20, 200);
            Assert.InRange(verdict.Latencies.TotalCount, 1, int.MaxValue);
        }
    }

    [Fact]
    public void A_faultless_history_passes_without_what_only_the_log_knows()
    {
        var history = SimulatedLesson.Play(seed: 3);
        var seen = history.Log with { IsWhole = false, Commands = [], Entries = [.. history.Log.Entries.Where(entry => entry.Audience != Audience.Nobody)] };

        Assert.Empty(Verdict.Of(history with { Log = seen }).Faults);
    }

    public static TheoryData<string, string> Planted => new()
    {
        { nameof(AcceptedWithoutLog), nameof(FaultKind.AcceptedNotLogged) },
        { nameof(AcceptedElsewhere), nameof(FaultKind.AcceptedNotLogged) },
        { nameof(DoneTwice), nameof(FaultKind.DoneTwice) },
        { nameof(PostedTwice), nameof(FaultKind.DoneTwice) },
        { nameof(RefusedButDone), nameof(FaultKind.RefusedButLogged) },
        { nameof(AnotherAnswerOnRetry), nameof(FaultKind.FirstAnswerChanged) },
        { nameof(RefusedOnRetry), nameof(FaultKind.FirstAnswerChanged) },
        { nameof(AnswerNotCounted), nameof(FaultKind.Miscounted) },
        { nameof(AcceptedTooEarly), nameof(FaultKind.OutOfRealTime) },
        { nameof(LogWithGap), nameof(FaultKind.LogBroken) },
        { nameof(EpochFallsInLog), nameof(FaultKind.EpochFell) },
        { nameof(RangeSkipped), nameof(FaultKind.RangeGap) },
        { nameof(ResumedElsewhere), nameof(FaultKind.RangeGap) },
        { nameof(EntryHeldBack), nameof(FaultKind.NotDelivered) },
        { nameof(EntryDoubled), nameof(FaultKind.DeliveredTwice) },
        { nameof(EntriesSwapped), nameof(FaultKind.DeliveredOutOfOrder) },
        { nameof(PrivateMessageLeaks), nameof(FaultKind.Leaked) },
        { nameof(DeliveredBeforeDurable), nameof(FaultKind.DeliveredNotLogged) },
        { nameof(DeliveredOtherwise), nameof(FaultKind.TwoValues) },
        { nameof(ViewWithAnothersThread), nameof(FaultKind.ViewDiffers) },
        { nameof(ViewWithoutAHand), nameof(FaultKind.ViewDiffers) },
        { nameof(StoppedShort), nameof(FaultKind.NotConverged) },
    };

    [Theory, MemberData(nameof(Planted))]
    public void A_planted_fault_is_called_by_its_name(string plant, string expected)
    {
        var caught = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var history = SimulatedLesson.Play(seed);
            if (Plant(plant, history) is { } faulty)
            {
                Assert.Contains(expected, Verdict.Of(faulty).Faults.Select(fault => fault.Kind.ToString()));
                caught++;
            }
        }

        Assert.InRange(caught, 10, Seeds); // Not every history has room for every fault.
    }

    private static History? Plant(string plant, History history) =>
        (History?)typeof(VerdictTests).GetMethod(plant, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.Invoke(null, [history]);

    private static History? AcceptedWithoutLog(History history) => AcceptedPost(history) is not { } post ? null
        : WithLog(history, history.Log with { Commands = history.Log.Commands.RemoveAll(command => command.Sequence == post.Answer.Sequence) });

    private static History? AcceptedElsewhere(History history) => AcceptedPost(history) is not { } post ? null
        : Replace(history, 1, post, post with { Answer = post.Answer with { Sequence = post.Answer.Sequence - 1 } });

    private static History? DoneTwice(History history) =>
        WithLog(history, history.Log with { Commands = history.Log.Commands.Add(history.Log.Commands[3] with { Sequence = history.Log.Head }) });

    private static History? PostedTwice(History history)
    {
        var post = history.Log.Entries.First(entry => entry.Event is MessagePosted);
        return WithLog(history, history.Log with { Head = history.Log.Head + 1, Entries = history.Log.Entries.Add(post with { Sequence = history.Log.Head + 1, Epoch = 99, At = post.At.AddDays(1) }) });
    }

    private static History? RefusedButDone(History history) => AcceptedPost(history) is not { } post ? null
        : Replace(history, 1, post, post with { Answer = new CommandAnswer(post.Answer.Counter, 0, LessonRefusal.ChatClosed) });

    private static History? AnotherAnswerOnRetry(History history) => AcceptedPost(history) is not { } post ? null
        : Insert(history, 1, post, post with { AtUs = post.AtUs + 1, Answer = post.Answer with { Sequence = post.Answer.Sequence + 1 } });

    private static History? RefusedOnRetry(History history) => AcceptedPost(history) is not { } post ? null
        : Insert(history, 1, post, post with { AtUs = post.AtUs + 1, Answer = new CommandAnswer(post.Answer.Counter, 0, LessonRefusal.CommandExpired) });

    private static History? AnswerNotCounted(History history)
    {
        var tally = history.Log.Entries.LastOrDefault(entry => entry.Event is PollTallied { Tally.Answered: > 0 }); // In so small a class only the one at closing.
        return tally?.Event is not PollTallied told ? null
            : WithLog(history, history.Log with { Entries = history.Log.Entries.Replace(tally, tally with { Event = told with { Tally = told.Tally with { Answered = told.Tally.Answered - 1 } } }) });
    }

    private static History? AcceptedTooEarly(History history)
    {
        var post = AcceptedPost(history);
        var sent = history.Clients[1].Steps.OfType<Sent>().FirstOrDefault(step => step.Command.Counter == post?.Answer.Counter);
        return post is null || sent is null ? null : Replace(Replace(history, 1, post, post with { AtUs = 1_000_001 }), 1, sent, sent with { AtUs = 1_000_000 });
    }

    private static History? LogWithGap(History history) =>
        WithLog(history, history.Log with { Entries = history.Log.Entries.RemoveAt(5) });

    private static History? EpochFallsInLog(History history) =>
        WithLog(history, history.Log with { Entries = history.Log.Entries.SetItem(9, history.Log.Entries[9] with { Epoch = 50 }) });

    private static History? RangeSkipped(History history)
    {
        var heard = history.Clients[2].Steps.Where(step => step is Received or Welcomed).ToList();
        var skipped = heard.Zip(heard.Skip(1)).FirstOrDefault(pair => pair is { First: Received, Second: Received }).First; // A welcome in between would make up for it.
        return skipped is null ? null : With(history, 2, history.Clients[2].Steps.Remove(skipped));
    }

    private static History? ResumedElsewhere(History history)
    {
        var step = history.Clients[1].Steps.OfType<Welcomed>().FirstOrDefault(welcomed => welcomed.Welcome.View is null);
        return step is null ? null : Replace(history, 1, step, step with { Welcome = step.Welcome with { Sequence = step.Welcome.Sequence + 1 } });
    }

    private static History? EntryHeldBack(History history) => Change(history, range => !range.Entries.IsEmpty, range => range with { Entries = range.Entries.RemoveAt(0) });

    private static History? EntryDoubled(History history) => Change(history, range => !range.Entries.IsEmpty, range => range with { Entries = range.Entries.Insert(0, range.Entries[0]) });

    private static History? EntriesSwapped(History history) => Change(history, range => range.Entries.Length > 1, range => range with { Entries = [range.Entries[1], range.Entries[0], .. range.Entries[2..]] });

    private static History? PrivateMessageLeaks(History history)
    {
        var secret = history.Log.Entries.FirstOrDefault(entry => entry.Event is MessagePosted { Thread: { } thread } && thread != history.Clients[3].Viewer.Participant);
        var step = history.Clients[3].Steps.OfType<Received>().FirstOrDefault(received => received.Entries.From <= secret?.Sequence && received.Entries.To >= secret.Sequence);
        return step is null ? null : Replace(history, 3, step, step with { Entries = step.Entries with { Entries = [.. step.Entries.Entries.Add(secret!).OrderBy(entry => entry.Sequence)] } });
    }

    private static History? DeliveredBeforeDurable(History history) => Change(history, range => range.To == history.Log.Head, range => range with
    {
        To = range.To + 1,
        Entries = range.Entries.Add(new LessonEntry(range.To + 1, range.Epoch, DateTimeOffset.UnixEpoch, null, Audience.All, new ChatClosed())),
    });

    private static History? DeliveredOtherwise(History history) => Change(
        history,
        range => range.Entries.Any(entry => entry.Event is MessagePosted),
        range => range with { Entries = [.. range.Entries.Select(entry => entry.Event is MessagePosted post ? entry with { Event = post with { Text = "something else" } } : entry)] });

    private static History? ViewWithAnothersThread(History history)
    {
        var (mine, theirs) = (Last(history, 1), Last(history, 2));
        return theirs.View.Threads.IsEmpty ? null : Replace(history, 1, mine, mine with { View = mine.View with { Threads = mine.View.Threads.AddRange(theirs.View.Threads) } });
    }

    private static History? ViewWithoutAHand(History history)
    {
        var last = Last(history, 1);
        return last.View.Hands.IsEmpty ? null : Replace(history, 1, last, last with { View = last.View with { Hands = [] } });
    }

    private static History? StoppedShort(History history) =>
        history.Clients[2].Steps.OfType<Received>().LastOrDefault(received => received.Entries.To == history.Log.Head) is { } last
            ? With(history, 2, history.Clients[2].Steps.RemoveRange(history.Clients[2].Steps.IndexOf(last), history.Clients[2].Steps.Length - history.Clients[2].Steps.IndexOf(last)))
            : null;

    private static Viewed Last(History history, int client) => history.Clients[client].Steps.OfType<Viewed>().Last();

    private static Answered? AcceptedPost(History history)
    {
        var posts = history.Clients[1].Steps.OfType<Sent>().Where(step => step.Command.Command is PostMessage).Select(step => step.Command.Counter).ToHashSet();
        return history.Clients[1].Steps.OfType<Answered>().FirstOrDefault(step => posts.Contains(step.Answer.Counter) && step.Answer.Sequence > 8
            && history.Log.Commands.Any(command => command.Sequence == step.Answer.Sequence)); // Not one that was redacted.
    }

    private static (int Client, Received? Step) Range(History history, Func<LessonEntries, bool> where)
    {
        for (var client = 0; client < history.Clients.Length; client++)
        {
            if (history.Clients[client].Steps.OfType<Received>().FirstOrDefault(received => where(received.Entries)) is { } step)
            {
                return (client, step);
            }
        }

        return (0, null);
    }

    private static History? Change(History history, Func<LessonEntries, bool> where, Func<LessonEntries, LessonEntries> change) =>
        Range(history, where) is (var client, { } step) ? Replace(history, client, step, step with { Entries = change(step.Entries) }) : null;

    private static History Replace(History history, int client, Step step, Step with) => With(history, client, history.Clients[client].Steps.Replace(step, with));

    private static History Insert(History history, int client, Step after, Step step) =>
        With(history, client, history.Clients[client].Steps.Insert(history.Clients[client].Steps.IndexOf(after) + 1, step));

    private static History With(History history, int client, ImmutableArray<Step> steps) =>
        history with { Clients = history.Clients.SetItem(client, history.Clients[client] with { Steps = steps }) };

    private static History WithLog(History history, LogHistory log) => history with { Log = log };
}
