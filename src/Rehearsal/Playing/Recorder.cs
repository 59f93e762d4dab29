using System.Collections.Immutable;
using System.Diagnostics;
using Classroom.Client.Lessons;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Rehearsal.Checking;

namespace Classroom.Rehearsal.Playing;

/// <summary>Writes down what one client says and hears, before the client makes anything of it.</summary>
internal sealed class Recorder(string name, DeviceId device, long startedAt, Stage stage) : ILessonObserver
{
    private readonly List<Step> _steps = [];
    private readonly Lock _lock = new();
    private Viewer? _you;

    public DeviceId Device => device;

    /// <summary>A command of this client that was accepted lately, to be sent once more.</summary>
    public SendCommand? LatelyAccepted { get; private set; }

    public void Sent(FollowLesson follow) => Add(at => new Followed(at));

    public void Sent(SendCommand command) => Add(at => new Sent(at, command));

    public void Received(LessonWelcome welcome)
    {
        _you = welcome.You;
        Add(at => new Welcomed(at, welcome));
    }

    public void Received(LessonEntries entries)
    {
        stage.Hear(entries);
        Add(at => new Received(at, entries));
    }

    public void Received(CommandAnswer answer)
    {
        lock (_lock)
        {
            if (answer is { Refusal: null, Sequence: > 0 })
            {
                LatelyAccepted = _steps.OfType<Sent>().Last(step => step.Command.Counter == answer.Counter).Command;
            }

            Add(at => new Answered(at, answer));
        }
    }

    public void StateChanged(LiveLessonState state) => Add(at => new Became(at, state.ToString()));

    /// <summary>Notes how the lesson looks to the client now.</summary>
    public void Look(LiveLesson lesson)
    {
        var (view, sequence) = lesson.Held;
        Add(at => new Viewed(at, sequence, view));
    }

    /// <summary>Notes what the client read from the log at the end.</summary>
    public void ReadBack(LessonEntries entries) => Add(at => new ReadBack(at, entries));

    public ClientHistory? ToHistory(bool isHereAtEnd)
    {
        lock (_lock)
        {
            return _you is null ? null : new ClientHistory(name, _you, device, isHereAtEnd, [.. _steps]);
        }
    }

    private void Add(Func<long, Step> step)
    {
        lock (_lock)
        {
            _steps.Add(step((long)Stopwatch.GetElapsedTime(startedAt).TotalMicroseconds));
        }
    }
}
