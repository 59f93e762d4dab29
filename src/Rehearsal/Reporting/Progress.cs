using System.Diagnostics;
using Spectre.Console;

namespace Classroom.Rehearsal.Reporting;

/// <summary>Says on stderr what is going on: as one changing line on a terminal, as few lines elsewhere.</summary>
internal sealed class Progress(StatusContext status, bool isTerminal)
{
    private static readonly TimeSpan LinesEvery = TimeSpan.FromSeconds(5);

    private long _tickedAt = Stopwatch.GetTimestamp();

    /// <summary>Something new.</summary>
    public void Say(string what)
    {
        status.Status = Markup.Escape(what);
        status.Refresh();
    }

    /// <summary>How far it is.</summary>
    public void Tick(string what)
    {
        if (isTerminal || Stopwatch.GetElapsedTime(_tickedAt) >= LinesEvery)
        {
            _tickedAt = Stopwatch.GetTimestamp();
            Say(what);
        }
    }
}
