using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Classroom.Client.Lessons;

/// <summary>Hands updates to any number of readers, each with a bounded queue of its own.</summary>
/// <remarks>
/// A reader whose queue is full loses the queue, never the truth: it gets the whole view instead, marked as such. So it slows
/// neither the connection nor other readers, and needs nothing from the server. Written to by one thread at a time.
/// </remarks>
internal sealed class UpdateFeed(int updatesMax)
{
    private readonly List<Channel<LessonUpdate>> _readers = [];
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>Starts a reader at <paramref name="start"/>. Its updates end when the feed is closed.</summary>
    public Reader Open(LessonUpdate.ViewReplaced start)
    {
        var queue = Channel.CreateBounded<LessonUpdate>(new BoundedChannelOptions(updatesMax) { FullMode = BoundedChannelFullMode.Wait });
        queue.Writer.TryWrite(start);
        lock (_lock)
        {
            if (_isClosed)
            {
                queue.Writer.Complete();
            }
            else
            {
                _readers.Add(queue);
            }
        }

        return new Reader(this, queue);
    }

    /// <summary>Hands an update to every reader.</summary>
    public void Publish(LessonUpdate update)
    {
        lock (_lock)
        {
            foreach (var queue in _readers)
            {
                Write(queue, update);
            }
        }
    }

    /// <summary>Nothing comes any more; readers read what is left.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _readers.ForEach(queue => queue.Writer.TryComplete());
            _readers.Clear();
        }
    }

    private static void Write(Channel<LessonUpdate> queue, LessonUpdate update)
    {
        if (queue.Writer.TryWrite(update))
        {
            return;
        }

        while (queue.Reader.TryRead(out _))
        {
            // What it holds is all older than the view that takes its place.
        }

        queue.Writer.TryWrite(new LessonUpdate.ViewReplaced(ReplaceCause.SlowReader, update.View, update.Sequence));
    }

    private void Remove(Channel<LessonUpdate> queue)
    {
        lock (_lock)
        {
            _readers.Remove(queue);
        }
    }

    /// <summary>One reader.</summary>
    internal readonly struct Reader(UpdateFeed feed, Channel<LessonUpdate> queue)
    {
        public async IAsyncEnumerable<LessonUpdate> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                await foreach (var update in queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return update;
                }
            }
            finally
            {
                feed.Remove(queue);
            }
        }
    }
}
