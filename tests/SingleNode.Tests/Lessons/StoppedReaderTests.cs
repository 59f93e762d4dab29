using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>Clients that stop reading their socket while the lesson goes on: closed in bounded time, with bounded memory, and nobody else notices.</summary>
/// <remarks>Only the rule under test can close them: no heartbeat is due for minutes, and the bound on writes is longer where it is not meant.</remarks>
public sealed class StoppedReaderTests
{
    private const int MessageBytes = 4_000;
    private const int SendBufferBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Settings =
    [
        "--Gateway:Lessons:HeartbeatInterval=00:01:00", "--Gateway:Lessons:HeartbeatTimeout=00:05:00", "--Gateway:Lessons:BehindMax=00:00:02",
        "--Lessons:LeaseTime=00:05:00", "--Gateway:Lessons:CommandsPerSecond=1000", "--Gateway:Lessons:CommandsBurst=1000", $"--Gateway:SendBufferBytes={SendBufferBytes}",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Seen to fail without the bound on one write, and without that on the kernel's buffer: it swallowed the whole megabyte.</summary>
    [Fact]
    public async Task Who_reads_nothing_and_says_nothing_is_closed_takes_bounded_memory_and_holds_nobody_up()
    {
        await using var stage = await Stage.SetAsync("--Gateway:Lessons:WriteWithin=00:00:02");
        var departed = stage.Teacher.DepartureAsync(stage.StoppedId);
        var sending = Stopwatch.StartNew();
        await stage.PostAsync(250); // A megabyte: more than both kernels and the gateway keep.
        await stage.HearAsync(250);

        await departed.WaitAsync(Patience, Stop);
        Assert.InRange(sending.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(1, await stage.CountAsync("classroom_gateway_writes_stalled", ""));
        Assert.Equal(1, await stage.CountAsync("classroom_gateway_closings", "code=\"tooFarBehind\""));
        Assert.InRange(stage.UnsentMax, 1, 4 * SendBufferBytes); // The kernel doubles what it is asked for, and takes a last write whole.
    }

    [Fact]
    public async Task Who_reads_nothing_but_says_how_far_it_came_is_told_that_it_is_too_far_behind()
    {
        await using var stage = await Stage.SetAsync("--Gateway:Lessons:WriteWithin=00:01:00");
        var departed = stage.Teacher.DepartureAsync(stage.StoppedId);
        await stage.PostAsync(5);
        await stage.HearAsync(5);

        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!departed.IsCompleted)
        {
            await stage.Stopped.InvokeAsync("Heartbeat", new JsonObject { ["sequence"] = stage.Covered });
            await pace.WaitForNextTickAsync(Stop);
            Assert.InRange(stage.Elapsed, TimeSpan.Zero, Patience);
        }

        Assert.Equal("tooFarBehind", (await stage.Stopped.ClosedAsync().WaitAsync(Patience, Stop))!["code"]!.GetValue<string>());
    }

    /// <summary>Seen to fail without the bound on what a heartbeat may claim.</summary>
    [Fact]
    public async Task Who_reads_nothing_but_claims_more_than_it_was_sent_is_closed_at_once()
    {
        await using var stage = await Stage.SetAsync("--Gateway:Lessons:WriteWithin=00:01:00");
        var departed = stage.Teacher.DepartureAsync(stage.StoppedId);

        await stage.Stopped.InvokeAsync("Heartbeat", new JsonObject { ["sequence"] = stage.Covered + 1_000 });

        await departed.WaitAsync(Patience, Stop);
        Assert.Equal("protocolError", (await stage.Stopped.ClosedAsync().WaitAsync(Patience, Stop))!["code"]!.GetValue<string>());
    }

    /// <summary>A live lesson of a teacher, a student who listens, and one who stopped reading after the welcome.</summary>
    private sealed class Stage(RunningNode node, Person[] people, RawConnection teacher, RawConnection listener, RawConnection stopped) : IAsyncDisposable
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private int _heard;

        public RawConnection Teacher => teacher;

        public RawConnection Stopped => stopped;

        public PersonId StoppedId => people[2].Id;

        /// <summary>What the one who stopped had read.</summary>
        public long Covered { get; private init; }

        public TimeSpan Elapsed => _watch.Elapsed;

        /// <summary>The most that the kernel held of what any client had not taken, in bytes.</summary>
        public long UnsentMax { get; private set; }

        public static async Task<Stage> SetAsync(params string[] settings)
        {
            var node = await RunningNode.StartAsync([.. Settings, .. settings]);
            Person[] people = [await node.TeacherAsync(), await node.StudentAsync(0), await node.StudentAsync(1)];
            var lesson = await node.PlanAsync(people[0]);
            var (teacher, _) = await RawConnection.FollowAsync(people[0], lesson, "board");
            await teacher.AskAsync(1, "startLesson");
            var (listener, _) = await RawConnection.FollowAsync(people[1], lesson, "phone");
            var stopped = await RawConnection.OpenAsync(await RawConnection.AddressAsync(people[2], lesson, "phone"), receiveBytes: 4 * 1024);
            await stopped.InvokeAsync("Follow", new JsonObject { ["foldLevel"] = 1 });
            var welcome = await stopped.NextAsync("Welcome");
            await teacher.ArrivalAsync(people[2].Id);
            return new(node, people, teacher, listener, stopped) { Covered = welcome["sequence"]!.GetValue<long>() };
        }

        public async Task PostAsync(int count)
        {
            for (var number = 1; number <= count; number++)
            {
                await teacher.SendAsync(1 + number, new JsonObject { ["type"] = "postMessage", ["text"] = $"{number} " + new string('a', MessageBytes) });
                if (number % 25 == 0)
                {
                    await HearAsync(number); // A connection may have 32 commands under way.
                }
            }
        }

        /// <summary>Waits until the one who listens has heard everything, in order.</summary>
        public async Task HearAsync(int until)
        {
            for (; _heard < until; _heard++)
            {
                var entry = await listener.NextEventAsync("messagePosted").WaitAsync(Patience, Stop);
                Assert.StartsWith($"{_heard + 1} ", entry["event"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
                UnsentMax = Math.Max(UnsentMax, Unsent(node.Address.Port));
            }
        }

        /// <summary>A counter of /metrics.</summary>
        public async Task<long> CountAsync(string name, string label)
        {
            using var stranger = node.Stranger();
            var lines = (await stranger.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop)).Split('\n');
            return lines.Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        }

        public async ValueTask DisposeAsync()
        {
            teacher.Dispose();
            listener.Dispose();
            stopped.Dispose();
            foreach (var person in people)
            {
                person.Dispose();
            }

            await node.DisposeAsync();
        }

        /// <summary>The longest queue of the node's sockets, in bytes, as the kernel counts them.</summary>
        private static long Unsent(int port) => File.ReadLines("/proc/net/tcp")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Select(fields => long.Parse(fields[4].Split(':')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0).Max();
    }
}
