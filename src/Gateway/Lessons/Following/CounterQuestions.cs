using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Asks a lesson for the counters of newcomers: one call in flight, which carries everybody who came meanwhile.</summary>
internal sealed class CounterQuestions(ILessonGrain grain)
{
    private readonly Lock _lock = new();
    private List<(ParticipantDevice Device, TaskCompletionSource<long> Answer)> _waiting = [];
    private bool _isAsking;

    /// <summary>The highest counter of the device that the lesson remembers.</summary>
    public Task<long> AskAsync(ParticipantDevice device)
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((device, answer));
            if (_isAsking)
            {
                return answer.Task;
            }

            _isAsking = true;
        }

        _ = RunAsync();
        return answer.Task;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<(ParticipantDevice Device, TaskCompletionSource<long> Answer)> asked;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isAsking = false;
                    return;
                }

                (asked, _waiting) = (_waiting, []);
            }

            try
            {
                var counters = await grain.Counters([.. asked.Select(question => question.Device)]);
                for (var i = 0; i < asked.Count; i++)
                {
                    asked[i].Answer.TrySetResult(counters[i]);
                }
            }
            catch (Exception exception)
            {
                asked.ForEach(question => question.Answer.TrySetException(exception));
            }
        }
    }
}
