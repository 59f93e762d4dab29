using System.Collections.Immutable;
using System.Diagnostics;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;

namespace Classroom.Client.Lessons;

/// <summary>Lets through only what follows on what is held, and folds it. Pure; not thread-safe.</summary>
/// <remarks>
/// What does not follow is never guessed at: the connection is given up and the lesson resumed from what is held. If that
/// breaks at the same place again, or an entry cannot be folded, what is held is in doubt, and following starts from nothing.
/// </remarks>
internal sealed class EntryGate
{
    private long? _brokenAfter;
    private bool _startsOver = true;

    /// <summary>What is held; none before the first welcome.</summary>
    public LessonView? View { get; private set; }

    /// <summary>Who the client is in the lesson.</summary>
    public Viewer? You { get; private set; }

    /// <summary>Epoch of what is held.</summary>
    public long Epoch { get; private set; }

    /// <summary>Last sequence that the view covers.</summary>
    public long Sequence { get; private set; }

    /// <summary>What to say on the next connection.</summary>
    public FollowLesson Follow => _startsOver ? new(FoldLevel.Current) : new(FoldLevel.Current, Epoch, Sequence);

    /// <summary>Takes a welcome. False: it does not fit; leave the connection.</summary>
    public bool TryTake(LessonWelcome welcome)
    {
        if (welcome.View is { } view)
        {
            (View, You, Epoch, Sequence, _startsOver) = (view, welcome.You, welcome.Epoch, welcome.Sequence, false);
            return true;
        }

        if (_startsOver || welcome.Sequence != Sequence || welcome.You != You || welcome.Epoch < Epoch)
        {
            return Break();
        }

        Epoch = welcome.Epoch;
        return true;
    }

    /// <summary>Takes the entries of a range; <paramref name="updates"/> are they with the view after each. False: they do not fit; leave the connection.</summary>
    public bool TryTake(LessonEntries range, out ImmutableArray<LessonUpdate> updates)
    {
        updates = [];
        if (View is not { } view || _startsOver || !Follows(range))
        {
            return Break();
        }

        var folded = ImmutableArray.CreateBuilder<LessonUpdate>(range.Entries.Length);
        try
        {
            foreach (var entry in range.Entries)
            {
                view = ViewFold.Apply(view, entry);
                folded.Add(new LessonUpdate.EntryAdded(entry, view));
            }
        }
        catch (UnreachableException)
        {
            _startsOver = true;
            return false;
        }

        (View, Epoch, Sequence, _brokenAfter) = (view, Math.Max(Epoch, range.Epoch), range.To, null);
        updates = folded.MoveToImmutable();
        return true;
    }

    private bool Follows(LessonEntries range)
    {
        if (range.From != Sequence + 1 || range.To < range.From || range.Entries.IsDefault)
        {
            return false;
        }

        var (sequence, epoch) = (Sequence, 0L);
        foreach (var entry in range.Entries)
        {
            if (entry.Sequence <= sequence || entry.Sequence > range.To || entry.Epoch < epoch || entry.Epoch > range.Epoch)
            {
                return false;
            }

            (sequence, epoch) = (entry.Sequence, entry.Epoch);
        }

        return true;
    }

    private bool Break()
    {
        _startsOver |= _brokenAfter == Sequence;
        _brokenAfter = Sequence;
        return false;
    }
}
