using Classroom.Client.Lessons;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Rehearsal.Casting;

namespace Classroom.Rehearsal.Playing;

/// <summary>One person on one device: acts in the lesson, loses the connection, leaves and comes back, until the curtain falls.</summary>
internal sealed class Player(string name, CastDevice device, LessonId id, Stage stage, Recorder recorder, Random random, TimeSpan pace) : IAsyncDisposable
{
    private const int BurstCommands = 36;
    private static readonly TimeSpan RejoinPause = TimeSpan.FromSeconds(1);

    private readonly List<Task> _sending = [];

    /// <summary>The lesson as this player follows it; none while they are out of it.</summary>
    public LiveLesson? Lesson { get; private set; }

    public Recorder Recorder => recorder;

    public string Name => name;

    /// <summary>How long this player stays away, once, soon after the start: longer than a place is kept.</summary>
    public TimeSpan Absence { get; init; }

    /// <summary>What the player is at, for people who look for one that hangs.</summary>
    public string Doing { get; private set; } = "entering";

    /// <summary>How often the connection was cut on purpose.</summary>
    public int Cuts { get; private set; }

    /// <summary>Whether the player is out: sent out, and not yet back.</summary>
    public bool IsOut => Lesson is null or { State: LiveLessonState.Closed };

    /// <summary>Enters the lesson.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken) =>
        Lesson = await device.Client.JoinAsync(id, recorder, cancellationToken);

    /// <summary>Plays until told to stop; commands under way go on.</summary>
    public async Task PlayAsync(CancellationToken stop)
    {
        try
        {
            if (Absence > TimeSpan.Zero)
            {
                await Task.Delay(pace, TimeProvider.System, stop);
                await LeaveAsync(Absence, stop);
            }

            while (true)
            {
                await Task.Delay(pace * (0.2 + (1.6 * random.NextDouble())), TimeProvider.System, stop);
                if (IsOut)
                {
                    await ComeBackAsync(stop);
                    continue;
                }

                Doing = "acting";
                await ActAsync(Lesson!, stop);
                Doing = "pausing";
                _sending.RemoveAll(task => task.IsCompleted);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The curtain fell.
        }
    }

    /// <summary>Waits until every command was answered, or gives up on them.</summary>
    public async Task SettleAsync(CancellationToken giveUp) =>
        await Task.WhenAll(_sending).WaitAsync(giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Sends a command, and does not mind what becomes of it.</summary>
    public async Task<CommandResult?> SendAsync(LiveLesson lesson, LessonCommand command)
    {
        var result = (CommandResult?)null;
        stage.Begin();
        try
        {
            return result = await lesson.SendAsync(command);
        }
        catch (Exception exception) when (exception is LessonClosedException or OutboxFullException)
        {
            return null; // Unknown, or never sent: the history says which.
        }
        finally
        {
            stage.End(command, result);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Lesson is { } lesson)
        {
            Lesson = null;
            await lesson.DisposeAsync();
        }
    }

    private async Task ActAsync(LiveLesson lesson, CancellationToken stop)
    {
        switch (random.Next(100))
        {
            case 0:
                Cuts++;
                lesson.CutConnection();
                break;
            case 1:
                await LeaveAsync(TimeSpan.FromSeconds(5 * random.NextDouble()), stop);
                break;
            case <= 4:
                recorder.Look(lesson);
                break;
            case <= 7 when recorder.LatelyAccepted is { } accepted:
                lesson.Repeat(accepted);
                break;
            case 8 when random.Next(10) == 0:
                _sending.AddRange(Enumerable.Range(0, BurstCommands).Select(_ => SendAsync(lesson, new PostMessage(stage.Text(name, random)))));
                break;
            case <= 18:
                await lesson.SignalAsync(NextSignal(), stop);
                break;
            default:
                var command = Scripts.Next(name, lesson.You, lesson.View, stage, random);
                var sending = SendAsync(lesson, command);
                _sending.Add(sending);
                Doing = $"waiting for {command}";
                if (random.Next(4) > 0)
                {
                    await sending.WaitAsync(stop); // Most people wait to see what comes of it.
                }

                break;
        }
    }

    private async Task LeaveAsync(TimeSpan absence, CancellationToken stop)
    {
        Doing = "settling before leaving";
        await SettleAsync(stop); // Who leaves gives up what was not answered: mostly nothing.
        Doing = "leaving";
        await DisposeAsync();
        Doing = "staying away";
        await Task.Delay(absence, TimeProvider.System, stop);
    }

    /// <summary>Somebody who was sent out, or left, tries again and again.</summary>
    private async Task ComeBackAsync(CancellationToken stop)
    {
        try
        {
            Doing = "closing before coming back";
            await DisposeAsync();
            Doing = "coming back";
            await EnterAsync(stop);
        }
        catch (LessonClosedException)
        {
            await Task.Delay(RejoinPause, TimeProvider.System, stop);
        }
    }

    private LessonSignal NextSignal() => random.Next(3) switch
    {
        0 => new Typing(),
        1 => new Reaction(Reaction.Known.ElementAt(random.Next(Reaction.Known.Count))),
        _ => new Pointing(random.NextDouble(), random.NextDouble()),
    };
}
